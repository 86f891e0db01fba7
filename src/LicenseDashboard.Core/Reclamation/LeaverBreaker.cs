namespace LicenseDashboard.Core.Reclamation;

/// <summary>
/// A broken identity sync must not empty the contact center: of the leavers that hold a seat, at most the larger of 10 and 2 % of the seats
/// pass in a rolling hour. The rest is held until a person releases it, and while anyone is held, so is everyone after them.
/// </summary>
public static class LeaverBreaker
{
    public const int Floor = 10;
    public const int Percent = 2;

    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <param name="seats">People who hold a seat at the platform now.</param>
    public static int Limit(int seats) => Math.Max(Floor, (int)((long)seats * Percent / 100));

    /// <param name="passed">How many passed in the hour before.</param>
    public static bool Passes(int passed, int seats) => passed < Limit(seats);
}
