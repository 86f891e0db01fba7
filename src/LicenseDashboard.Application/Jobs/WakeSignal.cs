namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Wakes a worker of this instance before its next round. Other instances find the work in their own round. Each worker has its own
/// subclass.
/// </summary>
public abstract class WakeSignal
{
    private TaskCompletionSource _woken = NotYet();

    /// <summary>Several calls before the next round have the effect of one.</summary>
    public void Wake() => Volatile.Read(ref _woken).TrySetResult();

    /// <summary>
    /// Returns when woken or when the time has passed. Doesn't throw on timeout, because that is what an idle program does all day.
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
