using LicenseDashboard.Application.Audit;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Layout;

/// <summary>
/// A page that reloads its data when anybody changes something, and at its own pace for data without audit entries, such as progress.
/// Reads never overlap.
/// </summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private bool _reading;
    private bool _again;

    [Inject]
    private ChangeFeed Feed { get; set; } = default!;

    [Inject]
    protected TimeProvider Time { get; private set; } = default!;

    /// <summary>Cancelled when the page is closed.</summary>
    protected CancellationToken End { get; private set; }

    /// <summary>What is wrong with the request; null if nothing.</summary>
    protected string? Problem { get; set; }

    /// <summary>Interval of reads without a notification.</summary>
    protected virtual TimeSpan Pace => TimeSpan.FromSeconds(30);

    /// <summary>True while an action must not be interrupted by a read; the page reads by itself afterwards.</summary>
    protected virtual bool Waits => false;

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Feed.Changed -= Look;
        _end.Cancel();
        _end.Dispose();
    }

    protected override void OnInitialized()
    {
        End = _end.Token;
        Feed.Changed += Look;
    }

    protected override Task OnParametersSetAsync() => RefreshAsync();

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _ = WatchAsync();
        }
    }

    /// <summary>Reads the data of the page.</summary>
    protected abstract Task ReadAsync(CancellationToken ct);

    /// <summary>Reads now; if a read is in progress, reads once more after it.</summary>
    protected Task RefreshAsync() => ReadAllAsync();

    /// <summary>Requests a read and render soon. Concurrent requests share one read.</summary>
    protected void Look() => _ = InvokeAsync(ShowAsync);

    /// <returns>False if another read is in progress, whose end also shows this one's changes.</returns>
    private async Task<bool> ReadAllAsync()
    {
        if (_reading)
        {
            _again = true;
            return false;
        }

        _reading = true;
        try
        {
            do
            {
                _again = false;
                await ReadAsync(End);
            } while (_again);
        }
        catch (OperationCanceledException) when (End.IsCancellationRequested)
        {
            // The tab was closed while it was reading.
        }
        finally
        {
            _reading = false;
        }

        return true;
    }

    private async Task ShowAsync()
    {
        if (Waits || End.IsCancellationRequested)
        {
            return;
        }

        try
        {
            if (await ReadAllAsync() && !End.IsCancellationRequested)
            {
                StateHasChanged();
            }
        }
        catch (Exception failure)
        {
            await DispatchExceptionAsync(failure);
        }
    }

    private async Task WatchAsync()
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pace, Time, End);
                await InvokeAsync(ShowAsync);
            }
        }
        catch (OperationCanceledException)
        {
            // The tab was closed.
        }
    }
}
