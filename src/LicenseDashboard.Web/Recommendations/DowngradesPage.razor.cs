using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Web.Ingestion;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>The manager's table. It loads and passes on; what may be decided, and by whom, is the use cases' to say.</summary>
public sealed partial class DowngradesPage(
    DowngradesData data, DowngradesDecisions decisions, IngestWatch imports, ChangeFeed feed, NavigationManager navigator)
{
    private readonly HashSet<Guid> _selected = [];
    private readonly CancellationTokenSource _end = new();
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);

    // Kept apart: the source can't be asked once the tab is closed, and reads may still be on their way then.
    private CancellationToken _ended;
    private DowngradesQuery _query = DowngradesQuery.First;
    private DowngradesQuery? _shown;
    private IReadOnlyList<string> _notUnderstood = [];
    private DowngradesRead? _read;
    private IReadOnlyList<DowngradeLine> _rows = [];
    private DecisionDialog? _dialog;
    private Guid? _open;
    private string? _problem;
    private string _announcement = "";
    private int _deciding;
    private int _loads;
    private bool _firstOfQuery;
    private bool _refreshing;
    private bool _importDone;
    private int _feedVersion;

    [SupplyParameterFromQuery] public string? Tab { get; set; }

    [SupplyParameterFromQuery] public string? Text { get; set; }

    [SupplyParameterFromQuery] public string? Manager { get; set; }

    [SupplyParameterFromQuery] public string? Division { get; set; }

    [SupplyParameterFromQuery] public string? Tier { get; set; }

    [SupplyParameterFromQuery] public string? Status { get; set; }

    [SupplyParameterFromQuery] public string? Sort { get; set; }

    [SupplyParameterFromQuery] public string? Platform { get; set; }

    [SupplyParameterFromQuery(Name = "page")] public string? PageNumber { get; set; }

    [SupplyParameterFromQuery] public string? Row { get; set; }

    private IReadOnlyList<RecommendationRow> SelectedRows => [.. _rows.Where(line => line.Outcome is not { Folded: true } && _selected.Contains(line.Row.Id)).Select(line => line.Row)];

    public void Dispose()
    {
        feed.Changed -= Refresh;
        imports.Changed -= Refresh;
        _end.Cancel();
        _end.Dispose();
        _oneAtATime.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        _ended = _end.Token;
        feed.Changed += Refresh;
        imports.Changed += Refresh;
        await imports.StartAsync();
    }

    protected override async Task OnParametersSetAsync()
    {
        (var asked, _notUnderstood) = DowngradesQuery.Read(new DowngradesAddress(Tab, Text, Manager, Division, Tier, Status, Sort, PageNumber, Platform));
        _open = Guid.TryParse(Row, out var row) ? row : null;
        if (asked != _shown)
        {
            if (_shown?.Tab != asked.Tab || _shown.Page != asked.Page)
            {
                _selected.Clear();
            }

            (_shown, _query, _firstOfQuery) = (asked, asked, true);
            decisions.Forget();
            await LoadAsync();
        }
    }

    private async Task LoadAsync()
    {
        var load = ++_loads;
        try
        {
            var read = await data.ReadAsync(_query, _ended);
            if (load != _loads)
            {
                return; // A later load knows better.
            }

            _problem = read.Refusal?.Message;
            if (_problem is not null)
            {
                return;
            }

            // Rows of another query have no place among these.
            var rows = await decisions.MergeAsync(read.Value.Page.Items, _firstOfQuery ? [] : _rows, _ended);
            if (load == _loads)
            {
                (_read, _query, _rows) = (read.Value, read.Value.Query, rows);
                _notUnderstood = _firstOfQuery ? [.. _notUnderstood, .. read.Value.LeftOut] : _notUnderstood;
                _firstOfQuery = false;
                _importDone = imports.Current.Any(state => state.CompleteThrough is not null && !state.Running);
            }
        }
        catch (OperationCanceledException) when (_ended.IsCancellationRequested)
        {
            // The tab was closed while it loaded.
        }
    }

    /// <summary>Many that ask at once, as fifty rows whose time to undo is over, are served by one load. A decision on its way loads by itself when it is through.</summary>
    private void Refresh() => _ = InvokeAsync(async () =>
    {
        if (_refreshing || _deciding > 0 || _ended.IsCancellationRequested)
        {
            return;
        }

        _refreshing = true;
        await Task.Yield();
        _refreshing = false;
        _feedVersion++;
        await LoadAsync();
        if (!_ended.IsCancellationRequested)
        {
            StateHasChanged();
        }
    });

    private void Go(DowngradesQuery query) => navigator.NavigateTo(navigator.GetUriWithQueryParameters(query.ToAddress()));

    private void Open(Guid id) => navigator.NavigateTo(navigator.GetUriWithQueryParameter("row", _open == id ? null : id), new NavigationOptions { ReplaceHistoryEntry = true });

    private void Close() => navigator.NavigateTo(navigator.GetUriWithQueryParameter("row", (Guid?)null), new NavigationOptions { ReplaceHistoryEntry = true });

    private Task<IReadOnlyList<Manager>> FindManagersAsync(string text) => data.ManagersAsync(text, _query.Platform, _ended);

    private Task<IReadOnlyList<RecommendationRow>> FindRowsAsync(IReadOnlyCollection<Guid> ids) => data.RowsAsync(ids, _ended);

    private Task<IReadOnlyDictionary<Guid, Losses>> FindLossesAsync(IReadOnlyCollection<Guid> ids) => data.LossesAsync(ids, _ended);

    private async Task ApproveAsync(RecommendationRow row) => await RunAsync([row], one => decisions.ApproveAsync(one, null, _ended));

    private async Task UndoAsync(RecommendationRow row) => await RunAsync([row], one => decisions.UndoAsync(one, _ended));

    private Task AskRejection(RecommendationRow row) => _dialog!.OpenAsync(DecisionKind.Reject, [row]);

    private Task AskAsync(DecisionKind kind) => _dialog!.OpenAsync(kind, SelectedRows);

    private Task<IReadOnlyList<DecisionResult>> DecideAsync(DecisionRequest request) => RunAsync(request.Rows, async row =>
    {
        var result = request.Kind == DecisionKind.Approve
            ? await decisions.ApproveAsync(row, request.Justification, _ended)
            : await decisions.RejectAsync(row, request.Justification, request.Until, _ended);
        _selected.Remove(row.Id);
        return result;
    });

    /// <summary>Who reviews by keyboard is faster than the database: decisions wait for each other, and none is lost.</summary>
    private async Task<IReadOnlyList<DecisionResult>> RunAsync(IReadOnlyList<RecommendationRow> rows, Func<RecommendationRow, Task<DecisionResult>> decide)
    {
        var results = new List<DecisionResult>();
        _deciding++;
        await _oneAtATime.WaitAsync(_ended);
        try
        {
            foreach (var row in rows)
            {
                results.Add(await decide(row));
            }
        }
        finally
        {
            _deciding--;
            _oneAtATime.Release();
        }

        var refused = results.Count(result => result.Refused);
        _announcement = results is [var one] ? $"{one.Row.Name}: {one.Words}" : refused == 0 ? $"{results.Count} decided." : $"{results.Count - refused} decided, {refused} refused; the dialog says why.";
        _feedVersion++;
        await LoadAsync();
        return results;
    }
}
