using LicenseDashboard.Application.Recommendations;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LicenseDashboard.Web.Recommendations;

public sealed partial class DowngradesTable
{
    private ElementReference _table;
    private IJSObjectReference? _module;
    private IJSObjectReference? _keys;
    private bool _gone;

    [Parameter, EditorRequired]
    public required IReadOnlyList<DowngradeLine> Rows { get; set; }

    [Parameter, EditorRequired]
    public required DowngradesQuery Query { get; set; }

    [Parameter, EditorRequired]
    public required Dictionary<Guid, RecommendationRow> Selected { get; set; }

    [Parameter]
    public Guid? OpenId { get; set; }

    [Parameter]
    public int Total { get; set; }

    [Parameter]
    public EventCallback<DowngradesQuery> OnQuery { get; set; }

    [Parameter]
    public EventCallback<RecommendationRow> OnApprove { get; set; }

    [Parameter]
    public EventCallback<RecommendationRow> OnReject { get; set; }

    [Parameter]
    public EventCallback<RecommendationRow> OnUndo { get; set; }

    /// <summary>A folded row no longer needs its place.</summary>
    [Parameter]
    public EventCallback OnFoldEnd { get; set; }

    [Parameter]
    public EventCallback<Guid> OnOpen { get; set; }

    [Parameter]
    public EventCallback OnSelected { get; set; }

    /// <summary>Selects all rows of the list, including its other pages.</summary>
    [Parameter]
    public EventCallback OnSelectAll { get; set; }

    private IEnumerable<(string Field, string Title, string Class)> Columns =>
        [
            ("name", "Agent Name", "name"),
            ("manager", "Manager", "manager"),
            ("currentSkus", "Current Tier", "tier"),
            ("recommendedSkus", "Recommended Tier", "tier"),
            ("reason", "Reason", "reason"),
            ("listMonthlySaving", "Monthly Savings", "num"),
            ("lane", "Lane", "lane"),
            Query.Tab == DowngradesQuery.Decided ? ("decidedAt", "Decided", "decided") : ("foundOn", "Found on", "found"),
        ];

    /// <summary>The effective sort; the tab of decided rows has its own.</summary>
    private string Sort => Query.Filter.Sort;

    /// <summary>Viewers who only read, and tabs without open rows, need no columns for deciding.</summary>
    private bool Acts => Query.Tab != DowngradesQuery.Decided && Rows.Any(line => line.Row.MayDecide || line.Folded);

    private IEnumerable<RecommendationRow> Selectable => Rows.Where(line => line.Row.MayDecide && !line.Folded).Select(line => line.Row);

    private bool AllSelected => Selectable.Any() && Selectable.All(row => Selected.ContainsKey(row.Id));

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            var module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/rows.js");
            (_module, _keys) = (module, await module.InvokeAsync<IJSObjectReference>("attach", _table));
            if (_gone)
            {
                await DetachAsync();
            }
        }
    }

    public ValueTask DisposeAsync()
    {
        // The table may be gone while its keyboard handler was loading; the handler is then removed again.
        _gone = true;
        GC.SuppressFinalize(this);
        return DetachAsync();
    }

    private async ValueTask DetachAsync()
    {
        try
        {
            if (_keys is not null)
            {
                await _keys.InvokeVoidAsync("detach");
                await _keys.DisposeAsync();
            }

            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser disconnected first.
        }
    }

    private string Direction(string field) =>
        Sort == field ? "ascending"
        : Sort == "-" + field ? "descending"
        : "none";

    private string Arrow(string field) =>
        Sort == field ? " ↑"
        : Sort == "-" + field ? " ↓"
        : "";

    private Task Select((RecommendationRow Row, bool On) choice)
    {
        Mark(choice.Row, choice.On);
        return OnSelected.InvokeAsync();
    }

    private void Mark(RecommendationRow row, bool on)
    {
        if (on)
        {
            Selected[row.Id] = row;
        }
        else
        {
            Selected.Remove(row.Id);
        }
    }

    private Task SelectAll(ChangeEventArgs change)
    {
        foreach (var row in Selectable.ToList())
        {
            Mark(row, change.Value is true);
        }

        return OnSelected.InvokeAsync();
    }
}
