using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Application.Platforms;

/// <summary>A vendor that can't be reached now. Instants are UTC.</summary>
/// <param name="Since">When the first request went unanswered.</param>
/// <param name="NextTryAt">When it is asked again.</param>
/// <param name="Attempts">Requests without an answer so far.</param>
public sealed record Outage(string Platform, DateTime Since, DateTime NextTryAt, MissedAnswer Last, int Attempts);

/// <summary>
/// Whether each platform's vendor can be reached, as this process sees it; what others see is only shown. The first unanswered request
/// is only a suspicion: an outage is declared when a further request, sent for this purpose (<see cref="ReachWatch"/>), is not answered
/// either. Any answer ends it.
/// </summary>
public sealed class VendorReach(TimeProvider clock) : INoteReach
{
    /// <summary>How long a suspicion rests. Retries that succeed within it say nothing to anyone.</summary>
    public static readonly TimeSpan Suspicion = TimeSpan.FromSeconds(10);

    /// <summary>Time between two tries during an outage.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Silence> _silences = [];
    private readonly Dictionary<string, (DateTime Since, DateTime Until)> _last = [];
    private volatile IReadOnlyList<Outage> _heard = [];

    /// <summary>Raised when an outage begins, is tried again, or ends, on any thread; components must use their own dispatcher.</summary>
    public event Action? Changed;

    /// <summary>Current outages by platform: of this instance, or as another one reports.</summary>
    public IReadOnlyList<Outage> Current
    {
        get
        {
            var own = Own;
            return
            [
                .. own.Concat(_heard.ExceptBy(own.Select(outage => outage.Platform), outage => outage.Platform))
                    .OrderBy(outage => outage.Platform, StringComparer.Ordinal),
            ];
        }
    }

    /// <summary>Current outages that this instance sees.</summary>
    internal IReadOnlyList<Outage> Own
    {
        get
        {
            lock (_gate)
            {
                return
                [
                    .. _silences
                        .Where(each => each.Value.Declared)
                        .OrderBy(each => each.Key, StringComparer.Ordinal)
                        .Select(each => new Outage(each.Key, each.Value.Since, each.Value.NextTryAt, each.Value.Last, each.Value.Attempts)),
                ];
            }
        }
    }

    /// <summary>Platforms whose vendor should be asked now.</summary>
    internal IReadOnlyList<string> Due
    {
        get
        {
            lock (_gate)
            {
                return [.. _silences.Where(each => each.Value.NextTryAt <= Now).Select(each => each.Key)];
            }
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public bool IsOut(string platform)
    {
        lock (_gate)
        {
            return _silences.TryGetValue(platform, out var silence) && silence.Declared;
        }
    }

    /// <summary>
    /// As <see cref="IsOut"/>, or another instance says so. For what is shown; what is sent depends on this instance alone.
    /// </summary>
    public bool IsReportedOut(string platform) => IsOut(platform) || _heard.Any(outage => outage.Platform == platform);

    /// <summary>True if the last outage of the platform was going on at this instant and has ended.</summary>
    /// <param name="at">UTC.</param>
    public bool IsOver(string platform, DateTime at)
    {
        lock (_gate)
        {
            return !_silences.ContainsKey(platform) && _last.TryGetValue(platform, out var last) && last.Since <= at && at <= last.Until;
        }
    }

    public void Answered(string platform)
    {
        lock (_gate)
        {
            if (!_silences.Remove(platform, out var silence) || !silence.Declared)
            {
                return;
            }

            _last[platform] = (silence.Since, Now);
        }

        Changed?.Invoke();
    }

    public void Missed(string platform, MissedAnswer missed)
    {
        lock (_gate)
        {
            var silence = _silences.GetValueOrDefault(platform) ?? new Silence(Now, Now + Suspicion);
            (silence.Last, silence.Attempts) = (missed, silence.Attempts + 1);
            _silences[platform] = silence;
        }
    }

    /// <summary>The vendor was asked on purpose and did not answer.</summary>
    public void Confirm(string platform)
    {
        lock (_gate)
        {
            if (!_silences.TryGetValue(platform, out var silence))
            {
                return; // Another request was answered meanwhile.
            }

            (silence.Declared, silence.NextTryAt) = (true, Now + Pause);
        }

        Changed?.Invoke();
    }

    /// <summary>What other instances see now.</summary>
    internal void Hear(IReadOnlyList<Outage> outages)
    {
        List<Outage> heard = [.. outages.GroupBy(outage => outage.Platform).Select(same => same.MinBy(outage => outage.Since)!)];
        if (!heard.SequenceEqual(_heard))
        {
            _heard = heard;
            Changed?.Invoke();
        }
    }

    private sealed class Silence(DateTime since, DateTime nextTryAt)
    {
        public DateTime Since { get; } = since;

        public DateTime NextTryAt { get; set; } = nextTryAt;

        public bool Declared { get; set; }

        public MissedAnswer Last { get; set; } = new("", null, "");

        public int Attempts { get; set; }
    }
}
