using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Reviews;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>What one load of the page reads.</summary>
/// <param name="Query">The query without values this viewer can't filter by.</param>
/// <param name="LeftOut">Ignored parameters, in words.</param>
/// <param name="Groups">Subtotals of the groups on this page; empty if the list isn't grouped.</param>
/// <param name="Reviews">Reviews with rows of people visible to the viewer.</param>
/// <param name="Manager">The manager the list is filtered by.</param>
/// <param name="Actor">The viewer, so that drafts stay theirs.</param>
/// <param name="Reach">Read only if there is nothing to show.</param>
/// <param name="NextImportAt">UTC; read only if there is nothing to show.</param>
public sealed record DowngradesRead(
    DowngradesQuery Query,
    IReadOnlyList<string> LeftOut,
    PagedResult<RecommendationRow> Page,
    RecommendationGroup[] Groups,
    RecommendationTotal[] Totals,
    IReadOnlyList<ReviewStanding> Reviews,
    IReadOnlyList<string> Divisions,
    Manager? Manager,
    string Actor,
    Reach Reach,
    DateTime? NextImportAt
);

/// <summary>The reads of the Downgrades page, each with its own context.</summary>
internal sealed class DowngradesData(
    CurrentViewer viewers,
    RecommendationList list,
    RecommendationGroups groups,
    RecommendationLosses losses,
    IPriceSelections prices,
    ReviewProgress reviews,
    DivisionList divisions,
    ManagerList managers,
    ViewerReach reach,
    JobList jobs,
    ListViews views
)
{
    /// <summary>Maximum number of rows that can be selected beyond a page.</summary>
    public const int MostAtOnce = 1000;

    private const int MostManagers = 20;

    public async Task<Outcome<DowngradesRead>> ReadAsync(DowngradesQuery query, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        List<string> leftOut = [];
        var manager = query.Manager is { } id ? await managers.OneAsync(viewer, id, ct) : null;
        if (query.Manager is not null && manager is null)
        {
            leftOut.Add("a manager outside your view");
            query = query with { Manager = null };
        }

        var names = await divisions.RunAsync(viewer, ct);
        if (query.Division is { } division && !names.Contains(division))
        {
            leftOut.Add($"division '{division}'");
            query = query with { Division = null };
        }

        var rows = views.RowsOf(DowngradesQuery.List);
        var page = await list.RunAsync(viewer, query.Filter, new Page(query.Page, rows), ct);
        if (page.Refusal is null && page.Value is { Items.Count: 0, Total: > 0 })
        {
            leftOut.Add($"page {query.Page}");
            query = query with { Page = ((page.Value.Total - 1) / rows) + 1 };
            page = await list.RunAsync(viewer, query.Filter, new Page(query.Page, rows), ct);
        }

        if (page.Refusal is { } wrongFilter)
        {
            return wrongFilter;
        }

        var totals = await list.TotalsAsync(viewer, query.AllTabs, ct);
        var subtotals = query.GroupBy is { } by
            ? await groups.RunAsync(viewer, query.Filter, by, page.Value.Items, ct)
            : Array.Empty<RecommendationGroup>();
        var empty = page.Value.Total == 0;
        return (totals.Refusal ?? subtotals.Refusal) is { } refusal
            ? refusal
            : new DowngradesRead(
                query,
                leftOut,
                page.Value,
                subtotals.Value,
                totals.Value,
                [.. (await reviews.RunAsync(viewer, query.Platform, ct)).Where(review => review.Total > 0)],
                names,
                manager,
                viewer.Actor,
                empty ? await reach.RunAsync(viewer, ct) : Reach.Somebody,
                empty ? await NextImportAsync(viewer, ct) : null
            );
    }

    public async Task<IReadOnlyList<Manager>> ManagersAsync(string? text, string? platform, CancellationToken ct) =>
        await managers.RunAsync(await viewers.GetAsync(ct), text, platform, MostManagers, ct);

    public async Task<IReadOnlyList<RecommendationRow>> RowsAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        ids.Count == 0 ? [] : await list.SomeAsync(await viewers.GetAsync(ct), ids, ct);

    /// <summary>Rows of the whole list that the viewer may decide, at most <see cref="MostAtOnce"/>.</summary>
    public async Task<IReadOnlyList<RecommendationRow>> DecidableAsync(DowngradesQuery query, CancellationToken ct) =>
        await list.ExportAsync(await viewers.GetAsync(ct), query.Filter, ct).Where(row => row.MayDecide).Take(MostAtOnce).ToListAsync(ct);

    /// <summary>Rows of one group of the list that the viewer may decide, at most <see cref="MostAtOnce"/>.</summary>
    public async Task<IReadOnlyList<RecommendationRow>> DecidableAsync(
        DowngradesQuery query,
        RecommendationGroupKey group,
        CancellationToken ct
    ) =>
        await list.ExportAsync(await viewers.GetAsync(ct), query.Filter with { Group = group }, ct)
            .Where(row => row.MayDecide)
            .Take(MostAtOnce)
            .ToListAsync(ct);

    /// <summary>What would be lost, by the row's id.</summary>
    public async Task<IReadOnlyDictionary<Guid, Losses>> LossesAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await losses.RunAsync(await viewers.GetAsync(ct), ids, ct);

    /// <summary>What these rows save together, by platform.</summary>
    public async Task<IReadOnlyList<SelectionCash>> CashAsync(IReadOnlyCollection<Guid> ids, CancellationToken ct) =>
        await prices.RunAsync(await viewers.GetAsync(ct), [.. ids.Select(id => new RecommendationId(id))], ct);

    private async Task<DateTime?> NextImportAsync(Viewer viewer, CancellationToken ct) =>
        (await jobs.RunAsync(viewer, ct)).Where(job => job.Job == ImportKinds.Usage).Min(job => job.NextRunAt);
}
