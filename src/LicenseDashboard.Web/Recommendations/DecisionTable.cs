using LicenseDashboard.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>
/// The one engine behind the tables that decide: keys that move without a round trip and press the buttons of a row (<c>js/rows.js</c>),
/// selection within a page and beyond it, sorting, and the row that is open beside the list.
/// </summary>
/// <typeparam name="TRow">One row of the list.</typeparam>
public abstract class DecisionTable<TRow> : ComponentBase, IAsyncDisposable
    where TRow : notnull
{
    private IJSObjectReference? _module;
    private IJSObjectReference? _keys;
    private HashSet<string> _namesakes = [];
    private bool _gone;

    [Inject]
    private IJSRuntime Js { get; set; } = default!;

    [Inject]
    private ListViews Views { get; set; } = default!;

    /// <summary>By id; the table fills and empties it.</summary>
    [Parameter, EditorRequired]
    public required Dictionary<Guid, TRow> Selected { get; set; }

    [Parameter]
    public EventCallback OnSelected { get; set; }

    /// <summary>Every row of the list, also of its other pages.</summary>
    [Parameter]
    public EventCallback OnSelectAll { get; set; }

    [Parameter]
    public EventCallback<Guid> OnOpen { get; set; }

    [Parameter]
    public Guid? OpenId { get; set; }

    /// <summary>Rows of all pages.</summary>
    [Parameter]
    public int Total { get; set; }

    /// <summary>The number of rows of a page has changed, and the page is the same: it has to be read again.</summary>
    [Parameter]
    public EventCallback OnRows { get; set; }

    /// <summary>The element around the table, whose rows have <c>data-row</c> and whose buttons have <c>data-key</c>.</summary>
    protected ElementReference Host { get; set; }

    /// <summary>The field in force, <c>-</c> in front for descending.</summary>
    protected abstract string Sort { get; }

    /// <summary>Rows of this page that the viewer may decide.</summary>
    protected abstract IEnumerable<TRow> Selectable { get; }

    /// <summary>Whom the rows are about.</summary>
    protected abstract IEnumerable<string> Names { get; }

    /// <summary>Whose rows and columns the viewer chooses.</summary>
    protected abstract ReadingList List { get; }

    protected ListView View => Views.Of(List);

    protected int PageSize => Views.RowsOf(List);

    /// <summary>Hidden columns and the density as classes of the list, so that rows needn't know of them.</summary>
    protected string ViewClass => string.Join(' ', View.Hidden.Select(key => "no-" + key).Append(View.IsCompact ? "compact" : ""));

    protected bool AllSelected => Selectable.Any() && Selectable.All(row => Selected.ContainsKey(IdOf(row)));

    protected abstract Guid IdOf(TRow row);

    /// <summary>Several rows are about people of this name, so that only a mail tells them apart.</summary>
    protected bool IsNamesake(string name) => _namesakes.Contains(name);

    protected override void OnParametersSet() =>
        _namesakes = [.. Names.GroupBy(name => name).Where(same => same.Skip(1).Any()).Select(same => same.Key)];

    public async ValueTask DisposeAsync()
    {
        // The rows may have gone while their keys were on their way: then whoever waits for the keys takes them off again.
        _gone = true;
        GC.SuppressFinalize(this);
        await DetachAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            var module = await Js.InvokeAsync<IJSObjectReference>("import", "./js/rows.js");
            (_module, _keys) = (module, await module.InvokeAsync<IJSObjectReference>("attach", Host));
            if (_gone)
            {
                await DetachAsync();
            }
        }
    }

    protected Task KeepAsync(ListView view) => Views.KeepAsync(List, view);

    protected string Direction(string field) =>
        Sort == field ? "ascending"
        : Sort == "-" + field ? "descending"
        : "none";

    protected string Arrow(string field) =>
        Sort == field ? " ↑"
        : Sort == "-" + field ? " ↓"
        : "";

    protected Task SelectAsync(TRow row, bool on)
    {
        Mark(row, on);
        return OnSelected.InvokeAsync();
    }

    protected Task SelectPageAsync(ChangeEventArgs change)
    {
        foreach (var row in Selectable.ToList())
        {
            Mark(row, change.Value is true);
        }

        return OnSelected.InvokeAsync();
    }

    private void Mark(TRow row, bool on)
    {
        if (on)
        {
            Selected[IdOf(row)] = row;
        }
        else
        {
            Selected.Remove(IdOf(row));
        }
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
            // The browser went first.
        }
    }
}
