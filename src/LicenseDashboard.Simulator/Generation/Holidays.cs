namespace LicenseDashboard.Simulator.Generation;

/// <summary>Public holidays on which a site is closed: fixed dates, and the movable day that matters most to call centers.</summary>
internal static class Holidays
{
    public static bool IsHoliday(string country, DateOnly day) =>
        (country, day.Month, day.Day) switch
        {
            (_, 1, 1) or (_, 12, 25) => true,
            ("DE" or "GB" or "AU", 12, 26) => true,
            ("DE" or "PH", 5, 1) => true,
            ("DE", 10, 3) => true,
            ("US", 7, 4) => true,
            ("US", 11, >= 22 and <= 28) => day.DayOfWeek == DayOfWeek.Thursday,
            ("PH", 6, 12) or ("PH", 12, 30) => true,
            ("AU", 1, 26) or ("AU", 4, 25) => true,
            _ => false,
        };
}
