using System.Globalization;
using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Reviews;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Ingestion;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>The manager's table. It loads and passes on; what may be decided, and by whom, is the use cases' to say.</summary>
public sealed partial class DowngradesPage(
    DowngradesData data, DowngradesDecisions decisions, IngestWatch imports, ChangeFeed feed, NavigationManager navigator)
{
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-US");
    private readonly HashSet<Guid> _selected = [];
    private readonly CancellationTokenSource _end = new();

    // Kept apart: the source can't be asked once the tab is closed, and reads may still be on their way then.
    private CancellationToken _ended;
    private DowngradesQuery _query = DowngradesQuery.First;
    private IReadOnlyList<string> _notUnderstood = [];
    private PagedResult<RecommendationRow>? _page;
    private IReadOnlyList<DowngradeLine> _rows = [];
    private RecommendationTotal[] _totals = [];
    private IReadOnlyList<ReviewStanding> _reviews = [];
    private IReadOnlyList<string> _divisions = [];
    private DecisionDialog? _dialog;
    private Guid? _open;
    private string? _problem;
    private string _announcement = "";
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private int _deciding;
    private int _loads;
    private bool _refreshing;
    private bool _importDone;
    private int _feedVersion;

    [SupplyParameterFromQuery] public string? Tab { get; set; }

    [SupplyParameterFromQuery] public string? Text { get; set; }

    [SupplyParameterFromQuery] public string? Division { get; set; }

    [SupplyParameterFromQuery] public string? Tier { get; set; }

    [SupplyParameterFromQuery] public string? Sort { get; set; }

    [SupplyParameterFromQuery] public string? Platform { get; set; }

    [SupplyParameterFromQuery(Name = "page")] public int? PageNumber { get; set; }

    [SupplyParameterFromQuery] public Guid? Row { get; set; }

    private IReadOnlyList<RecommendationRow> SelectedRows => [.. _rows.Where(line => line.Outcome is null && _selected.Contains(line.Row.Id)).Select(line => line.Row)];

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
        var before = _query;
        (_query, _notUnderstood) = DowngradesQuery.Read(Tab, Text, Division, Tier, Sort, PageNumber, Platform);
        _open = Row;
        if (_page is null || before != _query)
        {
            if (before.Tab != _query.Tab || before.Page != _query.Page)
            {
                _selected.Clear();
            }

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

            if (read.Refusal is { } refusal)
            {
                _problem = refusal.Message;
                return;
            }

            (_problem, _page, _totals, _reviews, _divisions) = (null, read.Value.Page, read.Value.Totals, read.Value.Reviews, read.Value.Divisions);
            _rows = decisions.Merge(_page.Items, _rows);
            _importDone = imports.Current.Any(state => state.CompleteThrough is not null && !state.Running);
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

    private void GoAsync(DowngradesQuery query) => navigator.NavigateTo(navigator.GetUriWithQueryParameters(query.ToAddress()));

    private void OpenAsync(Guid id) => navigator.NavigateTo(navigator.GetUriWithQueryParameter("row", _open == id ? null : id), new NavigationOptions { ReplaceHistoryEntry = true });

    private void CloseAsync() => navigator.NavigateTo(navigator.GetUriWithQueryParameter("row", (Guid?)null), new NavigationOptions { ReplaceHistoryEntry = true });

    private Task ApproveAsync(RecommendationRow row) => RunAsync(() => decisions.ApproveAsync(row, null, _ended));

    private Task UndoAsync(RecommendationRow row) => RunAsync(() => decisions.UndoAsync(row, _ended));

    private Task ApproveByIdAsync(RecommendationRow row) => ApproveAsync(row);

    private Task AskRejection(RecommendationRow row) => _dialog!.OpenAsync(DecisionKind.Reject, [row]);

    private Task AskRejectionById(RecommendationRow row) => AskRejection(row);

    private Task AskApproval() => _dialog!.OpenAsync(DecisionKind.Approve, SelectedRows);

    private Task AskRejectionOfSelected() => _dialog!.OpenAsync(DecisionKind.Reject, SelectedRows);

    private void ClearSelection() => _selected.Clear();

    private Task DecideManyAsync(DecisionRequest request) => RunAsync(async () =>
    {
        var words = "";
        foreach (var row in request.Rows)
        {
            words = request.Kind == DecisionKind.Approve
                ? await decisions.ApproveAsync(row, request.Justification, _ended)
                : await decisions.RejectAsync(row, request.Justification, request.Until, _ended);
            _selected.Remove(row.Id);
        }

        return request.Rows.Count == 1 ? words : decisions.Summary(request.Rows);
    });

    /// <summary>Who reviews by keyboard is faster than the database: decisions wait for each other, and none is lost.</summary>
    private async Task RunAsync(Func<Task<string>> decide)
    {
        _deciding++;
        await _oneAtATime.WaitAsync(_ended);
        try
        {
            _announcement = await decide();
        }
        finally
        {
            _deciding--;
            _oneAtATime.Release();
        }

        _feedVersion++;
        await LoadAsync();
    }

    private static string DaysLeft(int days) => days switch
    {
        < 0 => $"{-days} days overdue",
        0 => "due today",
        1 => "1 day left",
        _ => $"{days} days left",
    };
}
