using LicenseDashboard.Core.Directory;

namespace LicenseDashboard.Core.Reclamation;

/// <summary>What to do with a report about a leaver.</summary>
public enum LeaverHearing
{
    /// <summary>Nothing: already reported, or the person has already left.</summary>
    Known,

    /// <summary>Create a leaver.</summary>
    Report,

    /// <summary>Change the last day.</summary>
    Reschedule,

    /// <summary>A scheduled leaver leaves now.</summary>
    Begin,
}

/// <summary>Interprets reports about leavers, for preview and import alike. See design §4.3, leavers.</summary>
public static class LeaverRule
{
    /// <summary>The last day is a working day. Null if no last day was given; access then ends immediately.</summary>
    /// <returns>The first local day without access.</returns>
    public static DateOnly? AccessEndsOn(DateOnly? lastDay) => lastDay?.AddDays(1);

    /// <param name="today">Local day.</param>
    public static bool LiesAhead(DateOnly? lastDay, DateOnly today) => lastDay >= today;

    /// <summary>
    /// True if the report is about this account: it existed when the person left, or arrived within the grace period after it.
    /// </summary>
    /// <param name="leftOn">Local day.</param>
    /// <param name="arrivedOn">Local day of the pull that first saw it; null if it was there at the first pull.</param>
    /// <param name="hiredOn">As reported by the vendor; null if not reported.</param>
    public static bool IsAbout(DateOnly leftOn, DateOnly? arrivedOn, DateOnly? hiredOn)
    {
        var until = leftOn.AddDays(Revival.Window.Days);
        return !(arrivedOn > until) && !(hiredOn > until);
    }

    /// <param name="before">All earlier reports about the account.</param>
    /// <param name="begins">Initial status if nothing was reported before.</param>
    /// <returns>What to do, and the existing leaver it applies to, if any.</returns>
    public static (LeaverHearing Hearing, Leaver? Standing) Hear(
        IReadOnlyCollection<Leaver> before,
        LeaverSource source,
        DateOnly? lastDay,
        LeaverStatus begins
    )
    {
        ArgumentNullException.ThrowIfNull(before);
        if (source == LeaverSource.Roster && before.Any(leaver => WasSaid(leaver, lastDay)))
        {
            return (LeaverHearing.Known, null);
        }

        var standing = before
            .Where(leaver =>
                leaver.Status
                    is LeaverStatus.Scheduled
                        or LeaverStatus.Due
                        or LeaverStatus.Held
                        or LeaverStatus.Planned
                        or LeaverStatus.WithoutSeat
            )
            .OrderByDescending(leaver => leaver.ReportedAt)
            .ThenByDescending(leaver => leaver.Id.Value)
            .FirstOrDefault();
        return (standing?.Status, begins) switch
        {
            (null, _) => (LeaverHearing.Report, null),
            (LeaverStatus.Scheduled, LeaverStatus.Scheduled) => (
                standing!.LastDay == lastDay ? LeaverHearing.Known : LeaverHearing.Reschedule,
                standing
            ),
            (LeaverStatus.Scheduled, _) => (LeaverHearing.Begin, standing),
            (LeaverStatus.WithoutSeat, not LeaverStatus.WithoutSeat) => (LeaverHearing.Report, standing),
            _ => (LeaverHearing.Known, standing),
        };
    }

    /// <summary>
    /// Rosters are sent repeatedly. The same line is nothing new, even if a person decided otherwise, unless the person was back in
    /// between.
    /// </summary>
    public static bool WasSaid(Leaver leaver, DateOnly? lastDay)
    {
        ArgumentNullException.ThrowIfNull(leaver);
        return leaver is { Source: LeaverSource.Roster, CameBack: false } && leaver.LastDay == lastDay;
    }
}
