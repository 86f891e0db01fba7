namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Wakes a worker of this instance before its next round. Other instances find the work at theirs. A class of its own for each worker, so
/// that nobody wakes the wrong one.
/// </summary>
public abstract class WakeSignal
{
    private TaskCompletionSource _woken = NotYet();

    /// <summary>Twice before the next round is once: that round serves both.</summary>
    public void Wake() => Volatile.Read(ref _woken).TrySetResult();

    /// <summary>
    /// Returns when woken or when the time has passed, whichever comes first. Nothing is thrown when it passes: this is what an idle
    /// program does all day.
    /// </summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        var woken = Volatile.Read(ref _woken);
        await woken.Task.WaitAsync(atMost, clock, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ct.ThrowIfCancellationRequested();
        if (woken.Task.IsCompleted)
        {
            Interlocked.CompareExchange(ref _woken, NotYet(), woken);
        }
    }

    private static TaskCompletionSource NotYet() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
