using LicenseDashboard.Application.Ingestion;

namespace LicenseDashboard.Web.Ingestion;

/// <summary>
/// The state of the data for one browser tab: asked each second while a pull runs or nothing has arrived yet, else each half minute.
/// </summary>
internal sealed partial class IngestWatch(IReadIngestState states, TimeProvider clock, ILogger<IngestWatch> log) : IDisposable
{
    private static readonly TimeSpan Busy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Calm = TimeSpan.FromSeconds(30);
    private readonly CancellationTokenSource _end = new();
    private Task? _loop;

    public event Action? Changed;

    public IReadOnlyList<IngestState> Current { get; private set; } = [];

    /// <summary>Something was imported and evaluated, and no import is running that could change it.</summary>
    public bool IsSettled => Current.Any(state => state is { CompleteThrough: not null, Evaluated: true, Running: false });

    /// <summary>Nothing can be said of any platform yet: the first import, or the evaluation after it, has not ended.</summary>
    public bool IsFirst => Current.All(state => !state.Evaluated);

    /// <summary>Reads once, then goes on in the background. Safe to call again.</summary>
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
            // The tab was closed, or the program ended before it.
        }
    }

    private async Task ReadAsync(CancellationToken ct)
    {
        try
        {
            var read = await states.RunAsync(ct);
            if (!read.SequenceEqual(Current))
            {
                Current = read;
                Changed?.Invoke();
            }
        }
        catch (Exception failure) when (failure is not (OperationCanceledException or ObjectDisposedException))
        {
            NotRead(failure);
        }
    }

    [LoggerMessage(9020, LogLevel.Warning, "The state of the data could not be read; trying again")]
    private partial void NotRead(Exception failure);
}
