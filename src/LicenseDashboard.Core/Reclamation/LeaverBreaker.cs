namespace LicenseDashboard.Core.Reclamation;

/// <summary>
/// Protects against a broken identity sync. In a rolling hour, leavers with a seat pass only up to 10 or 2 % of the seats, whichever is
/// larger. The rest is held until a person releases it. While anyone is held, everyone after them is held, too.
/// </summary>
public static class LeaverBreaker
{
    public const int Floor = 10;
    public const int Percent = 2;

    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <param name="seats">People who currently hold a seat on the platform.</param>
    public static int Limit(int seats) => Math.Max(Floor, (int)((long)seats * Percent / 100));

    /// <param name="passed">Leavers who passed in the last hour.</param>
    public static bool Passes(int passed, int seats) => passed < Limit(seats);
}
