using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Recommendations;
using LicenseDashboard.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Reclamation;

/// <summary>The queue of unused seats. Loads data and delegates; use cases decide what is allowed and by whom.</summary>
public sealed partial class ReclamationPage
{
    private const string Reclaimed = "will be reclaimed";

    private readonly Dictionary<Guid, ReclamationRow> _selected = [];
    private readonly SemaphoreSlim _oneAtATime = new(1, 1);
    private ReclamationQuery _query = ReclamationQuery.First;
    private IReadOnlyList<string> _notUnderstood = [];
    private ReclamationRead? _read;
    private SeatDialog? _dialog;
    private UndoDock? _undo;
    private string? _row;
    private string? _linked;
    private int _deciding;
    private bool _first;
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
    public string? Manager { get; set; }

    [SupplyParameterFromQuery]
    public string? Division { get; set; }

    [SupplyParameterFromQuery]
    public string? Tier { get; set; }

    [SupplyParameterFromQuery]
    public string? Cash { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery]
    public string? Platform { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    /// <summary>A row opened by a link, on any tab.</summary>
    [SupplyParameterFromQuery]
    public string? Row { get; set; }

    private Guid? Opened => Guid.TryParse(_row, out var row) ? row : null;

    /// <summary>A decision on its way reads by itself when it is through.</summary>
    protected override bool Waits => _deciding > 0;

    private string Export =>
        Address.Of(
            ReclamationExport.Path,
            new Dictionary<string, object?>(_query.ToAddress()) { ["page"] = null, ["platform"] = _query.Platform }
        );

    private string EmptyTitle =>
        _query switch
        {
            { IsNarrowed: true } => "Nothing matches",
            { IsRecent: true } => "Nothing decided yet",
            { IsNeverSeen: true } => "Every licensed account was seen",
            { Tab: "review" } => "Nothing to review",
            { Tab: "protected" } => "No one is protected",
            _ => "No inactive licenses",
        };

    private string EmptyWords =>
        _query switch
        {
            { IsNarrowed: true } => "No license in this tab matches all filters. Clear the filters, or try another tab.",
            { IsRecent: true } => "Licenses that were reclaimed, kept, restored, or used again in the last "
                + $"{ReclamationQuery.RecentDays} days appear here.",
            { IsNeverSeen: true } => "Active accounts with a license that showed no activity of any kind would appear here.",
            { Tab: "review" } => "Licenses of people whose last activity is unknown, or that need approval, appear here.",
            { Tab: "protected" } => "Licenses that are protected by an exemption or a recorded absence appear here, with the end date.",
            _ => "Everyone you can see has been active, or is on another tab. The list is refreshed daily.",
        };

    protected override async Task OnInitializedAsync()
    {
        Imports.Changed += Look;
        await Imports.StartAsync();
    }

    protected override void Dispose(bool disposing)
    {
        Imports.Changed -= Look;
        base.Dispose(disposing);
        _oneAtATime.Dispose();
    }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        if (Row != _linked)
        {
            (_linked, _row) = (Row, Row);
        }

        var before = _query;
        (_query, _notUnderstood) = ReclamationQuery.Read(
            Tab,
            Step,
            Became,
            Text,
            Division,
            Tier,
            Sort,
            PageNumber,
            Platform,
            Manager,
            Cash
        );
        if (before != _query)
        {
            _selected.Clear();
            _refused = null;
        }

        // Asked first: an evaluation that ends while the list is read has it read again.
        _first = Imports.IsFirst;
        var read = await Data.ReadAsync(_query, Opened, ct);
        Problem = read.Refusal?.Message;
        _read = read.Refusal is null ? read.Value : _read;
        foreach (var row in _read?.Page.Items.Where(row => _selected.ContainsKey(row.Id)) ?? [])
        {
            _selected[row.Id] = row;
        }
    }

    private void Go(ReclamationQuery query) => Address.Go(ParametersOf(query));

    private Dictionary<string, object?> ParametersOf(ReclamationQuery query) => new(query.ToAddress()) { ["row"] = _row };

    private Task OpenAsync(Guid id) => ShowAsync(Opened == id ? null : id.ToString());

    private Task CloseAsync() => ShowAsync(null);

    /// <summary>The open row stands in the address too, put there without a navigation: the list must not move.</summary>
    private async Task ShowAsync(string? row)
    {
        _row = row;
        await RefreshAsync();
        await Address.ReplaceAsync(ParametersOf(_query));
    }

    private Task<IReadOnlyList<Manager>> FindManagersAsync(string text) => Data.ManagersAsync(text, _query.Platform, End);

    private async Task SelectAllAsync()
    {
        foreach (var row in await Data.DecidableAsync(_query, End))
        {
            _selected[row.Id] = row;
        }
    }

    private Task AskToKeep(ReclamationRow row) => _dialog!.OpenAsync(SeatAnswer.Keep, [row]);

    private Task AskToRestore(ReclamationRow row) => _dialog!.OpenAsync(SeatAnswer.Restore, [row]);

    private Task ReclaimAsync(ReclamationRow row) => DecideAsync([row], one => Data.ReclaimAsync(one, null, End), Reclaimed);

    private Task AllowAsync(ReclamationRow row) =>
        ActAsync([row], one => Data.AllowAsync(one, End), "the policy can reclaim this license from its next run", says: true);

    private Task UndoAsync(ReclamationRow row) => UndoAllAsync([row]);

    private Task UndoAllAsync(IReadOnlyList<ReclamationRow> rows) =>
        ActAsync(rows, one => Data.UndoAsync(one, End), "open again", says: true);

    private Task AnswerAsync(SeatRequest request) =>
        request.Answer switch
        {
            SeatAnswer.Keep => DecideAsync(request.Rows, row => Data.KeepAsync(row, request.Text, request.Until, End), "kept"),
            SeatAnswer.Reclaim => DecideAsync(request.Rows, row => Data.ReclaimAsync(row, request.Text, End), Reclaimed),
            SeatAnswer.Restore => ActAsync(
                request.Rows,
                row => Data.RestoreAsync(row, request.Until, End),
                request.Rows.All(row => row.IsRecallable) ? "the request is recalled" : "is being restored",
                says: true
            ),
        };

    private async Task ReleaseAsync(PolicyRow policy)
    {
        var released = await Data.ReleaseAsync(policy, End);
        _refused = released.Refusal?.Message;
        Messages.DoneUnless(
            _refused,
            _refused is null ? $"{NumberText.Of(released.Value, "license", "licenses")} will be reclaimed." : null
        );
        await RefreshAsync();
    }

    /// <summary>Decides, and offers the way back for all that was decided.</summary>
    private async Task DecideAsync(
        IReadOnlyList<ReclamationRow> rows,
        Func<ReclamationRow, Task<Outcome<ReclamationRow>>> decide,
        string done
    )
    {
        List<ReclamationRow> decided = [];
        var until = Time.GetUtcNow().UtcDateTime + Data.UndoTime;
        await ActAsync(
            rows,
            async row =>
            {
                var answer = await decide(row);
                if (answer.Refusal is null)
                {
                    decided.Add(answer.Value);
                }

                return answer.Refusal;
            },
            done
        );
        _undo?.Show(
            decided.Count == 0
                ? null
                : new UndoOffer(ReclamationWords.Decided(decided, done), decided.Count > 1, until, () => UndoAllAsync(decided))
        );
    }

    /// <summary>One after the other: each is a decision of its own, and one that is refused leaves the others.</summary>
    /// <param name="says">Shows what was done; a decision is shown with its undo instead.</param>
    private async Task ActAsync(
        IReadOnlyList<ReclamationRow> rows,
        Func<ReclamationRow, Task<Refusal?>> act,
        string done,
        bool says = false
    )
    {
        List<string> refused = [];
        _deciding++;
        await _oneAtATime.WaitAsync(End);
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
            _deciding--;
            _oneAtATime.Release();
        }

        _refused = refused.Count == 0 ? null : string.Join(" ", refused);
        var words = rows.Count == 1 ? _refused ?? $"{rows[0].Name}: {done}." : $"{rows.Count - refused.Count} {done}. {_refused}";
        _announcement = says ? "" : words;
        if (says && refused.Count < rows.Count)
        {
            Messages.Done(words);
        }

        await RefreshAsync();
    }
}
