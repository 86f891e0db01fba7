using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Web.Ui;
using LicenseDashboard.Web.Ui.Fields;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LicenseDashboard.Web.Recommendations;

public sealed partial class DecisionDialog : IAsyncDisposable
{
    private const int MostNames = 6;

    private static readonly (string Word, string Text)[] Reasons =
    [
        ("Cross-training", "In cross-training for another channel and needs the features soon."),
        ("Covering a queue", "Covers another queue when it is short-staffed."),
        ("Seasonal", "Needed for the coming season; the features are unused outside it."),
        ("Leave", "Was on leave during the evaluation period and needs the features on return."),
    ];

    private Dialog? _dialog;
    private ElementReference _fields;
    private IJSObjectReference? _module;
    private IJSObjectReference? _draft;
    private DecisionKind _kind;
    private IReadOnlyList<RecommendationRow> _rows = [];
    private IReadOnlyList<DowngradeLine> _refused = [];
    private IReadOnlyDictionary<Guid, Losses> _losses = new Dictionary<Guid, Losses>();
    private IReadOnlyList<SelectionCash> _cash = [];
    private int _done;
    private TextInput? _why;
    private int _opened;
    private string? _justification = "";
    private DateOnly? _until;
    private string? _problem;
    private bool _alsoExempt;
    private bool _busy;

    /// <summary>The actor who types, so that half-typed text is not shown to another one.</summary>
    [Parameter, EditorRequired]
    public required string Actor { get; set; }

    /// <summary>Reads the current rows by ID.</summary>
    [Parameter, EditorRequired]
    public required Func<IReadOnlyCollection<Guid>, Task<IReadOnlyList<RecommendationRow>>> Find { get; set; }

    /// <summary>Reads what would be lost, by row ID.</summary>
    [Parameter, EditorRequired]
    public required Func<IReadOnlyCollection<Guid>, Task<IReadOnlyDictionary<Guid, Losses>>> FindLosses { get; set; }

    /// <summary>Reads what rows save together in cash, by platform.</summary>
    [Parameter, EditorRequired]
    public required Func<IReadOnlyCollection<Guid>, Task<IReadOnlyList<SelectionCash>>> FindCash { get; set; }

    [Parameter, EditorRequired]
    public required Func<DecisionRequest, Task<IReadOnlyList<DowngradeLine>>> Decide { get; set; }

    /// <summary>Exempts those who were rejected; null if the viewer may not assign tags.</summary>
    [Parameter]
    public Func<IReadOnlyList<RecommendationRow>, string, Task>? AlsoExempt { get; set; }

    private DateOnly Today => DateOnly.FromDateTime(Clock.GetLocalNow().DateTime);

    private DateOnly Tomorrow => Today.AddDays(1);

    private bool IsRejection => _kind == DecisionKind.Reject;

    private string Verb => IsRejection ? "Reject" : "Approve";

    private string Title =>
        _rows.Count switch
        {
            0 => "Already decided",
            1 => $"{Verb} the change for {_rows[0].Name}?",
            var many => $"{Verb} {many} changes?",
        };

    private string Names =>
        string.Join(", ", _rows.Take(MostNames).Select(row => row.Name))
        + (_rows.Count > MostNames ? $" and {_rows.Count - MostNames} more" : "")
        + " · "
        + MoneyText.Sum(_rows.Select(row => row.ListMonthlySaving))
        + " a month, list";

    private string Outcome =>
        (_done > 0 ? $"{_done} saved. " : "")
        + (_refused.Count == 1 ? "This decision was not saved:" : $"These {_refused.Count} decisions were not saved:");

    private string Hint =>
        IsRejection
            ? $"{Justification.MinLength}-{Justification.MaxLength} characters. Shown to the next reviewer."
            : "Starts in 30 seconds. You can undo it until then and restore the license later.";

    public async Task OpenAsync(DecisionKind kind, IReadOnlyList<RecommendationRow> rows)
    {
        Begin(kind, rows);
        await ReadLossesAsync();
        if (_draft is not null && await _draft.InvokeAsync<Draft?>("begin", SubjectOf(kind, rows.Select(row => row.Id))) is { } kept)
        {
            Take(kept);
        }

        StateHasChanged();
        await _dialog!.ShowAsync();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        try
        {
            foreach (var reference in new[] { _draft, _module })
            {
                if (reference is not null)
                {
                    await reference.DisposeAsync();
                }
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser disconnected first.
        }
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/drafts.js");
            _draft = await _module.InvokeAsync<IJSObjectReference>("attach", _fields);
            if (await _module.InvokeAsync<string?>("left") is { } subject)
            {
                await GoOnAsync(subject);
            }
        }
    }

    /// <summary>Restores the text after a reload of the page, such as after a restart of the program.</summary>
    private async Task GoOnAsync(string subject)
    {
        if (subject.Split('|') is not [var word, var actor, var ids] || actor != Actor || !Enum.TryParse<DecisionKind>(word, out var kind))
        {
            return;
        }

        var rows = await Find([.. ids.Split(',').Select(id => Guid.TryParse(id, out var known) ? known : Guid.Empty)]);
        List<RecommendationRow> open = [.. rows.Where(row => row.MayDecide)];
        Begin(kind, open);
        await ReadLossesAsync();
        _refused =
        [
            .. rows.Where(row => !row.MayDecide)
                .Select(row => new DowngradeLine(row, DowngradeWords.Of(row.Status).Text + " in the meantime", Refused: true)),
        ];
        if (await _draft!.InvokeAsync<Draft?>("begin", subject) is { Text.Length: > 0 } kept)
        {
            Take(kept);
            StateHasChanged();
            await _dialog!.ShowAsync();
        }
    }

    /// <summary>For approvals, reads the current losses and what the rows save together; a rejection changes nothing.</summary>
    private async Task ReadLossesAsync()
    {
        Guid[] ids = _kind == DecisionKind.Approve ? [.. _rows.Select(row => row.Id)] : [];
        _losses = ids.Length > 0 ? await FindLosses(ids) : new Dictionary<Guid, Losses>();
        _cash = ids.Length > 1 ? await FindCash(ids) : [];
    }

    private void Begin(DecisionKind kind, IReadOnlyList<RecommendationRow> rows) =>
        (_kind, _rows, _refused, _done, _justification, _until, _alsoExempt, _problem, _opened) = (
            kind,
            rows,
            [],
            0,
            "",
            null,
            false,
            null,
            _opened + 1
        );

    private void Take(Draft kept) =>
        (_justification, _until) = (kept.Text, DateOnly.TryParse(kept.Until, out var day) && day >= Tomorrow ? day : null);

    private string SubjectOf(DecisionKind kind, IEnumerable<Guid> ids) => $"{kind}|{Actor}|{string.Join(',', ids)}";

    private async Task FillAsync(string text)
    {
        (_justification, _problem) = (text, null);
        if (_draft is not null)
        {
            await _draft.InvokeVoidAsync("keep", text);
        }
    }

    private async Task DecideAsync()
    {
        if (_busy || _rows.Count == 0)
        {
            return;
        }

        _problem = IsRejection
            ? Justification.Required(_justification).Refusal?.Message
            : Justification.Optional(_justification).Refusal?.Message;
        if (_problem is not null)
        {
            await _why!.FocusAsync();
            return;
        }

        _busy = true;
        try
        {
            var results = await Decide(new DecisionRequest(_kind, _rows, _justification, _until));
            _refused = [.. results.Where(result => result.Refused)];
            _done = results.Count - _refused.Count;
            if (IsRejection && _alsoExempt && _done > 0 && AlsoExempt is { } exempt)
            {
                await exempt([.. results.Where(result => !result.Refused).Select(result => result.Row)], _justification!.Trim());
            }

            _rows = [.. _refused.Where(result => result.Row.MayDecide).Select(result => result.Row)];
            await ReadLossesAsync();
        }
        finally
        {
            _busy = false;
        }

        if (_refused.Count == 0)
        {
            await DropAsync();
        }
    }

    /// <summary>Discards the draft after it was sent or cancelled.</summary>
    private async Task DropAsync()
    {
        if (_draft is not null)
        {
            await _draft.InvokeVoidAsync("end");
        }

        await _dialog!.CloseAsync();
    }

    private sealed record Draft(string Text, string? Until);
}
