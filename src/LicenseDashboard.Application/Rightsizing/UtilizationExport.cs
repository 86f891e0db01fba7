using System.Runtime.CompilerServices;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Rightsizing;

/// <summary>One person, for utilization exports.</summary>
/// <param name="UserId">The vendor's ID.</param>
/// <param name="Held">SKU IDs, base first.</param>
/// <param name="Usage">
/// In feature order: number of uses within the window of the feature or after it; null if unknown. Being planned counts once.
/// </param>
public sealed record UtilizationRow(string UserId, IReadOnlyList<string> Held, IReadOnlyList<(string Feature, long? Count)> Usage);

/// <summary>
/// All visible people with what they hold and use, one row each, by platform and person. Rollups are read once, as in an evaluation;
/// facts are summed by the database in one pass and streamed beside them.
/// </summary>
public sealed class UtilizationExport(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    /// <param name="platform">Key of a platform; null means all.</param>
    public async IAsyncEnumerable<UtilizationRow> RunAsync(Viewer viewer, string? platform, [EnumeratorCancellation] CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        foreach (
            var one in await db
                .Platforms.AsNoTracking()
                .Where(p => platform == null || p.Name == platform)
                .OrderBy(p => p.Key)
                .ToListAsync(ct)
        )
        {
            await foreach (var row in OfPlatformAsync(viewer, one, ct))
            {
                yield return row;
            }
        }
    }

    private async IAsyncEnumerable<UtilizationRow> OfPlatformAsync(
        Viewer viewer,
        Platform platform,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var today = platform.LocalDay(clock.GetUtcNow());
        var loaded = await LoadOrganization.ReadAsync(db, catalogue, platform, today, clientOwner: null, ct);
        var ids = await db
            .People.VisibleTo(viewer)
            .Where(p => p.PlatformKey == platform.Key)
            .Select(p => new { p.Key, p.VendorId })
            .ToDictionaryAsync(p => p.Key, p => p.VendorId, ct);
        var reading = new FeatureReading(loaded.Facts, today);
        var seats = new SeatReading(catalogue, loaded.Facts.Definitions);
        var keys = await db.Features.Where(f => f.PlatformKey == platform.Key).ToDictionaryAsync(f => f.Name, f => f.Key, ct);
        await using var sums = Sums(db, catalogue, keys, loaded.People.Select(person => reading.Of(person)).FirstOrDefault() ?? [])
            .GetAsyncEnumerator(ct);
        var more = await sums.MoveNextAsync();
        foreach (var person in loaded.People)
        {
            var counts = new Dictionary<int, long>();
            for (; more && sums.Current.PersonKey <= person.Key; more = await sums.MoveNextAsync())
            {
                if (sums.Current.PersonKey == person.Key)
                {
                    counts[sums.Current.FeatureKey] = sums.Current.Count;
                }
            }

            if (ids.TryGetValue(person.Key, out var id))
            {
                yield return new UtilizationRow(
                    id,
                    seats.Read(person.Skus.Select(sku => sku.Id)),
                    [.. reading.Of(person).Select(fact => (fact.Key, CountOf(fact, counts, keys)))]
                );
            }
        }
    }

    private static long? CountOf(FeatureFact fact, Dictionary<int, long> counts, Dictionary<string, int> keys) =>
        fact.State switch
        {
            FeatureState.Unknown => null,
            FeatureState.Unused => 0,
            FeatureState.Used => Math.Max(1, keys.TryGetValue(fact.Key, out var key) ? counts.GetValueOrDefault(key) : 0),
        };

    /// <summary>
    /// By person, with each feature over its own window. Windows end at C of their streams and therefore start on the same day for
    /// everybody.
    /// </summary>
    private static IAsyncEnumerable<Sum> Sums(
        LicenseDb db,
        Catalogue catalogue,
        Dictionary<string, int> keys,
        IReadOnlyList<FeatureFact> windows
    )
    {
        var parts = windows
            .Where(window => keys.ContainsKey(window.Key) && catalogue.Feature(window.Key) is not null)
            .Select(window =>
            {
                var (key, from) = (keys[window.Key], FactDay.Of(window.From ?? DateOnly.MaxValue));
                return db.UsageDays.Where(d => d.FeatureKey == key && d.Day >= from);
            })
            .ToList();
        return parts.Count == 0
            ? AsyncEnumerable.Empty<Sum>()
            : parts
                .Aggregate((all, part) => all.Concat(part))
                .GroupBy(d => new { d.PersonKey, d.FeatureKey })
                .Select(g => new Sum
                {
                    PersonKey = g.Key.PersonKey,
                    FeatureKey = g.Key.FeatureKey,
                    Count = g.Sum(d => (long)d.Count),
                })
                .OrderBy(sum => sum.PersonKey)
                .ThenBy(sum => sum.FeatureKey)
                .AsNoTracking()
                .AsAsyncEnumerable();
    }

    private sealed class Sum
    {
        public required int PersonKey { get; init; }

        public required int FeatureKey { get; init; }

        public required long Count { get; init; }
    }
}
