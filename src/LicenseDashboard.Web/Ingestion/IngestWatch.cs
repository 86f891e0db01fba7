using LicenseDashboard.Application.Ingestion;

namespace LicenseDashboard.Web.Ingestion;

/// <summary>
/// The state of the data for one browser tab, polled every second during a pull or before any data, otherwise every half minute.
/// </summary>
internal sealed partial class IngestWatch(IReadIngestState states, TimeProvider clock, ILogger<IngestWatch> log) : IDisposable
{
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(30);

    /// <summary>So many steps and so long are watched before their pace says anything.</summary>
    private const int FewestSteps = 2;
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(4);

    private readonly CancellationTokenSource _end = new();
    private readonly Dictionary<string, (int Steps, long At)> _begun = [];
    private Task? _loop;

    public event Action? Changed;

    public IReadOnlyList<IngestState> Current { get; private set; } = [];

    /// <summary>True once something was imported and evaluated and no running import could change it.</summary>
    public bool IsSettled => Current.Any(state => state is { CompleteThrough: not null, Evaluated: true, Running: false });

    /// <summary>True while no platform has been evaluated: the first import or the evaluation after it has not ended.</summary>
    public bool IsFirst => Current.All(state => !state.Evaluated);

    /// <summary>False while nothing is known about the licenses of this platform, however many it has.</summary>
    public bool IsEvaluated(string platform) => Current.Any(state => state.Evaluated && state.Platform == platform);

    /// <summary>How long a running pull still takes at the pace of its last steps; null while that can't be said.</summary>
    public TimeSpan? Left(IngestState state)
    {
        if (!state.Running || !_begun.TryGetValue(state.Platform, out var begun))
        {
            return null;
        }

        var (steps, time) = (state.StepsDone - begun.Steps, clock.GetElapsedTime(begun.At));
        return steps >= FewestSteps && time >= Shortest ? time / steps * (state.StepsTotal - state.StepsDone) : null;
    }

    /// <summary>Reads once, then continues in the background. Can be called repeatedly.</summary>
    public async Task StartAsync()
    {
        if (_loop is null)
        {
            await ReadAsync(_end.Token);
            _loop ??= LoopAsync();
        }
    }

    public void Dispose()
    {
        _end.Cancel();
        _end.Dispose();
    }

    private async Task LoopAsync()
    {
        var end = _end.Token;
        try
        {
            while (true)
            {
                var busy = Current.Count == 0 || Current.Any(state => state.Running || !state.Evaluated);
                await Task.Delay(busy ? Busy : Calm, clock, end);
                await ReadAsync(end);
            }
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // The tab was closed, or the program stopped first.
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        try
        {
            var read = await states.RunAsync(ct);
            if (!read.SequenceEqual(Current))
            {
                Watch(read);
                Current = read;
                Changed?.Invoke();
            }
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ObjectDisposedException))
        {
            NotRead(failure);
        }
    }

    /// <summary>From where this tab has seen each pull advance: an interrupted one goes on with steps done long ago.</summary>
    private void Watch(IReadOnlyList<IngestState> states)
    {
        foreach (var state in states)
        {
            if (!state.Running || state.StepsTotal == 0)
            {
                _begun.Remove(state.Platform);
            }
            else if (!_begun.TryGetValue(state.Platform, out var begun) || state.StepsDone < begun.Steps)
            {
                _begun[state.Platform] = (state.StepsDone, clock.GetTimestamp());
            }
        }
    }

    [LoggerMessage(9020, LogLevel.Warning, "The state of the data could not be read; trying again")]
    private partial void NotRead(Exception failure);
}
