using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Core.Shared;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Reclamation;

/// <summary>The queue of unused seats. Loads data and delegates; use cases decide what is allowed and by whom.</summary>
public sealed partial class ReclamationPage
{
    private readonly HashSet<Guid> _selected = [];
    private ReclamationQuery _query = ReclamationQuery.First;
    private IReadOnlyList<string> _notUnderstood = [];
    private ReclamationRead? _read;
    private SeatDialog? _dialog;
    private string? _row;
    private string? _linked;
    private bool _busy;
    private string? _refused;
    private string _announcement = "";

    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    [SupplyParameterFromQuery]
    public string? Step { get; set; }

    [SupplyParameterFromQuery(Name = "outcome")]
    public string? Became { get; set; }

    [SupplyParameterFromQuery]
    public string? Text { get; set; }

    [SupplyParameterFromQuery]
    public string? Division { get; set; }

    [SupplyParameterFromQuery]
    public string? Tier { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery]
    public string? Platform { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    /// <summary>A row opened by a link, on any tab.</summary>
    [SupplyParameterFromQuery]
    public string? Row { get; set; }

    private IReadOnlyList<ReclamationRow> Chosen =>
        _read is null ? [] : [.. _read.Page.Items.Where(row => row.MayDecide && _selected.Contains(row.Id))];

    private string Export =>
        Navigator.GetUriWithQueryParameters(
            Navigator.ToAbsoluteUri(ReclamationExport.Path).ToString(),
            new Dictionary<string, object?>(_query.ToAddress()) { ["page"] = null, ["platform"] = _query.Platform }
        );

    private string EmptyTitle =>
        _query switch
        {
            { IsNarrowed: true } => "Nothing matches",
            { IsRecent: true } => "Nothing was decided yet",
            { IsNeverSeen: true } => "Every licensed account was seen",
            { Tab: "review" } => "Nothing needs a look",
            { Tab: "protected" } => "Nobody is protected",
            _ => "No unused seats",
        };

    private string EmptyWords =>
        _query switch
        {
            { IsNarrowed: true } => "No seat in this lane matches the filters. Clear them, or look in another lane.",
            { IsRecent: true } => "Seats that were reclaimed, kept, restored or came back by themselves in the last "
                + $"{ReclamationQuery.RecentDays} days appear here.",
            { IsNeverSeen: true } => "Active accounts with a license that showed no activity of any kind would appear here.",
            { Tab: "review" } =>
                "Licenses of people whose last activity is unknown, or that a policy must not reclaim on its own, wait here for a person.",
            { Tab: "protected" } =>
                "Seats that an exemption or the vendor's own reason for an absence keeps appear here, with the day it ends.",
            _ => "Everyone you can see has been active, or is on another tab. The list is refreshed daily.",
        };

    protected override async Task OnInitializedAsync() => await Imports.StartAsync();

    protected override async Task ReadAsync(CancellationToken ct)
    {
        if (Row != _linked)
        {
            (_linked, _row) = (Row, Row);
        }

        var before = _query;
        (_query, _notUnderstood) = ReclamationQuery.Read(Tab, Step, Became, Text, Division, Tier, Sort, PageNumber, Platform);
        if (before != _query)
        {
            _selected.Clear();
            _refused = null;
        }

        var read = await Data.ReadAsync(_query, Guid.TryParse(_row, out var row) ? row : null, ct);
        Problem = read.Refusal?.Message;
        _read = read.Refusal is null ? read.Value : _read;
    }

    private void Go(ReclamationQuery query) =>
        Navigator.NavigateTo(Navigator.GetUriWithQueryParameters(new Dictionary<string, object?>(query.ToAddress()) { ["row"] = _row }));

    private Task CloseAsync()
    {
        _row = null;
        return Frame.ReplaceAddressAsync(Navigator.GetUriWithQueryParameter("row", _row));
    }

    private Task AskToKeep(ReclamationRow row) => _dialog!.OpenAsync(SeatAnswer.Keep, [row]);

    private Task AskToReclaim(ReclamationRow row) => _dialog!.OpenAsync(SeatAnswer.Reclaim, [row]);

    private Task AskToRestore(ReclamationRow row) => _dialog!.OpenAsync(SeatAnswer.Restore, [row]);

    private Task AllowAsync(ReclamationRow row) =>
        ActAsync([row], one => Data.AllowAsync(one, End), "the policy may reclaim this account from its next run on");

    private Task UndoAsync(ReclamationRow row) => ActAsync([row], one => Data.UndoAsync(one, End), "open again");

    private Task AnswerAsync(SeatRequest request) =>
        request.Answer switch
        {
            SeatAnswer.Keep => ActAsync(request.Rows, row => Data.KeepAsync(row, request.Text, request.Until, End), "kept"),
            SeatAnswer.Reclaim => ActAsync(request.Rows, row => Data.ReclaimAsync(row, request.Text, End), "will be reclaimed"),
            SeatAnswer.Restore => ActAsync(
                request.Rows,
                row => Data.RestoreAsync(row, request.Until, End),
                request.Rows.All(row => row.IsRecallable) ? "the request is recalled" : "is given back"
            ),
        };

    private async Task ReleaseAsync(PolicyRow policy)
    {
        _busy = true;
        try
        {
            var released = await Data.ReleaseAsync(policy, End);
            _refused = released.Refusal?.Message;
            _announcement = _refused ?? $"{released.Value} seats will be reclaimed.";
        }
        finally
        {
            _busy = false;
        }

        await RefreshAsync();
    }

    /// <summary>One after the other: each is a separate decision, and a refused one doesn't affect the others.</summary>
    private async Task ActAsync(IReadOnlyList<ReclamationRow> rows, Func<ReclamationRow, Task<Refusal?>> act, string done)
    {
        _busy = true;
        List<string> refused = [];
        try
        {
            foreach (var row in rows)
            {
                if (await act(row) is { } refusal)
                {
                    refused.Add($"{row.Name}: {refusal.Message}");
                }

                _selected.Remove(row.Id);
            }
        }
        finally
        {
            _busy = false;
        }

        _refused = refused.Count == 0 ? null : string.Join(" ", refused);
        _announcement = rows.Count == 1 ? _refused ?? $"{rows[0].Name}: {done}." : $"{rows.Count - refused.Count} {done}. {_refused}";
        await RefreshAsync();
    }
}
