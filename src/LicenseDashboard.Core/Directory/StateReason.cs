namespace LicenseDashboard.Core.Directory;

/// <summary>
/// Why the vendor says a person's state last changed, as last asked. It is told for one person at a time, so it is known for few.
/// </summary>
public sealed class StateReason
{
    public required int PersonKey { get; init; }

    /// <summary>Null when the vendor names none.</summary>
    public string? Reason { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? ChangedAt { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime AskedAt { get; set; }
}
