using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>Rows compared, and rows that differed from the facts.</summary>
internal sealed record RollupReport(int FeatureUses, int WrongFeatureUses, int PersonDays, int WrongPersonDays)
{
    public bool Agrees => WrongFeatureUses == 0 && WrongPersonDays == 0;
}

/// <summary>Checks the rollups against the facts and repairs them on request. Must not run beside an ingest.</summary>
internal sealed class RebuildRollups(IDbContextFactory<LicenseDb> dbs, ILicenseDbProvider provider)
{
    public async Task<Outcome<RollupReport>> RunAsync(Viewer viewer, bool repair, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.MayOperate)
        {
            return Refusal.Forbidden("Only administrators can rebuild rollups.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        await using var bulk = provider.OpenBulk(db);
        var (uses, wrongUses) = await FeatureUsesAsync(db, bulk, repair, ct);
        var (days, wrongDays) = (0, 0);
        foreach (var platform in await db.Platforms.AsNoTracking().ToListAsync(ct))
        {
            var (compared, wrong) = await PersonDaysAsync(db, bulk, platform, repair, ct);
            (days, wrongDays) = (days + compared, wrongDays + wrong);
        }

        return new RollupReport(uses, wrongUses, days, wrongDays);
    }

    private static async Task<(int Compared, int Wrong)> FeatureUsesAsync(LicenseDb db, IBulkWriter bulk, bool repair, CancellationToken ct)
    {
        var facts = await db
            .UsageDays.GroupBy(day => new { day.PersonKey, day.FeatureKey })
            .Select(days => new
            {
                days.Key.PersonKey,
                days.Key.FeatureKey,
                Last = days.Max(day => day.Day),
                First = days.Min(day => day.Day),
            })
            .ToDictionaryAsync(use => (use.PersonKey, use.FeatureKey), use => (use.Last, use.First), ct);
        var stored = await db
            .FeatureUses.AsNoTracking()
            .ToDictionaryAsync(use => (use.PersonKey, use.FeatureKey), use => (use.LastUsedOn, use.FirstUsedOn), ct);
        var wrong = facts.Where(fact => !stored.TryGetValue(fact.Key, out var use) || use != fact.Value).OrderBy(fact => fact.Key).ToList();
        var gone = stored.Keys.Where(key => !facts.ContainsKey(key)).Order().ToList();
        foreach (var some in repair ? gone.Chunk(IBulkWriter.RowsPerTransaction) : [])
        {
            await bulk.InTransactionAsync(
                async token =>
                    await bulk.DeleteAsync(
                        FactShapes.FeatureUses,
                        some.SelectMany(key => (long[])[key.PersonKey, key.FeatureKey]).ToArray(),
                        token
                    ),
                ct
            );
        }

        foreach (var some in repair ? wrong.Chunk(IBulkWriter.RowsPerTransaction) : [])
        {
            var cells = some.SelectMany(use => (long[])[use.Key.PersonKey, use.Key.FeatureKey, use.Value.Last, use.Value.First]).ToArray();
            await bulk.InTransactionAsync(async token => await bulk.UpsertAsync(FactShapes.FeatureUses, cells, token), ct);
        }

        return (facts.Count, wrong.Count + gone.Count);
    }

    private static async Task<(int Compared, int Wrong)> PersonDaysAsync(
        LicenseDb db,
        IBulkWriter bulk,
        Platform platform,
        bool repair,
        CancellationToken ct
    )
    {
        var people = await db.People.Where(person => person.PlatformKey == platform.Key).Select(person => person.Key).ToHashSetAsync(ct);
        var rollup = new PresenceRollup(db, bulk, platform.Zone, people);
        var stored = await rollup.StoredAsync(ct);
        var facts = await rollup.FromSessionsAsync(people, ct);
        var changes = stored
            .Keys.Concat(facts.Keys)
            .Distinct()
            .Order()
            .Select(person =>
                PresenceRollup.Change(
                    person,
                    facts.GetValueOrDefault(person),
                    stored.GetValueOrDefault(person),
                    stored.TryGetValue(person, out var held) ? held[PresenceRollup.OnQueue] : BulkShape.Null
                )
            )
            .OfType<DaysChange>()
            .ToList();
        foreach (var some in repair ? changes.Chunk(IBulkWriter.RowsPerTransaction) : [])
        {
            await bulk.InTransactionAsync(async token => await PresenceRollup.WriteAsync(bulk, some, token), ct);
        }

        return (facts.Count, changes.Count);
    }
}
