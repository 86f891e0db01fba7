using LicenseDashboard.Application.Audit;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Layout;

/// <summary>
/// A page that reads again when anything was changed by anybody, and at its own pace where it shows what no audit entry tells, such as
/// progress. Reads never overlap.
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

    /// <summary>Ends with the page.</summary>
    protected CancellationToken End { get; private set; }

    /// <summary>What is wrong with what was asked for; null = nothing.</summary>
    protected string? Problem { get; set; }

    /// <summary>How soon to look again without being told.</summary>
    protected virtual TimeSpan Pace => TimeSpan.FromSeconds(30);

    /// <summary>What the page is doing must not be read into; it reads by itself afterwards.</summary>
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

    /// <summary>Fills what the page shows.</summary>
    protected abstract Task ReadAsync(CancellationToken ct);

    /// <summary>Reads now; while a read is on its way, once more after it.</summary>
    protected Task RefreshAsync() => ReadAllAsync();

    /// <summary>Reads and draws soon. Many who ask at once are served by one read.</summary>
    protected void Look() => _ = InvokeAsync(ShowAsync);

    /// <returns>False: another read is on its way, whose end shows this one too.</returns>
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
            // The tab was closed while it read.
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
