namespace LicenseDashboard.Core.Usage;

/// <summary>
/// Records that the published schedule of one person and week was read, and what it contained. Stored because past weeks no longer change
/// and future ones rarely do; reading them again every night would use up most of the vendor's request budget.
/// </summary>
public sealed class PlannedWeek
{
    public required int PersonKey { get; init; }

    /// <summary><see cref="FactDay"/> of its Monday.</summary>
    public required int Week { get; init; }

    /// <summary><see cref="FactDay"/> of the local day on which it was read.</summary>
    public required int AskedOn { get; init; }

    /// <summary>
    /// Local days that a shift touches: bit n is n days after the Monday. Shifts that continue past Sunday have bits beyond 6.
    /// </summary>
    public required int Days { get; init; }
}
