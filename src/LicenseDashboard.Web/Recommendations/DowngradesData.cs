using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Reviews;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>What one load of the page reads.</summary>
public sealed record DowngradesRead(
    PagedResult<RecommendationRow> Page, RecommendationTotal[] Totals, IReadOnlyList<ReviewStanding> Reviews, IReadOnlyList<string> Divisions);

/// <summary>The reads of the Downgrades page behind one door, each with its own context.</summary>
public sealed class DowngradesData(CurrentViewer viewers, RecommendationList list, ReviewProgress reviews, DivisionList divisions)
{
    public async Task<Outcome<DowngradesRead>> ReadAsync(DowngradesQuery query, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        var page = await list.RunAsync(viewer, query.Filter, query.PageOfList, ct);
        if (page.Refusal is { } wrongFilter)
        {
            return wrongFilter;
        }

        var totals = await list.TotalsAsync(viewer, query.AllTabs, ct);
        return totals.Refusal is { } refusal
            ? refusal
            : new DowngradesRead(page.Value, totals.Value, await reviews.RunAsync(viewer, null, ct), await divisions.RunAsync(viewer, ct));
    }
}
