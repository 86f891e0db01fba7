namespace LicenseDashboard.Core.Exemptions;

/// <summary>
/// A leave that was ended before its last day, or had none. The exemption is gone, but the returning person stays protected for a while.
/// </summary>
public sealed class LeaveEnd
{
    public required int PersonKey { get; init; }

    /// <summary>Last local day of the leave.</summary>
    public DateOnly LastDay { get; set; }
}
