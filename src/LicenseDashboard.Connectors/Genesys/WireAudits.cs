namespace LicenseDashboard.Connectors.Genesys;

internal sealed record WireAuditMapping
{
    public List<WireAuditService>? Services { get; init; }
}

internal sealed record WireAuditService
{
    public string? Name { get; init; }

    public List<WireAuditEntity>? Entities { get; init; }
}

internal sealed record WireAuditEntity
{
    public string? Name { get; init; }

    public List<string>? Actions { get; init; }
}

internal sealed record WireAuditQuery(string Interval, string ServiceName, WireAuditSort[] Sort);

internal sealed record WireAuditSort(string Name, string SortOrder);

internal sealed record WireAuditStatus
{
    public string? Id { get; init; }

    public string? State { get; init; }
}

internal sealed record WireAuditResults : WirePage
{
    public List<WireAudit>? Entities { get; init; }

    public string? DownloadUrl { get; init; }
}

internal sealed record WireAudit
{
    public string? Id { get; init; }

    public WireReference? User { get; init; }

    public WireReference? Entity { get; init; }

    public string? ServiceName { get; init; }

    public string? EntityType { get; init; }

    public string? Action { get; init; }

    public string? Status { get; init; }

    public DateTime? EventDate { get; init; }
}
