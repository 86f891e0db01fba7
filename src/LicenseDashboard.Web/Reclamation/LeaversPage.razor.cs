using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Ui;
using LicenseDashboard.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Reclamation;

/// <summary>People who have left, and what waits for a decision about them.</summary>
public sealed partial class LeaversPage
{
    private LeaverView _view;
    private int _page = 1;
    private string _sort = LeaverSort.Default;
    private LeaversRead? _read;
    private LeaverDialog? _dialog;
    private RosterImport? _roster;
    private bool _busy;
    private IReadOnlyList<string> _notUnderstood = [];
    private string? _refused;

    [SupplyParameterFromQuery]
    public string? Tab { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    /// <summary>Opens the import if it says so; there is only one.</summary>
    [SupplyParameterFromQuery]
    public string? Import { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    private IEnumerable<TabItem> TabsOf(LeaversRead read) =>
        LeaverText.Tabs.Select(tab => new TabItem(tab.Title, Address(tab.Key, 1), read.Counts[tab.View], tab.View == _view));

    protected override async Task ReadAsync(CancellationToken ct)
    {
        var tab = LeaverText.Tabs.FirstOrDefault(each => each.Key == Tab);
        _view = tab.Key is null ? _view : tab.View;
        List<string> unknown = tab.Key is null && !string.IsNullOrEmpty(Tab) ? [$"tab '{Tab}'"] : [];
        _page = PageInAddress.Of(PageNumber, unknown);
        _sort = SortText.Of(Sort, LeaverSort.IsKnown, LeaverSort.Default, unknown);
        _notUnderstood = unknown;
        var read = await Data.ReadAsync(_view, _sort, _page, ct);

        // Without a view in the address: the first one with somebody waiting.
        if (
            tab.Key is null
            && read.Refusal is null
            && read.Value.Page.Total == 0
            && LeaverText.Tabs.FirstOrDefault(each => read.Value.Counts[each.View] > 0) is { Key: not null } waiting
        )
        {
            _view = waiting.View;
            read = await Data.ReadAsync(_view, _sort, 1, ct);
        }

        Problem = read.Refusal?.Message;
        _read = read.Refusal is null ? read.Value : _read;
    }

    private string Address(string? tab, int page) =>
        Navigator.GetUriWithQueryParameters(new Dictionary<string, object?> { ["tab"] = tab, ["page"] = page > 1 ? page : null });

    private void GoSorted(string? sort) =>
        Navigator.NavigateTo(
            Navigator.GetUriWithQueryParameters(
                new Dictionary<string, object?> { ["sort"] = sort == LeaverSort.Default ? null : sort, ["page"] = null }
            )
        );

    private void Go(int page) => Navigator.NavigateTo(Address(LeaverText.Tabs.First(tab => tab.View == _view).Key, page));

    private Task ReleaseAsync(LeaverRow row) => ActAsync(() => Data.ReleaseAsync(row, End), $"{row.Name}: released.");

    /// <summary>Confirms first, unless a return was reported.</summary>
    private Task AskRestoreAsync(LeaverRow row) => row.Status == LeaverStatus.Returned ? RestoreAsync(row) : _dialog!.AskRestoreAsync(row);

    private Task RestoreAsync(LeaverRow row) =>
        ActAsync(async () =>
            await Data.RestoreAsync(row, End) switch
            {
                { Refusal: { } refusal } => refusal,
                { Value: RemediationStatus.Recalled } =>
                    $"{row.Name}: the request is recalled. Tell the identity provider that the license is needed.",
                _ => $"{row.Name}: the license is being restored.",
            }
        );

    private Task ChooseAsync((LeaverRow Row, LeaverCandidateRow Candidate) choice) =>
        ActAsync(() => Data.ChooseAsync(choice.Row, choice.Candidate, End), $"{choice.Candidate.Name}: chosen.");

    private Task MatchAsync((MatchRow Row, bool Same) choice) =>
        ActAsync(
            () => Data.MatchAsync(choice.Row, choice.Same, End),
            $"{choice.Row.Now.Name}: {(choice.Same ? "the same person" : "two people")}."
        );

    private Task DismissAsync((LeaverRow Row, string? Why) choice) =>
        ActAsync(() => Data.DismissAsync(choice.Row, choice.Why, End), $"{choice.Row.Name}: dismissed.");

    private Task ReleaseAllAsync() => ActAsync(async () => (await Data.ReleaseAllAsync(End)).Refusal, "All released.");

    private Task DismissAllAsync(string? why) => ActAsync(async () => (await Data.DismissAllAsync(why, End)).Refusal, "All dismissed.");

    private async Task AppliedAsync(string words)
    {
        Messages.Done(words);
        await RefreshAsync();
    }

    private Task ActAsync(Func<Task<Refusal?>> act, string done) =>
        ActAsync(async () => await act() is { } refusal ? refusal : (Outcome<string>)done);

    /// <param name="act">Returns what to say when it is done.</param>
    private async Task ActAsync(Func<Task<Outcome<string>>> act)
    {
        _busy = true;
        try
        {
            var outcome = await act();
            _refused = outcome.Refusal?.Message;
            Messages.DoneUnless(_refused, outcome.Value);
        }
        finally
        {
            _busy = false;
        }

        await RefreshAsync();
    }
}
