namespace LicenseDashboard.Core.Usage;

/// <summary>
/// Day numbers in fact tables: January 1, 2020 is 0. The only converter; <see cref="DateOnly.DayNumber"/> is never stored in a fact.
/// </summary>
public static class FactDay
{
    private static readonly int Epoch = new DateOnly(2020, 1, 1).DayNumber;

    public static int Of(DateOnly day) => day.DayNumber - Epoch;

    public static DateOnly ToDate(int factDay) => DateOnly.FromDayNumber(factDay + Epoch);

    public static DateOnly? ToDate(int? factDay) => factDay is { } day ? ToDate(day) : null;
}
