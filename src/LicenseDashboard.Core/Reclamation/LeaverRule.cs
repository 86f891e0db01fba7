using LicenseDashboard.Core.Directory;

namespace LicenseDashboard.Core.Reclamation;

/// <summary>What a word about somebody's leaving does.</summary>
public enum LeaverHearing
{
    /// <summary>Nothing: it was said before, or they have gone already.</summary>
    Known,

    /// <summary>It is written down.</summary>
    Report,

    /// <summary>Another last day than the one that was said.</summary>
    Reschedule,

    /// <summary>The one who was scheduled leaves now.</summary>
    Begin,
}

/// <summary>What a word about somebody who leaves means. Preview and import ask the same rule. Source: design §4.3, leavers.</summary>
public static class LeaverRule
{
    /// <summary>The last day is worked. Null: no last day was said, access ends at once.</summary>
    /// <returns>The first local day without access.</returns>
    public static DateOnly? AccessEndsOn(DateOnly? lastDay) => lastDay?.AddDays(1);

    /// <param name="today">Local day.</param>
    public static bool LiesAhead(DateOnly? lastDay, DateOnly today) => lastDay >= today;

    /// <summary>Whether a word is about this account: it was there when they left, or came within the days in which it was still on its
    /// way.</summary>
    /// <param name="leftOn">Local day.</param>
    /// <param name="arrivedOn">Local day on which a pull first saw it; null: it was there before the first.</param>
    /// <param name="hiredOn">As the vendor says; null: it doesn't.</param>
    public static bool IsAbout(DateOnly leftOn, DateOnly? arrivedOn, DateOnly? hiredOn)
    {
        var until = leftOn.AddDays(Revival.Window.Days);
        return !(arrivedOn > until) && !(hiredOn > until);
    }

    /// <param name="before">All that was said of the same account.</param>
    /// <param name="begins">Where it would begin if nothing had been said.</param>
    /// <returns>What to do, and the leaver it is done to where one stands.</returns>
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

    /// <summary>A roster is sent again and again: the same line says nothing new, also where a person decided otherwise, until they were
    /// back in between.</summary>
    public static bool WasSaid(Leaver leaver, DateOnly? lastDay)
    {
        ArgumentNullException.ThrowIfNull(leaver);
        return leaver is { Source: LeaverSource.Roster, CameBack: false } && leaver.LastDay == lastDay;
    }
}
