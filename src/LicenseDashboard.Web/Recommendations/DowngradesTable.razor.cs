using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Web.Ui.Lists;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Recommendations;

public sealed partial class DowngradesTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<DowngradeLine> Rows { get; set; }

    /// <summary>Subtotals of the groups of these rows; empty if the list isn't grouped.</summary>
    [Parameter]
    public IReadOnlyList<RecommendationGroup> Groups { get; set; } = [];

    [Parameter, EditorRequired]
    public required DowngradesQuery Query { get; set; }

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
    public EventCallback<RecommendationGroupKey> OnApproveGroup { get; set; }

    /// <summary>Without columns that would say the same in each row: the lane is the tab, and rows are mostly found in one night.</summary>
    private IEnumerable<(string Field, string Title, string Class)> Columns =>
        [
            ("name", "Agent Name", "name"),
            ("manager", "Manager", "manager"),
            ("currentSkus", "Current Tier", "tier"),
            ("recommendedSkus", "Recommended Tier", "tier"),
            ("reason", "Reason", "reason"),
            ("listMonthlySaving", "Monthly Savings", "num"),
            ("cashMonthlySaving", "Cash Savings", "cash"),
            .. Decided ? [("lane", "Tab", "lane"), ("decidedAt", "Decided", "decided")] : Array.Empty<(string, string, string)>(),
            .. ShowsFound ? [("foundOn", "Found on", "found")] : Array.Empty<(string, string, string)>(),
        ];

    private bool Decided => Query.Tab == DowngradesQuery.Decided;

    private bool ShowsFound =>
        !Decided && (Query.Sort.EndsWith("foundOn", StringComparison.Ordinal) || Rows.DistinctBy(line => line.Row.FoundOn).Skip(1).Any());

    protected override ReadingList List => DowngradesQuery.List;

    private static IReadOnlyList<(string Key, string Title)> Hideable { get; } = [("manager", "Manager"), ("cash", "Cash Savings")];

    /// <summary>As it is in force: the tab of what is decided has an order of its own.</summary>
    protected override string Sort => Query.Filter.Sort;

    /// <summary>Viewers who only read, and tabs without open rows, need no columns for deciding.</summary>
    private bool Acts => !Decided && Rows.Any(line => line.Row.MayDecide || line.Folded);

    protected override IEnumerable<RecommendationRow> Selectable =>
        Rows.Where(line => line.Row.MayDecide && !line.Folded).Select(line => line.Row);

    protected override IEnumerable<string> Names => Rows.Select(line => line.Row.Name);

    /// <summary>The rows, each with the subtotal that stands above it.</summary>
    private IEnumerable<(RecommendationGroup? Above, DowngradeLine Line)> Lines()
    {
        // A decided row may still hold its place among the rows of another group, which then has its subtotal once.
        var above = Groups.ToDictionary(group => group.Key);
        foreach (var line in Rows)
        {
            RecommendationGroup? group = null;
            if (Query.GroupBy is { } by)
            {
                above.Remove(RecommendationGroupKey.Of(line.Row, by), out group);
            }

            yield return (group, line);
        }
    }

    protected override Guid IdOf(RecommendationRow row) => row.Id;
}
