using System.Collections.Concurrent;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.History;

namespace LicenseDashboard.Simulator.Live;

/// <summary>
/// What everybody does now, read from the same days as the history: presence is the stretch of this instant, and the routing status
/// follows from the conversations on it. A state is kept until its next change.
/// </summary>
internal sealed class LivePeople(IHistory history, Organization organization, SimulatedClock clock, LiveClock live, ulong seed)
{
    /// <summary>How far back the end of the last presence is looked for.</summary>
    private const int DaysBack = 14;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);
    private readonly Kept?[] _kept = new Kept?[organization.People.Count];
    private readonly ConcurrentDictionary<int, LiveState> _set = new();

    public LiveState Of(Person person) => Of(person, out _);

    /// <param name="until">When to ask again, in the history's time.</param>
    public LiveState Of(Person person, out DateTime until)
    {
        var now = live.Now;
        if (_set.TryGetValue(person.Index, out var set))
        {
            until = now + Longest;
            return set;
        }

        if (person.Account is { IsActive: false } account)
        {
            until = now + Longest;
            var since = account.ChangedAt ?? Simulation.Founded;
            return new LiveState(LiveState.Offline, since, LiveState.OffQueue, since);
        }

        var kept = Volatile.Read(ref _kept[person.Index]);
        if (kept is null || now < kept.From || now >= kept.Until)
        {
            kept = Read(person, now);
            Volatile.Write(ref _kept[person.Index], kept);
        }

        until = kept.Until;
        return kept.State;
    }

    /// <summary>A change that the history doesn't know; it stays until the next one. Null goes back to the history.</summary>
    public void Set(Person person, string? presence, string? routing)
    {
        if (presence is null)
        {
            _set.TryRemove(person.Index, out _);
            return;
        }

        var (before, now) = (Of(person), clock.Now);
        var wanted = routing ?? (presence == LiveState.OnQueue ? "IDLE" : LiveState.OffQueue);
        _set[person.Index] = new LiveState(
            presence,
            presence == before.Presence ? before.PresenceSince : now,
            wanted,
            wanted == before.Routing ? before.RoutingSince : now
        );
    }

    private Kept Read(Person person, DateTime now)
    {
        var stretches = new List<Stretch>();
        var day = Zones.LocalDay(person.Site.Zone, now);
        for (var i = -history.LongestStretchDays; i <= 1; i++)
        {
            history.Presence(person, day.AddDays(i), stretches);
        }

        var until = stretches.Where(stretch => stretch.Start > now).Select(stretch => stretch.Start).DefaultIfEmpty(now + Longest).Min();
        var current = stretches.FindLast(stretch => stretch.Start <= now && now < stretch.End);
        if (current == default)
        {
            var since = live.Told(LastEnd(person, day, now));
            return new Kept(now, until, new LiveState(LiveState.Offline, since, LiveState.OffQueue, since));
        }

        // A stretch that has no end yet still moves on in the queue.
        until = new[] { until, current.End, now + Longest }.Min();
        var (routing, from, to) = Routing(person, day, current, until, now);
        return new Kept(now, to < until ? to : until, new LiveState(current.Status, live.Told(current.Start), routing, live.Told(from)));
    }

    private DateTime LastEnd(Person person, DateOnly day, DateTime now)
    {
        var stretches = new List<Stretch>();
        for (var back = 0; back <= DaysBack; back++)
        {
            history.Presence(person, day.AddDays(-back), stretches);
            var last = stretches.FindLast(stretch => stretch.End <= now);
            if (last != default)
            {
                return last.Status == LiveState.Offline ? last.Start : last.End;
            }

            stretches.Clear();
        }

        return person.HiredOn is { } hired ? hired.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc) : Simulation.Founded;
    }

    /// <summary>On queue: interacting while a conversation is handled. Off queue: communicating during direct calls.</summary>
    private (string Status, DateTime From, DateTime To) Routing(Person person, DateOnly day, Stretch current, DateTime until, DateTime now)
    {
        var onQueue = current.Status == LiveState.OnQueue;
        if (current.Status == LiveState.Offline)
        {
            return (LiveState.OffQueue, current.Start, until);
        }

        var (busy, free) = onQueue ? ("INTERACTING", "IDLE") : ("COMMUNICATING", LiveState.OffQueue);
        var conversations = new List<Conversation>();
        for (var i = -1; i <= 1; i++)
        {
            history.Conversations(person, day.AddDays(i), conversations);
        }

        var from = current.Start;
        foreach (var span in Busy(conversations, onQueue ? Part.Agent : Part.User))
        {
            if (span.Start > now)
            {
                return Waiting(person, free, (from, span.Start < until ? span.Start : until), now);
            }

            if (span.End > now)
            {
                return (busy, span.Start > from ? span.Start : from, span.End < until ? span.End : until);
            }

            from = span.End > from ? span.End : from;
        }

        return (free, from, until);
    }

    /// <summary>Conversations that overlap are one time of being busy.</summary>
    private static IEnumerable<(DateTime Start, DateTime End)> Busy(List<Conversation> conversations, Part part)
    {
        (DateTime Start, DateTime End)? open = null;
        foreach (
            var (start, end) in conversations
                .Where(conversation => conversation.Part == part)
                .Select(conversation => (conversation.At.AddMilliseconds(-conversation.Ms), conversation.At))
                .Order()
        )
        {
            if (open is { } running && start <= running.End)
            {
                open = (running.Start, end > running.End ? end : running.End);
                continue;
            }

            if (open is { } over)
            {
                yield return over;
            }

            open = (start, end);
        }

        if (open is { } last)
        {
            yield return last;
        }
    }

    /// <summary>Once in a while, a conversation is offered in vain before it is taken.</summary>
    private (string Status, DateTime From, DateTime To) Waiting(Person person, string free, (DateTime From, DateTime To) span, DateTime now)
    {
        var missed = span.To.AddSeconds(-40);
        var misses =
            free == "IDLE"
            && missed > span.From
            && Dice.For(seed, Dice.Hash(person.Id), (ulong)(span.To.Ticks / TimeSpan.TicksPerSecond)).Chance(0.02);
        return misses switch
        {
            false => (free, span.From, span.To),
            true when now < missed => (free, span.From, missed),
            true => ("NOT_RESPONDING", missed, span.To),
        };
    }

    private sealed record Kept(DateTime From, DateTime Until, LiveState State);
}
