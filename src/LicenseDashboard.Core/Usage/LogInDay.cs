namespace LicenseDashboard.Core.Usage;

/// <summary>
/// A day on which a person logged in or was billed by the vendor, kept when a later one takes its place on the person: the vendor shows
/// only the last. So who logged in during a month that has ended is still known afterwards.
/// </summary>
public sealed class LogInDay
{
    /// <summary><see cref="FactDay"/>, a local day of the platform.</summary>
    public required int Day { get; init; }

    public required int PersonKey { get; init; }
}
