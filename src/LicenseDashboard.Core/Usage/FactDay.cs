namespace LicenseDashboard.Core.Usage;

/// <summary>
/// Days as fact tables count them: from 1 January 2020 = 0. The only converter; <see cref="DateOnly.DayNumber"/> never enters a fact.
/// </summary>
public static class FactDay
{
    private static readonly int Epoch = new DateOnly(2020, 1, 1).DayNumber;

    public static int Of(DateOnly day) => day.DayNumber - Epoch;

    public static DateOnly ToDate(int factDay) => DateOnly.FromDayNumber(factDay + Epoch);

    public static DateOnly? ToDate(int? factDay) => factDay is { } day ? ToDate(day) : null;
}
