using LicenseDashboard.Application.Recommendations;
using Microsoft.AspNetCore.Components;

namespace LicenseDashboard.Web.Recommendations;

public sealed partial class DowngradesTable
{
    [Parameter, EditorRequired]
    public required IReadOnlyList<DowngradeLine> Rows { get; set; }

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

    /// <summary>As it is in force: the tab of what is decided has an order of its own.</summary>
    protected override string Sort => Query.Filter.Sort;

    /// <summary>Viewers who only read, and tabs without open rows, need no columns for deciding.</summary>
    private bool Acts => Query.Tab != DowngradesQuery.Decided && Rows.Any(line => line.Row.MayDecide || line.Folded);

    protected override IEnumerable<RecommendationRow> Selectable =>
        Rows.Where(line => line.Row.MayDecide && !line.Folded).Select(line => line.Row);

    protected override IEnumerable<string> Names => Rows.Select(line => line.Row.Name);

    protected override Guid IdOf(RecommendationRow row) => row.Id;
}
