using LicenseDashboard.Application.Audit;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Layout;

/// <summary>
/// A page that reads again when anything was changed by anybody, and at its own pace where it shows what no audit entry tells, such as progress. Reads never overlap.
/// </summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private bool _reading;
    private bool _again;

    [Inject] private ChangeFeed Feed { get; set; } = default!;

    [Inject] private TimeProvider Time { get; set; } = default!;

    /// <summary>Ends with the page.</summary>
    protected CancellationToken End { get; private set; }

    /// <summary>What is wrong with what was asked for; null = nothing.</summary>
    protected string? Problem { get; set; }

    /// <summary>How soon to look again without being told.</summary>
    protected virtual TimeSpan Pace => TimeSpan.FromSeconds(30);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        Feed.Changed -= OnChanged;
        _end.Cancel();
        _end.Dispose();
    }

    protected override void OnInitialized()
    {
        End = _end.Token;
        Feed.Changed += OnChanged;
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

    protected async Task RefreshAsync()
    {
        if (_reading)
        {
            _again = true;
            return;
        }

        _reading = true;
        try
        {
            do
            {
                _again = false;
                await ReadAsync(End);
            }
            while (_again);
        }
        catch (OperationCanceledException) when (End.IsCancellationRequested)
        {
            // The tab was closed while it read.
        }
        finally
        {
            _reading = false;
        }
    }

    private void OnChanged() => _ = InvokeAsync(ShowAsync);

    private async Task ShowAsync()
    {
        if (End.IsCancellationRequested)
        {
            return;
        }

        try
        {
            await RefreshAsync();
            StateHasChanged();
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
