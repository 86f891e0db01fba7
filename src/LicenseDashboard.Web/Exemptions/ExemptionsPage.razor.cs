using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Ui;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Exemptions;

/// <summary>Exempt people, tags, rules and the coming season of one platform, each in its tab.</summary>
public partial class ExemptionsPage : LivePage
{
    private ExemptionsQuery _query = new("", null, null, null, null, 1);
    private IReadOnlyList<string> _notUnderstood = [];
    private ExemptionsRead? _read;
    private AssignDialog? _assign;
    private ChangeDialog? _change;
    private ImportDialog? _import;
    private TagDialog? _tag;
    private RuleDialog? _rule;
    private HistoryDialog? _history;
    private string? _refused;

    [SupplyParameterFromQuery]
    public string? Platform { get; set; }

    [SupplyParameterFromQuery]
    public string? View { get; set; }

    [SupplyParameterFromQuery]
    public string? Tag { get; set; }

    /// <summary>Opens the dialog of a new tag if it says so.</summary>
    [SupplyParameterFromQuery]
    public string? New { get; set; }

    [SupplyParameterFromQuery]
    public string? State { get; set; }

    [SupplyParameterFromQuery]
    public string? Source { get; set; }

    [SupplyParameterFromQuery]
    public string? Text { get; set; }

    [SupplyParameterFromQuery]
    public string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    public string? PageNumber { get; set; }

    protected override async Task ReadAsync(CancellationToken ct)
    {
        (_query, _notUnderstood) = ExemptionsQuery.Read(Data.PlatformOr(Platform), Tag, State, Source, Text, PageNumber, View, Sort);
        _read = await Data.ReadAsync(_query, ct);
    }

    private IReadOnlyList<TabItem> Tabs(ExemptionsRead read) =>
        [
            Tab("People", ExemptionsView.People, read.All),
            Tab("Tags", ExemptionsView.Tags, read.Tags.Count),
            .. read.SeesEveryone ? [Tab("Rules", ExemptionsView.Rules, read.Tags.Sum(tag => tag.Rules))] : Array.Empty<TabItem>(),
            Tab("Season forecast", ExemptionsView.Season, read.Tags.Count(tag => tag.Terms.Season is not null)),
        ];

    private TabItem Tab(string title, ExemptionsView view, int count) =>
        new(
            title,
            Navigator.GetUriWithQueryParameters(
                new ExemptionsQuery(_query.Platform, null, null, null, null, 1) { View = view }.ToAddress()
            ),
            count,
            view == _query.View
        );

    private static string Ending(int count) =>
        $"{NumberText.Of(count, "exemption ends", "exemptions end")} within {ExemptionList.SoonDays} days";

    private void Go(ExemptionsQuery query) => Navigate(query with { Page = 1 });

    private void Navigate(ExemptionsQuery query) => Navigator.NavigateTo(Navigator.GetUriWithQueryParameters(query.ToAddress()));

    private async Task EndRuleAsync(RuleRow rule)
    {
        var outcome = await Actions.RemoveRuleAsync(_query.Platform, rule, End);
        _refused = outcome.Refusal?.Message;
        await DoneAsync(
            _refused ?? $"The rule was removed; {NumberText.Of(outcome.Value.Taken, "exemption was", "exemptions were")} removed."
        );
    }

    private async Task DoneAsync(string what)
    {
        Messages.Done(what);
        await RefreshAsync();
    }
}
