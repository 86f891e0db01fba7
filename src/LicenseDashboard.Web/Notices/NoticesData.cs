using LicenseDashboard.Application.Notices;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Notices;

/// <summary>What one load of the page reads.</summary>
/// <param name="HeldBecause">Why nothing is sent; null if notices are sent.</param>
internal sealed record NoticesRead(PagedResult<DigestRow> Page, string? HeldBecause, bool MayOperate);

/// <summary>Reads and actions of the Notices page.</summary>
internal sealed class NoticesData(CurrentViewer viewers, DigestList list, SendAgain again, ListViews views)
{
    public static readonly ReadingList List = new("notices", Rows: 25);

    public async Task<Outcome<NoticesRead>> ReadAsync(NoticesQuery query, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        var page = await list.RunAsync(viewer, query.Platform, query.Status, query.Sort, new Page(query.Page, views.RowsOf(List)), ct);
        return page.Refusal is { } refusal ? refusal : new NoticesRead(page.Value, list.HeldBecause, viewer.Has(ViewerRoles.Administrator));
    }

    public async Task<Refusal?> SendAgainAsync(DigestRow digest, CancellationToken ct) =>
        (await again.RunAsync(await viewers.GetAsync(ct), digest.Id, ct)).Refusal;
}
