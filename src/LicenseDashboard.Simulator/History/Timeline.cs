using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.History;

/// <summary>Limits a person's days to the requested interval, to what is kept, and to what is already available.</summary>
internal sealed class Timeline(IHistory history, SimulatedClock clock, bool presenceByStart, IReadOnlyList<string> hidden)
{
    private const int MostDaysToRelease = 45;
    private IReadOnlyList<string> _hidden = hidden;

    public IReadOnlyList<string> HiddenDivisions
    {
        get => Volatile.Read(ref _hidden);
        set => Volatile.Write(ref _hidden, value);
    }

    /// <summary>Everything that lies at least partly in the interval.</summary>
    public void Presence(Person person, Interval asked, List<Stretch> into)
    {
        var interval = Cut(asked);
        Fill(person, interval, into, history.Presence, history.LongestStretchDays);
        into.RemoveAll(stretch => stretch.End <= interval.From || stretch.Start >= interval.To);
    }

    /// <summary>Stretches as listed by the vendor: all that lie partly in the interval, or only those that began in it.</summary>
    public void ListedPresence(Person person, Interval asked, List<Stretch> into)
    {
        if (!presenceByStart)
        {
            Presence(person, asked, into);
            return;
        }

        var interval = Cut(asked);
        Fill(person, interval, into, history.Presence);
        into.RemoveAll(stretch => !interval.Contains(stretch.Start));
    }

    public void Conversations(Person person, Interval asked, List<Conversation> into)
    {
        var interval = Cut(asked);
        Fill(person, interval, into, history.Conversations);
        into.RemoveAll(conversation => !interval.Contains(conversation.At));
    }

    /// <summary>Evaluations are unknown before their release, whichever of their dates is requested.</summary>
    public void Evaluations(Person person, Interval asked, bool byRelease, List<Evaluation> into)
    {
        var interval = Cut(asked);
        var released = byRelease ? interval : Cut(interval with { To = interval.To.AddDays(MostDaysToRelease) });
        Fill(person, released, into, history.Evaluations);
        into.RemoveAll(evaluation => !released.Contains(evaluation.At) || (!byRelease && !interval.Contains(evaluation.CreatedAt)));
    }

    public void Audits(Person person, Interval asked, List<AuditEntry> into)
    {
        var interval = Cut(asked);
        Read(person, interval, into, history.Audits, 1);
        into.RemoveAll(entry => !interval.Contains(entry.At));
    }

    public Shift? Planned(Person person, DateOnly day) => history.Planned(person, day);

    /// <summary>Start of the last working day that has begun. Logins don't depend on analytics, so there is no lag.</summary>
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

    private Interval Cut(Interval asked)
    {
        // Read once, because this runs for every person of a page and reading the clock has a cost.
        var (start, until) = (clock.HistoryStart, clock.AvailableUntil);
        return new(asked.From < start ? start : asked.From, asked.To > until ? until : asked.To);
    }

    private void Fill<T>(Person person, Interval interval, List<T> into, Action<Person, DateOnly, List<T>> read, int daysBefore = 1)
    {
        into.Clear();
        if (!HiddenDivisions.Contains(person.Site.Division.Id))
        {
            Read(person, interval, into, read, daysBefore);
        }
    }

    private static void Read<T>(Person person, Interval interval, List<T> into, Action<Person, DateOnly, List<T>> read, int daysBefore)
    {
        into.Clear();
        if (interval.From >= interval.To)
        {
            return;
        }

        // A stretch may cross midnight, so the day before is read, too.
        var last = Zones.LocalDay(person.Site.Zone, interval.To);
        for (var day = Zones.LocalDay(person.Site.Zone, interval.From).AddDays(-daysBefore); day <= last; day = day.AddDays(1))
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
