using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>The manager's table. Loads data and delegates; use cases decide what is allowed and by whom.</summary>
public sealed partial class DowngradesPage
{
    /// <summary>If more rows are decided at once, they leave the list, because as folded lines they would fill the screen.</summary>
    private const int MostFolded = 3;

    private readonly Dictionary<Guid, RecommendationRow> _selected = [];

    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private DowngradesQuery _query = DowngradesQuery.First;
    private DowngradesQuery? _shown;
    private IReadOnlyList<string> _notUnderstood = [];
    private DowngradesRead? _read;
    private IReadOnlyList<DowngradeLine> _rows = [];
    private DecisionDialog? _dialog;
    private Func<IReadOnlyList<RecommendationRow>, string, Task>? _alsoExempt;
    private UndoDock? _undo;
    private Guid? _open;
    private string? _linked;
    private string _announcement = "";
    private int _deciding;
    private bool _firstOfQuery;
    private bool _importDone;
    private int _feedVersion;

    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    [SupplyParameterFromQuery]
    public string? Text { get; set; }

    [SupplyParameterFromQuery]
    public string? Manager { get; set; }

    [SupplyParameterFromQuery]
    public string? Division { get; set; }

    [SupplyParameterFromQuery]
    public string? Tier { get; set; }

    [SupplyParameterFromQuery]
    public string? Status { get; set; }

    [SupplyParameterFromQuery]
    public string? Cash { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery]
    public string? Group { get; set; }

    [SupplyParameterFromQuery]
    public string? Platform { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    [SupplyParameterFromQuery]
    public string? Row { get; set; }

    private IReadOnlyList<RecommendationRow> SelectedRows => [.. _selected.Values];

    /// <summary>Rows change only through the feed and imports.</summary>
    protected override TimeSpan Pace => Timeout.InfiniteTimeSpan;

    /// <summary>A running decision reads by itself when it is done.</summary>
    protected override bool Waits => _deciding > 0;

    protected override void Dispose(bool disposing)
    {
        Imports.Changed -= Look;
        base.Dispose(disposing);
        _oneAtATime.Dispose();
    }

    protected override async Task OnInitializedAsync()
    {
        Imports.Changed += Look;
        await Imports.StartAsync();
        _alsoExempt = await Decisions.AlsoExemptAsync(End);
    }

    protected override async Task OnParametersSetAsync()
    {
        (var asked, _notUnderstood) = DowngradesQuery.Read(
            new DowngradesAddress(Tab, Text, Manager, Division, Tier, Status, Sort, PageNumber, Platform, Group, Cash)
        );
        if (Row != _linked)
        {
            _linked = Row;
            _open = Guid.TryParse(Row, out var row) ? row : null;
        }

        if (asked != _shown)
        {
            if (_shown?.Tab != asked.Tab || _shown.Page != asked.Page)
            {
                _selected.Clear();
            }

            (_shown, _query, _firstOfQuery) = (asked, asked, true);
            Decisions.Forget();
            await RefreshAsync();
        }
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        var asked = _shown;
        var read = await Data.ReadAsync(_query, ct);
        if (asked != _shown)
        {
            return; // The next read knows better.
        }

        Problem = read.Refusal?.Message;
        if (Problem is not null)
        {
            return;
        }

        // Rows of another query don't belong here.
        var rows = await Decisions.MergeAsync(read.Value.Page.Items, _firstOfQuery ? [] : _rows, ct);
        if (asked == _shown)
        {
            (_read, _query, _rows) = (read.Value, read.Value.Query, rows);
            _notUnderstood = _firstOfQuery ? [.. _notUnderstood, .. read.Value.LeftOut] : _notUnderstood;
            _feedVersion += _firstOfQuery ? 0 : 1;
            _firstOfQuery = false;
            _importDone = Imports.IsSettled;
            RenewSelection();
        }
    }

    private void Go(DowngradesQuery query) => Address.Go(ParametersOf(query));

    private Task OpenAsync(Guid id) => ShowAsync(_open == id ? null : id);

    private Task CloseAsync() => ShowAsync(null);

    /// <summary>Puts the open row into the address without a navigation, so that the list doesn't move.</summary>
    private async Task ShowAsync(Guid? row)
    {
        _open = row;
        await Address.ReplaceAsync(ParametersOf(_query));
    }

    private Dictionary<string, object?> ParametersOf(DowngradesQuery query) => new(query.ToAddress()) { ["row"] = _open };

    private Task<IReadOnlyList<Manager>> FindManagersAsync(string text) => Data.ManagersAsync(text, _query.Platform, End);

    private Task<IReadOnlyList<RecommendationRow>> FindRowsAsync(IReadOnlyCollection<Guid> ids) => Data.RowsAsync(ids, End);

    private Task<IReadOnlyDictionary<Guid, Losses>> FindLossesAsync(IReadOnlyCollection<Guid> ids) => Data.LossesAsync(ids, End);

    private Task<IReadOnlyList<SelectionCash>> FindCashAsync(IReadOnlyCollection<Guid> ids) => Data.CashAsync(ids, End);

    private async Task ApproveAsync(RecommendationRow row) => await RunAsync([row], one => Decisions.ApproveAsync(one, null, End));

    private async Task UndoAsync(RecommendationRow row) => await RunAsync([row], one => Decisions.UndoAsync(one, End));

    private Task AskRejection(RecommendationRow row) => _dialog!.OpenAsync(DecisionKind.Reject, [row]);

    private Task AskAsync(DecisionKind kind) => _dialog!.OpenAsync(kind, SelectedRows);

    /// <summary>The whole group as it is now, also its rows on other pages.</summary>
    private async Task AskGroupAsync(RecommendationGroupKey group)
    {
        var rows = await Data.DecidableAsync(_query, group, End);
        if (rows.Count == 0)
        {
            _announcement = "No row of this group is left for you to decide.";
            await RefreshAsync();
            return;
        }

        await _dialog!.OpenAsync(DecisionKind.Approve, rows);
    }

    private Task<IReadOnlyList<DowngradeLine>> DecideAsync(DecisionRequest request) =>
        RunAsync(
            request.Rows,
            async row =>
            {
                var result =
                    request.Kind == DecisionKind.Approve
                        ? await Decisions.ApproveAsync(row, request.Justification, End)
                        : await Decisions.RejectAsync(row, request.Justification, request.Until, End);
                _selected.Remove(row.Id);
                return result;
            }
        );

    private async Task UndoAllAsync(IReadOnlyList<RecommendationRow> rows) => await RunAsync(rows, one => Decisions.UndoAsync(one, End));

    private void OfferUndo(IReadOnlyList<DowngradeLine> decided) =>
        _undo?.Show(
            decided is [var first, ..]
                ? new UndoOffer(
                    DowngradeWords.Decided(decided),
                    decided.Count > 1,
                    first.ShownUntil!.Value,
                    () => UndoAllAsync([.. decided.Select(line => line.Row)])
                )
                : null
        );

    private async Task SelectAllAsync()
    {
        foreach (var row in await Data.DecidableAsync(_query, End))
        {
            _selected[row.Id] = row;
        }
    }

    /// <summary>Selected rows are decided as currently read; rows decided in the meantime are no longer selected.</summary>
    private void RenewSelection()
    {
        foreach (var line in _rows.Where(line => _selected.ContainsKey(line.Row.Id)))
        {
            if (line.Folded || !line.Row.MayDecide)
            {
                _selected.Remove(line.Row.Id);
            }
            else
            {
                _selected[line.Row.Id] = line.Row;
            }
        }
    }

    /// <summary>Reviewing by keyboard can be faster than the database: decisions are queued, and none is lost.</summary>
    private async Task<IReadOnlyList<DowngradeLine>> RunAsync(
        IReadOnlyList<RecommendationRow> rows,
        Func<RecommendationRow, Task<DowngradeLine>> decide
    )
    {
        var results = new List<DowngradeLine>();
        _deciding++;
        await _oneAtATime.WaitAsync(End);
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

        OfferUndo([.. results.Where(result => result.MayUndo)]);
        if (results.Count > MostFolded)
        {
            Decisions.Forget(results.Where(result => !result.Refused));
            _rows = [.. _rows.Where(line => !results.Exists(result => !result.Refused && result.Row.Id == line.Row.Id))];
        }

        var refused = results.Count(result => result.Refused);
        _announcement =
            results is [var one] ? $"{one.Row.Name}: {one.Words}"
            : refused == 0 ? $"{results.Count} decided."
            : $"{results.Count - refused} decided, {refused} not saved; see the dialog for details.";
        await RefreshAsync();
        return results;
    }
}
