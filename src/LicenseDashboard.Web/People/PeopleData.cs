using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.People;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.People;

/// <param name="Reach">Read only if no one is shown.</param>
internal sealed record PeopleRead(PagedResult<SeatHolder> Page, IReadOnlyList<string> Divisions, Reach Reach);

/// <summary>The reads of the People page and the search.</summary>
internal sealed class PeopleData(
    CurrentViewer viewers,
    SeatHolders holders,
    DivisionList divisions,
    ViewerReach reach,
    Catalogue catalogue,
    ListViews views
)
{
    public static readonly ReadingList List = new("people");

    public const int Hits = 8;

    public IReadOnlyList<Sku> Skus => catalogue.Skus;

    public async Task<PeopleRead> ReadAsync(PeopleQuery query, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        var page = await holders.RunAsync(viewer, query.Filter, new Page(query.Page, views.RowsOf(List)), ct);
        return new PeopleRead(
            page,
            await divisions.RunAsync(viewer, ct),
            page.Total > 0 ? Reach.Somebody : await reach.RunAsync(viewer, ct)
        );
    }

    public async Task<PagedResult<SeatHolder>> FindAsync(string text, string? platform, CancellationToken ct) =>
        await holders.RunAsync(
            await viewers.GetAsync(ct),
            new SeatHolderFilter { Text = text, Platform = platform },
            new Page(1, Hits),
            ct
        );
}
