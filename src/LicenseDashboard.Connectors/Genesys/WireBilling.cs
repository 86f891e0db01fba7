namespace LicenseDashboard.Connectors.Genesys;

internal sealed record WireBillingReport
{
    public string? Status { get; init; }

    public List<WireBillingUsage>? Usages { get; init; }
}

internal sealed record WireBillingUsage
{
    public string? Name { get; init; }

    public List<WireBillingResource>? Resources { get; init; }
}

internal sealed record WireBillingResource
{
    /// <summary>A mail address, or the ID of a device.</summary>
    public string? Name { get; init; }

    public DateTime? Date { get; init; }
}

/// <summary>If a state is present, nothing else may change.</summary>
internal sealed record WireStateChange(string State, long? Version);
