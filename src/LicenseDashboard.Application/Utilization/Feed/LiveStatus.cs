using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Utilization;

namespace LicenseDashboard.Application.Utilization.Feed;

/// <summary>What the feed knows of itself, changed by several loops and written by one.</summary>
internal sealed class LiveStatus(LiveFeedState state)
{
    private readonly Lock _gate = new();
    private DateTime? _subscribedAt;

    public bool IsDirty { get; private set; }

    public void Counted(IReadOnlyList<VendorPresenceCount> counts, DateTime now) =>
        Change(() =>
        {
            var known = counts
                .Select(each => (Presence: LiveWords.Presence(each.Presence), Routing: LiveWords.Routing(each.Routing), each.People))
                .ToList();
            state.SignedIn = Sum(each => LiveWords.IsSignedIn(each.Presence));
            state.OnQueue = Sum(each => each.Presence == PresenceKind.OnQueue);
            state.IdleAtKeyboard = Sum(each => each.Presence == PresenceKind.Idle);

            // Routing is counted apart from presence; only people on queue are routed, so who is idle there waits for work.
            state.Waiting = counts.Any(each => each.Routing is not null) ? Sum(each => each.Routing == RoutingKind.Idle) : null;
            state.CountsAt = now;
            state.CountsFailure = null;

            int Sum(Func<(PresenceKind Presence, RoutingKind Routing, int People), bool> counted) =>
                known.Where(counted).Sum(each => each.People);
        });

    public void CountsFailed(string why) => Change(() => state.CountsFailure = why);

    public void Swept(DateTime begunAt) =>
        Change(() =>
        {
            state.SweptAt = begunAt;
            state.SweepFailure = null;
        });

    public void SweepFailed(string why) => Change(() => state.SweepFailure = why);

    public void SweepEvery(TimeSpan pace) =>
        Change(() => state.SweepSeconds = (int)pace.TotalSeconds, unless: state.SweepSeconds == (int)pace.TotalSeconds);

    public void Pushes(LivePushState push, DateTime now, string? why = null) =>
        Change(() =>
        {
            _subscribedAt = push == LivePushState.Open ? now : null;
            (state.PushSince, state.Push, state.PushFailure) = (state.Push == push ? state.PushSince : now, push, why);
        });

    /// <summary>
    /// What is to be written now. Open sockets vouch for everyone only after a sweep that began when they were open: what happened before
    /// was not pushed.
    /// </summary>
    public LiveFeedState Snapshot(DateTime now, long strangers)
    {
        lock (_gate)
        {
            IsDirty = false;
            state.UnknownEvents = strangers;
            if (_subscribedAt is { } since && state.SweptAt >= since)
            {
                state.PushedAt = now;
            }

            return state.Copy();
        }
    }

    /// <summary>Pools were judged and nothing has changed. Not worth a write of its own.</summary>
    public void Judged(DateTime now)
    {
        lock (_gate)
        {
            state.JudgedAt = now;
        }
    }

    public LiveFeedState Look()
    {
        lock (_gate)
        {
            return state.Copy();
        }
    }

    /// <summary>The write failed: it is to be written again.</summary>
    public void Unwritten()
    {
        lock (_gate)
        {
            IsDirty = true;
        }
    }

    public void Written(LiveFeedState written)
    {
        lock (_gate)
        {
            (state.Tick, state.AlertTick, state.LevelTick) = (written.Tick, written.AlertTick, written.LevelTick);
            (state.JudgedAt, state.PushedAt) = (written.JudgedAt, written.PushedAt);
        }
    }

    private void Change(Action change, bool unless = false)
    {
        lock (_gate)
        {
            if (!unless)
            {
                change();
                IsDirty = true;
            }
        }
    }
}
