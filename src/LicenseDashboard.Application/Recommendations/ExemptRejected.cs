using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>
/// Exempts the people whose recommendation was rejected, because they are needed in the season: a rejection alone covers one
/// recommendation, and the forecast does not count them.
/// </summary>
public sealed class ExemptRejected(IDbContextFactory<LicenseDb> dbs, AssignExemptions assign)
{
    public const string Tag = ExemptionTag.SeasonalBurst;

    /// <summary>True if the viewer may assign tags, as the use case itself checks.</summary>
    public static bool IsFor(Viewer viewer) => viewer.MayOperate;

    /// <param name="rows">Rows of people visible to the viewer; others are left out.</param>
    /// <param name="why">The reason of the rejection.</param>
    public async Task<Outcome<AssignReport>> RunAsync(Viewer viewer, IReadOnlyCollection<Guid> rows, string why, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!IsFor(viewer))
        {
            return Refusal.Forbidden(ExemptionRun.MayNot);
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        List<RecommendationId> ids = [.. rows.Select(id => new RecommendationId(id))];
        var people = await (
            from row in db.Recommendations.AsNoTracking()
            join platform in db.Platforms on row.PlatformKey equals platform.Key
            where ids.Contains(row.Id)
            select new { Platform = platform.Name, row.VendorId }
        ).ToListAsync(ct);
        var report = new AssignReport(0, 0);
        foreach (var same in people.GroupBy(one => one.Platform))
        {
            foreach (var some in same.Select(one => one.VendorId).Distinct().Chunk(AssignExemptions.MostPeople))
            {
                var set = await assign.RunAsync(viewer, same.Key, Tag, some, new ExemptionRequest(null, null, why), ct);
                if (set.Refusal is { } refusal)
                {
                    return refusal;
                }

                report = new AssignReport(report.Set + set.Value.Set, report.Already + set.Value.Already);
            }
        }

        return report;
    }
}
