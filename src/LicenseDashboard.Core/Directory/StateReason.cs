namespace LicenseDashboard.Core.Directory;

/// <summary>
/// The vendor's reason for the last change of a person's state, as last read. It must be read person by person, so it is known only for a
/// few.
/// </summary>
public sealed class StateReason
{
    public required int PersonKey { get; init; }

    /// <summary>Null if the vendor gives no reason.</summary>
    public string? Reason { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? ChangedAt { get; set; }

    /// <summary>UTC.</summary>
    public required DateTime AskedAt { get; set; }
}
