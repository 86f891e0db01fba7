namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Wakes a worker of this instance before its next round. Other instances find the work at theirs. A class of its own for each worker, so
/// that nobody wakes the wrong one.
/// </summary>
public abstract class WakeSignal : IDisposable
{
    private readonly SemaphoreSlim _woken = new(0, 1);

    public void Wake()
    {
        try
        {
            _woken.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already woken; one round serves both.
        }
    }

    /// <summary>Returns when woken or when the time has passed, whichever comes first.</summary>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider clock, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(atMost, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, timeout.Token);
        try
        {
            await _woken.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The time has passed.
        }
    }

    public void Dispose()
    {
        _woken.Dispose();
        GC.SuppressFinalize(this);
    }
}
