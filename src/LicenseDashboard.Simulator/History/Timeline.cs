using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.History;

/// <summary>Cuts a person's days to the interval asked for, to what is kept, and to what is already available.</summary>
internal sealed class Timeline(IHistory history, SimulatedClock clock)
{
    public void Presence(Person person, Interval asked, List<Stretch> into)
    {
        var interval = Cut(asked);
        Fill(person, interval, into, history.Presence);
        into.RemoveAll(stretch => stretch.End <= interval.From || stretch.Start >= interval.To);
    }

    public void Conversations(Person person, Interval asked, List<Conversation> into)
    {
        var interval = Cut(asked);
        Fill(person, interval, into, history.Conversations);
        into.RemoveAll(conversation => !interval.Contains(conversation.At));
    }

    public void Evaluations(Person person, Interval asked, List<Evaluation> into)
    {
        var interval = Cut(asked);
        Fill(person, interval, into, history.Evaluations);
        into.RemoveAll(evaluation => !interval.Contains(evaluation.At));
    }

    public void Audits(Person person, Interval asked, List<AuditEntry> into)
    {
        var interval = Cut(asked);
        Fill(person, interval, into, history.Audits);
        into.RemoveAll(entry => !interval.Contains(entry.At));
    }

    public Shift? Planned(Person person, DateOnly day) => history.Planned(person, day);

    /// <summary>When the last day of work that has begun began: a login needs no analytics, so nothing lags here.</summary>
    public DateTime? LastSeen(Person person)
    {
        var now = clock.Now;
        var stretches = new List<Stretch>();
        var day = Zones.LocalDay(person.Site.Zone, now);
        for (var back = 0; back < 420; back++)
        {
            history.Presence(person, day.AddDays(-back), stretches);
            var begun = stretches.FindLast(stretch => stretch.Start <= now && stretch.Status != "OFFLINE");
            if (begun != default)
            {
                return stretches[0].Start;
            }

            stretches.Clear();
        }

        return null;
    }

    private Interval Cut(Interval asked) => new(
        asked.From < clock.HistoryStart ? clock.HistoryStart : asked.From,
        asked.To > clock.AvailableUntil ? clock.AvailableUntil : asked.To);

    private static void Fill<T>(Person person, Interval interval, List<T> into, Action<Person, DateOnly, List<T>> read)
    {
        into.Clear();
        if (interval.From >= interval.To)
        {
            return;
        }

        // A stretch may cross midnight, so the day before is asked too.
        var last = Zones.LocalDay(person.Site.Zone, interval.To);
        for (var day = Zones.LocalDay(person.Site.Zone, interval.From).AddDays(-1); day <= last; day = day.AddDays(1))
        {
            read(person, day, into);
        }
    }
}

internal readonly record struct Interval(DateTime From, DateTime To)
{
    public TimeSpan Length => To - From;

    public bool Contains(DateTime instant) => instant >= From && instant < To;
}
