using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Ui.Lists;

namespace LicenseDashboard.Web.Utilization;

/// <param name="Problem">What is wrong with the request, such as a manager the viewer can't see; everything else is null then.</param>
/// <param name="Curve">Null if levels aren't kept for this filter.</param>
/// <param name="OpenAlerts">Their IDs, from memory: the history is read again only when they change.</param>
/// <param name="Reach">Read only if no one is shown.</param>
internal sealed record UtilizationRead(
    Refusal? Problem,
    UtilizationNow? Now,
    UtilizationCurve? Curve,
    PagedResult<LivePersonRow>? People,
    PagedResult<PoolAlertRow>? Alerts,
    IReadOnlyList<int> OpenAlerts,
    IReadOnlyList<string> Divisions,
    Manager? Manager,
    Reach Reach
);

/// <summary>The reads of the Utilization page.</summary>
internal sealed class UtilizationData(
    CurrentViewer viewers,
    IUtilization utilization,
    DivisionList divisions,
    ManagerList managers,
    ViewerReach reach,
    Catalogue catalogue,
    ListViews views
)
{
    public static readonly ReadingList PeopleList = new("signed-in", 25);
    public static readonly ReadingList AlertList = new("alerts", 25);

    private const int ManagerHits = 8;

    public IReadOnlyList<Sku> Tiers => [.. catalogue.Bases];

    /// <param name="last">The last read of this page: what changes slowly is taken from it.</param>
    /// <param name="isTick">True if nothing but the figures may have changed since <paramref name="last"/>.</param>
    public async Task<UtilizationRead> ReadAsync(UtilizationAddress address, UtilizationRead? last, bool isTick, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        var now = await utilization.NowAsync(viewer, address.Now, ct);
        if (now.Refusal is { } refusal)
        {
            return new(refusal, null, null, null, null, [], await divisions.RunAsync(viewer, ct), null, await reach.RunAsync(viewer, ct));
        }

        var people = await utilization.PeopleAsync(viewer, address.People, new Page(address.Page, views.RowsOf(PeopleList)), ct);
        var open = (await utilization.OpenAlertsAsync(viewer, ct)).Select(alert => alert.Id).ToList();
        var known = isTick && last?.Now is not null;
        return new(
            null,
            now.Value,
            address.HasCurve ? await CurveAsync(viewer, address, ct) : null,
            people.Refusal is null ? people.Value : null,
            known && last!.OpenAlerts.SequenceEqual(open) ? last.Alerts : await AlertsAsync(viewer, address, ct),
            open,
            known ? last!.Divisions : await divisions.RunAsync(viewer, ct),
            known ? last!.Manager
                : address.Manager is { } manager ? await managers.OneAsync(viewer, manager, ct)
                : null,
            now.Value.People > 0 || address.IsNarrowed ? Reach.Somebody : await reach.RunAsync(viewer, ct)
        );
    }

    public async Task<IReadOnlyList<Manager>> FindManagersAsync(string text, string? platform, CancellationToken ct) =>
        await managers.RunAsync(await viewers.GetAsync(ct), text, platform, ManagerHits, ct);

    private async Task<UtilizationCurve?> CurveAsync(Viewer viewer, UtilizationAddress address, CancellationToken ct)
    {
        var curve = await utilization.CurveAsync(viewer, address.Curve, ct);
        return curve.Refusal is null ? curve.Value : null;
    }

    private async Task<PagedResult<PoolAlertRow>?> AlertsAsync(Viewer viewer, UtilizationAddress address, CancellationToken ct)
    {
        var page = new Page(address.AlertPage, views.RowsOf(AlertList));
        var alerts = await utilization.AlertsAsync(viewer, new AlertQuery { Platform = address.Platform }, page, ct);
        return alerts.Refusal is null ? alerts.Value : null;
    }
}
