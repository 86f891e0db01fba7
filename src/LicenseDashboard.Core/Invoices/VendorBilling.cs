namespace LicenseDashboard.Core.Invoices;

/// <summary>What the vendor's billing routes last answered. Its contracts are shown beside ours and never taken over.</summary>
public sealed class VendorBilling
{
    public required int PlatformKey { get; init; }

    /// <summary>UTC time of the last answer, refusals included.</summary>
    public required DateTime ReadAt { get; set; }

    /// <summary>False if this organization or this client doesn't get these routes (403, 404).</summary>
    public required bool IsServed { get; set; }

    /// <summary>Why it isn't served, in words for an administrator; empty if it is.</summary>
    public required string Refusal { get; set; }

    /// <summary>The contracts as JSON; empty if none was ever read.</summary>
    public required string Contracts { get; set; }
}
