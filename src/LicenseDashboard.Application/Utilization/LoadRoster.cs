using System.Globalization;
using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Utilization;

/// <summary>Reads who is there to be counted, what they hold and what is contracted. Each table is read once.</summary>
internal sealed class LoadRoster(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, UtilizationOptions options, TimeProvider clock)
{
    /// <summary>Changes with an import, a confirmed change of a seat, an answer about roles, a check, a contract and a new day.</summary>
    public static async Task<string> StampAsync(LicenseDb db, Platform platform, DateOnly today, CancellationToken ct)
    {
        var key = platform.Key;
        var imported = await db
            .ImportRuns.Where(r => r.PlatformKey == key && r.Kind == ImportKinds.Directory && r.Status == RunStatus.Succeeded)
            .MaxAsync(r => r.EndedAt, ct);
        var seen = await db.People.Where(p => p.PlatformKey == key).MaxAsync(p => p.SeatSeenAt, ct);
        var answered = await db.InferAnswers.Where(a => a.PlatformKey == key).MaxAsync(a => (DateTime?)a.AskedAt, ct);
        var contracts = await LoadContracts.StampAsync(db, key, ct);
        var checkedAt = await db.PlatformChecks.Where(c => c.PlatformKey == key).MaxAsync(c => c.ReportedAt, ct);
        return string.Create(CultureInfo.InvariantCulture, $"{imported:O} {seen:O} {answered:O} {checkedAt:O} {contracts} {today:O}");
    }

    public async Task<LiveRoster> RunAsync(Platform platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var today = platform.LocalDay(clock.GetUtcNow());
        var stamp = await StampAsync(db, platform, today, ct);
        var agreed = AgreedLine.On(await LoadContracts.OfAsync(db, platform.Key, ct), today);
        var divisions = await db.Divisions.Where(d => d.PlatformKey == platform.Key).ToDictionaryAsync(d => d.Key, d => d.Name, ct);
        var holders = await LicenseHolders.ReadAsync(db, catalogue, platform, agreed, ct);
        var departments = new Dictionary<string, ushort>(StringComparer.Ordinal) { [""] = 0 };
        var people = await db
            .People.Where(p => p.PlatformKey == platform.Key && p.State == PersonState.Active)
            .OrderBy(p => p.Name)
            .ThenBy(p => p.Key)
            .Select(p => new
            {
                p.Key,
                p.Position,
                p.DivisionKey,
                p.ManagerKey,
                p.Department,
            })
            .ToListAsync(ct);
        var places = new LivePlace[people.Count];
        for (var rank = 0; rank < people.Count; rank++)
        {
            var person = people[rank];
            places[rank] = new LivePlace(
                person.Position,
                person.Key,
                person.DivisionKey ?? 0,
                person.ManagerKey ?? 0,
                rank,
                holders.Of(person.Key),
                IndexOf(departments, person.Department?.Trim() ?? "")
            );
        }

        Array.Sort(places, (a, b) => a.Position != b.Position ? a.Position.CompareTo(b.Position) : a.Key.CompareTo(b.Key));
        var entitled = agreed
            .Where(line => line.Terms.Basis != LineBasis.Hourly)
            .ToDictionary(line => line.Terms.Sku, line => line.Terms.Committed + line.Terms.Included);
        var bases = entitled.Where(line => catalogue.Find(line.Key) is { IsBase: true }).ToList();
        return new LiveRoster(platform, stamp, places)
        {
            Licenses = holders.Licenses,
            Departments = [.. departments.OrderBy(each => each.Value).Select(each => each.Key)],
            Divisions = divisions,
            Tiers = holders.Source,
            Pools = PoolsOf(platform, entitled, divisions),
            Entitled = entitled,
            EntitledBases = bases.Count > 0 ? bases.Sum(line => line.Value) : null,
        };
    }

    private List<LivePool> PoolsOf(Platform platform, Dictionary<string, int> entitled, Dictionary<int, string> divisions) =>
        [
            .. entitled
                .Where(line => line.Value > 0)
                .OrderBy(line => line.Key, StringComparer.Ordinal)
                .Select(line => new LivePool(line.Key, 0, null, line.Value)),
            .. options
                .Pools.Where(pool => pool.Platform is null || pool.Platform == platform.Name)
                .SelectMany(pool =>
                    divisions
                        .Where(division => string.Equals(division.Value, pool.Division, StringComparison.OrdinalIgnoreCase))
                        .Select(division => new LivePool(pool.Sku, division.Key, division.Value, pool.Seats))
                ),
        ];

    /// <summary>Departments beyond the 65,535th count as none. No real directory has that many.</summary>
    private static ushort IndexOf(Dictionary<string, ushort> known, string name) =>
        known.TryGetValue(name, out var index) ? index
        : known.Count < ushort.MaxValue ? known[name] = (ushort)known.Count
        : (ushort)0;
}
