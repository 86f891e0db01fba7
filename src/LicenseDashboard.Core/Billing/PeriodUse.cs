using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Billing;

/// <summary>Who logged in and when they were present in a range of local days, in the order of <see cref="BillingFacts.People"/>.</summary>
internal sealed class PeriodUse
{
    private PresenceSegments? _segments;

    /// <param name="logInsThrough">The last day of log-ins; presence is cut to the range itself.</param>
    public PeriodUse(BillingFacts facts, Period days, DateOnly logInsThrough)
    {
        var start = LocalDays.StartOf(facts.Zone, days.Start);
        var end = LocalDays.StartOf(facts.Zone, days.End);
        var logInEnd = LocalDays.StartOf(facts.Zone, logInsThrough.AddDays(1));
        LoggedIn = new bool[facts.People.Count];
        Seconds = new long[facts.People.Count];
        Presence = new PresentFor[facts.People.Count][];
        for (var person = 0; person < facts.People.Count; person++)
        {
            var one = facts.People[person];
            Presence[person] = Cut(one.Presence, start, end);
            Seconds[person] = Presence[person].Sum(each => each.To - each.From);
            LoggedIn[person] =
                one.LogIns.Any(day => day >= days.Start && day <= logInsThrough)
                || one.Presence.Any(each => each.From < logInEnd && each.To > start);
        }
    }

    public bool[] LoggedIn { get; }

    /// <summary>Present for so long, each second once.</summary>
    public long[] Seconds { get; }

    /// <summary>Without overlaps, in order.</summary>
    public PresentFor[][] Presence { get; }

    public PresenceSegments Segments => _segments ??= new PresenceSegments(Presence);

    private static PresentFor[] Cut(IReadOnlyList<PresentFor> presence, long start, long end)
    {
        var within = new List<PresentFor>(presence.Count);
        var isInOrder = true;
        for (var number = 0; number < presence.Count; number++)
        {
            var (from, to) = (Math.Max(presence[number].From, start), Math.Min(presence[number].To, end));
            if (from < to)
            {
                isInOrder &= within.Count == 0 || from > within[^1].To;
                within.Add(new PresentFor(from, to));
            }
        }

        return isInOrder ? [.. within] : Merge(within);
    }

    private static PresentFor[] Merge(List<PresentFor> presence)
    {
        var merged = new List<PresentFor>(presence.Count);
        foreach (var each in presence.OrderBy(each => each.From))
        {
            if (merged.Count > 0 && each.From <= merged[^1].To)
            {
                merged[^1] = merged[^1] with { To = Math.Max(merged[^1].To, each.To) };
            }
            else
            {
                merged.Add(each);
            }
        }

        return [.. merged];
    }
}
