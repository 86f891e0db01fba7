using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace LicenseDashboard.Web.Remediation;

/// <summary>What became of approved changes, and what a person can still do about each.</summary>
public sealed partial class RemediationsPage
{
    private RemediationsQuery _query = RemediationsQuery.First;
    private IReadOnlyList<string> _notUnderstood = [];
    private RemediationsRead? _read;
    private RestoreDialog? _dialog;
    private ConfirmDialog? _confirm;
    private RemediationTable? _table;
    private ElementReference _heading;
    private Guid? _acted;
    private bool _busy;
    private string? _refused;

    [SupplyParameterFromQuery]
    public string? Platform { get; set; }

    [SupplyParameterFromQuery]
    public string? Status { get; set; }

    [SupplyParameterFromQuery]
    public string? Text { get; set; }

    [SupplyParameterFromQuery]
    public string? Since { get; set; }

    [SupplyParameterFromQuery]
    public string? Kind { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery]
    public string? Approver { get; set; }

    [SupplyParameterFromQuery]
    public string? From { get; set; }

    [SupplyParameterFromQuery]
    public string? To { get; set; }

    [SupplyParameterFromQuery]
    public string? Row { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    private string Export =>
        PlatformInAddress.With(
            Navigator.GetUriWithQueryParameters(
                Navigator.ToAbsoluteUri(RemediationsExport.Path).ToString(),
                (_query with { Page = 1 }).ToAddress()
            ),
            _query.Platform
        );

    protected override async Task ReadAsync(CancellationToken ct)
    {
        (_query, _notUnderstood) = RemediationsQuery.Read(
            new(Status, Text, Platform, PageNumber, Since, Kind, Approver, From, To, Row, Sort)
        );
        var read = await Data.ReadAsync(_query, ct);
        Problem = read.Refusal?.Message;
        _read = read.Refusal is null ? read.Value : _read;
    }

    /// <summary>The pressed button may be gone: the focus moves to its row or, if that is gone, too, to the top.</summary>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_acted is { } acted && !_busy)
        {
            _acted = null;
            var isShown = _read?.Page.Items.Any(row => row.Id == acted) == true;
            try
            {
                await ((isShown ? _table?.NameOf(acted) : null) ?? _heading).FocusAsync();
            }
            catch (JSException)
            {
                // The row disappeared at the same moment; the focus is left to the browser.
            }
        }
    }

    private string StageAddress(RemediationsTab tab) => Address(_query with { Tab = tab, Since = null, Page = 1 });

    private string NothingTitle(int total) =>
        total > 0 ? $"There is no page {NumberText.Of(_query.Page)}"
        : _query.IsNarrowed ? "Nothing here"
        : "Nothing approved yet";

    private string Nothing(int total) =>
        _query switch
        {
            _ when total > 0 => $"{NumberText.Of(total, "change is", "changes are")} on earlier pages.",
            { Text: { } text } => $"No change {(_query.Tab.Key is null ? "" : "in this state ")}matches “{text}”.",
            { IsNarrowed: true } => "No change is in this state.",
            _ => "Changes appear here when they are approved.",
        };

    private string Address(RemediationsQuery query) => Navigator.GetUriWithQueryParameters(query.ToAddress());

    private void Go(RemediationsQuery query) => Navigator.NavigateTo(Address(query));

    private Task RetryAsync(RemediationRow row) => ActAsync(row, () => Data.RetryAsync(row, End), row.Name + ": retrying.");

    private Task ConfirmAsync(RemediationRow row) =>
        ActAsync(row, () => Data.ConfirmAsync(row, End), row.Name + ": not carried out, so the change is cancelled.");

    private Task GiveUpAsync(RemediationRow row) => ActAsync(row, () => Data.GiveUpAsync(row, End), row.Name + ": given up.");

    private Task RestoreAsync((RemediationRow Row, DateOnly? Until) choice) =>
        ActAsync(
            choice.Row,
            () => Data.RestoreAsync(choice.Row, choice.Until, End),
            choice.Row.Name + (RemediationText.IsRecall(choice.Row) ? ": the request is recalled." : ": the change is being reversed.")
        );

    private async Task ActAsync(RemediationRow row, Func<Task<Refusal?>> act, string done)
    {
        if (_busy)
        {
            return;
        }

        _busy = true;
        try
        {
            _refused = (await act())?.Message;
            Messages.DoneUnless(_refused, done);
        }
        finally
        {
            _busy = false;
        }

        await RefreshAsync();
        _acted = row.Id;
    }
}
