using System.Globalization;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Utilization;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Utilization;

/// <summary>Alerts of pools. They are counts without names, so managers see them too: they are the ones to be warned.</summary>
internal sealed class ReadAlerts(IDbContextFactory<LicenseDb> dbs, OpenPoolAlerts open)
{
    public async Task<Outcome<PagedResult<PoolAlertRow>>> RunAsync(AlertQuery query, Page page, CancellationToken ct)
    {
        var before = int.MaxValue;
        if (page.After is { } after && !int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            return Refusal.Invalid("after is not a next value of this list. Start from the first page.", "after");
        }

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
        var items = await rows.Where(row => row.Alert.Key < before)
            .OrderByDescending(row => row.Alert.Key)
            .Skip(page.After is null ? page.Skip : 0)
            .Take(page.Take + 1)
            .ToListAsync(ct);
        List<PoolAlertRow> shown = [.. items.Take(page.Take).Select(row => Row(row.Alert, row.Platform, row.Division))];
        return new PagedResult<PoolAlertRow>(shown, total, page)
        {
            Next = items.Count > page.Take ? shown[^1].Id.ToString(CultureInfo.InvariantCulture) : null,
        };
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
