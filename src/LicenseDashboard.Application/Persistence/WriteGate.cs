namespace LicenseDashboard.Application.Persistence;

/// <param name="pause">
/// Pause between bulk transactions for writers of other processes, which can't queue here. Zero if there are none.
/// </param>
internal sealed class WriteGate(Func<TimeSpan> pause) : IWriteGate
{
    private readonly Lock _lock = new();
    private readonly Queue<TaskCompletionSource> _brief = new();
    private readonly Queue<TaskCompletionSource> _bulk = new();
    private bool _held;

    public async ValueTask<IAsyncDisposable> EnterAsync(WriteKind kind, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (Waiter(kind) is { } waiter)
        {
            // A waiter that gave up stays in the queue; Leave skips it because its result can no longer be set.
            await using var registration = ct.Register(() => waiter.TrySetCanceled(ct));
            await waiter.Task;
        }

        return new Pass(this, kind);
    }

    private TaskCompletionSource? Waiter(WriteKind kind)
    {
        lock (_lock)
        {
            if (!_held)
            {
                _held = true;
                return null;
            }

            var waiter = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            (kind == WriteKind.Brief ? _brief : _bulk).Enqueue(waiter);
            return waiter;
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            // Handed over rather than opened, so that the leaving writer can't take it again before those who wait.
            while (_brief.TryDequeue(out var next) || _bulk.TryDequeue(out next))
            {
                if (next.TrySetResult())
                {
                    return;
                }
            }

            _held = false;
        }
    }

    private sealed class Pass(WriteGate gate, WriteKind kind) : IAsyncDisposable
    {
        private bool _left;

        public async ValueTask DisposeAsync()
        {
            if (_left)
            {
                return;
            }

            _left = true;
            gate.Leave();
            if (kind == WriteKind.Bulk && gate.Pause() is { Ticks: > 0 } time)
            {
                await Task.Delay(time, CancellationToken.None);
            }
        }
    }

    private TimeSpan Pause() => pause();
}

/// <summary>For a database whose writers wait for rows rather than the file.</summary>
public sealed class OpenGate : IWriteGate, IAsyncDisposable
{
    public ValueTask<IAsyncDisposable> EnterAsync(WriteKind kind, CancellationToken ct) => new(this);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
