using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Utilization;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Utilization;

/// <summary>Alerts of pools. They are counts without names, so managers see them too: they are the ones to be warned.</summary>
internal sealed class ReadAlerts(IDbContextFactory<LicenseDb> dbs, OpenPoolAlerts open)
{
    public async Task<PagedResult<PoolAlertRow>> RunAsync(AlertQuery query, Page page, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows =
            from alert in db.PoolAlerts.AsNoTracking()
            join platform in db.Platforms on alert.PlatformKey equals platform.Key
            where query.Platform == null || platform.Name == query.Platform
            where query.Sku == null || alert.Sku == query.Sku
            where query.Open == null || (alert.ClearedAt == null) == query.Open
            select new
            {
                Alert = alert,
                Platform = platform.Name,
                Division = db.Divisions.Where(d => d.Key == alert.DivisionKey).Select(d => d.Name).FirstOrDefault(),
            };
        var total = await rows.CountAsync(ct);
        var items = await rows.OrderBy(row => row.Alert.ClearedAt != null)
            .ThenByDescending(row => row.Alert.RaisedAt)
            .ThenByDescending(row => row.Alert.Threshold)
            .ThenByDescending(row => row.Alert.Key)
            .Skip(page.Skip)
            .Take(page.Take)
            .ToListAsync(ct);
        return new PagedResult<PoolAlertRow>([.. items.Select(row => Row(row.Alert, row.Platform, row.Division))], total, page);
    }

    public async Task<IReadOnlyList<PoolAlertRow>> OpenAsync(IReadOnlyList<LivePicture> pictures, CancellationToken ct)
    {
        var rows = new List<PoolAlertRow>();
        foreach (var picture in pictures)
        {
            rows.AddRange(
                (await open.ListAsync(picture, ct)).Select(alert =>
                    Row(alert, picture.Roster.Platform.Name, picture.Roster.Divisions.GetValueOrDefault(alert.DivisionKey))
                )
            );
        }

        return [.. rows.OrderByDescending(row => row.Threshold).ThenByDescending(row => row.RaisedAt).ThenByDescending(row => row.Id)];
    }

    private static PoolAlertRow Row(PoolAlert alert, string platform, string? division) =>
        new(
            alert.Key,
            platform,
            alert.Sku,
            alert.DivisionKey == PoolAlert.AllDivisions ? null : division,
            alert.Threshold,
            alert.Used,
            alert.Entitled,
            alert.Peak,
            alert.ByRole,
            alert.RaisedAt,
            alert.ClearedAt
        );
}
