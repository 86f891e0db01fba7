using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>What the people of several rows would lose, for approvals and exports.</summary>
public sealed class RecommendationLosses(IDbContextFactory<LicenseDb> dbs)
{
    /// <summary>By row ID, without rows the viewer may not see.</summary>
    public async Task<IReadOnlyDictionary<Guid, Losses>> RunAsync(Viewer viewer, IReadOnlyCollection<Guid> ids, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        List<RecommendationId> wanted = [.. ids.Select(id => new RecommendationId(id))];
        var rows = await db
            .Recommendations.AsNoTracking()
            .VisibleTo(viewer)
            .Where(r => wanted.Contains(r.Id))
            .Join(
                db.RecommendationEvidence,
                r => r.Id,
                e => e.RecommendationId,
                (r, e) =>
                    new
                    {
                        r.Id,
                        r.PlatformKey,
                        e.Json,
                    }
            )
            .ToListAsync(ct);
        var platforms = rows.Select(row => row.PlatformKey).Distinct().ToList();
        var named = await db
            .Divisions.AsNoTracking()
            .Where(d => platforms.Contains(d.PlatformKey))
            .Select(d => new
            {
                d.PlatformKey,
                d.VendorId,
                d.Name,
            })
            .ToListAsync(ct);
        var divisions = named
            .GroupBy(d => d.PlatformKey)
            .ToDictionary(same => same.Key, same => same.ToDictionary(d => d.VendorId, d => d.Name, StringComparer.Ordinal));
        return rows.ToDictionary(
            row => row.Id.Value,
            row => Losses.Of(EvidenceJson.Read(row.Json), divisions.GetValueOrDefault(row.PlatformKey) ?? [])
        );
    }
}
