using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Billing;

/// <summary>Who logged in, and when they were present, in a range of local days; by the order of <see cref="BillingFacts.People"/>.</summary>
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
        var within = presence
            .Where(each => each.From < end && each.To > start && each.To > each.From)
            .Select(each => new PresentFor(Math.Max(each.From, start), Math.Min(each.To, end)))
            .OrderBy(each => each.From);
        var merged = new List<PresentFor>();
        foreach (var each in within)
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
