using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Rightsizing;

/// <summary>The data that the rows of one platform are based on.</summary>
/// <param name="AuditedViews">Features whose views the organization audits, so that viewing counts as use.</param>
/// <param name="UnconfirmedRoleSets">
/// Role sets left by plans that the vendor has not been asked about yet; their rows stay in review.
/// </param>
public sealed record PlatformFreshness(
    string Platform,
    DateOnly Today,
    string TimeZone,
    IReadOnlyList<StreamFreshness> Streams,
    IReadOnlyList<HiddenDivision> Hidden,
    IReadOnlyList<MarkedDivision> Idle,
    IReadOnlyList<string> AuditedViews,
    DateOnly? FirstSnapshotOn,
    bool BackfillComplete,
    int UnconfirmedRoleSets
);

/// <summary>How reliable the facts of each platform are. Contains no personal data, so every viewer may read it.</summary>
public sealed class FreshnessReport(IDbContextFactory<LicenseDb> dbs, Freshness freshness, SignalMap map, TimeProvider clock)
{
    /// <param name="platform">Key of a platform; null means all.</param>
    public async Task<IReadOnlyList<PlatformFreshness>> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        var streams = await freshness.RunAsync(viewer, ct);
        var hidden = await freshness.HiddenDivisionsAsync(viewer, ct);
        var idle = await freshness.IdleDivisionsAsync(viewer, ct);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var reports = new List<PlatformFreshness>();
        foreach (
            var one in await db
                .Platforms.AsNoTracking()
                .Where(p => platform == null || p.Name == platform)
                .OrderBy(p => p.Key)
                .ToListAsync(ct)
        )
        {
            List<StreamFreshness> mine = [.. streams.Where(stream => stream.Platform == one.Name)];
            reports.Add(
                new PlatformFreshness(
                    one.Name,
                    one.LocalDay(clock.GetUtcNow()),
                    one.TimeZone,
                    mine,
                    [.. hidden.Where(division => division.Platform == one.Name)],
                    [.. idle.Where(division => division.Platform == one.Name)],
                    [.. AuditedViews(mine)],
                    one.FirstSnapshotOn,
                    one.BackfillComplete,
                    await db
                        .PersonVerdicts.Where(v => v.PlatformKey == one.Key && v.UnconfirmedRoles != null)
                        .Select(v => v.UnconfirmedRoles)
                        .Distinct()
                        .CountAsync(ct)
                )
            );
        }

        return reports;
    }

    /// <summary>As in the rules: every service audited for the feature must audit its views, too.</summary>
    private IEnumerable<string> AuditedViews(List<StreamFreshness> streams) =>
        map
            .Catalogue.Features.Where(feature => feature.Stream == StreamKind.Audits)
            .Where(feature =>
                map.DayStreamsOf(feature)
                    .Select(name => streams.Find(stream => stream.Stream == name))
                    .OfType<StreamFreshness>()
                    .Where(stream => stream.State == StreamState.Served)
                    .ToList()
                    is { Count: > 0 } served
                && served.TrueForAll(stream => stream.AuditsViews)
            )
            .Select(feature => feature.Key);
}
