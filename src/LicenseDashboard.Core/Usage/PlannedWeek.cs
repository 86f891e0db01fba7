namespace LicenseDashboard.Core.Usage;

/// <summary>
/// That the published schedule of one person and week was asked for, and what it showed. Kept because a past week no longer changes and
/// a coming one seldom does: asking again each night would cost more of the vendor's budget than everything else.
/// </summary>
public sealed class PlannedWeek
{
    public required int PersonKey { get; init; }

    /// <summary><see cref="FactDay"/> of its Monday.</summary>
    public required int Week { get; init; }

    /// <summary><see cref="FactDay"/> of the local day on which it was asked.</summary>
    public required int AskedOn { get; init; }

    /// <summary>
    /// Local days that a shift touches: bit n is n days after the Monday. A shift that goes on past Sunday has bits beyond 6.
    /// </summary>
    public required int Days { get; init; }
}
