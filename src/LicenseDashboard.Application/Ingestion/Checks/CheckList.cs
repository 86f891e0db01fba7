using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion.Checks;

/// <summary>The state of one platform's check. Instants are UTC.</summary>
/// <param name="Running">
/// True while a run is in progress; <paramref name="Done"/> of <paramref name="Total"/> questions are answered.
/// </param>
/// <param name="Failure">Why the last run has no result; empty if it has one or is in progress.</param>
/// <param name="NextAt">When the next run may start; null means now.</param>
/// <param name="Report">The last result, regardless of later runs.</param>
/// <param name="MostRequests">Maximum number of requests per run.</param>
public sealed record CheckRow(
    string Platform,
    bool Running,
    DateTime? StartedAt,
    string StartedBy,
    int Done,
    int Total,
    string Failure,
    DateTime? NextAt,
    CheckReport? Report,
    DateTime? ReportedAt,
    string ReportedBy,
    int MostRequests,
    TimeSpan LongestRun
);

/// <param name="MayStart">True if the viewer may start one; others only see results.</param>
public sealed record CheckRead(IReadOnlyList<CheckRow> Platforms, bool MayStart);

/// <summary>
/// All configured platforms that can be checked. For administrators and auditors only, because results name divisions and quote the
/// vendor.
/// </summary>
public sealed class CheckList(
    IReadOnlyList<PlatformSeed> configured,
    IVendorConnectors vendors,
    IDbContextFactory<LicenseDb> dbs,
    TimeProvider clock
)
{
    public async Task<Outcome<CheckRead>> RunAsync(Viewer viewer, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.Has(ViewerRoles.Administrator | ViewerRoles.Auditor))
        {
            return Refusal.Forbidden("Only administrators and auditors can view the results of a check.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var rows = await (
            from platform in db.Platforms.AsNoTracking()
            join check in db.PlatformChecks.AsNoTracking() on platform.Key equals check.PlatformKey
            select new { platform.Name, check }
        ).ToDictionaryAsync(each => each.Name, each => each.check, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        List<CheckRow> list = [];
        foreach (var settings in configured)
        {
            if (vendors.For(settings.Name).Check is { } check)
            {
                list.Add(Row(settings.Name, rows.GetValueOrDefault(settings.Name) ?? new PlatformCheck { PlatformKey = 0 }, check, now));
            }
        }

        return new CheckRead(list, viewer.Has(ViewerRoles.Administrator));
    }

    private static CheckRow Row(string platform, PlatformCheck row, ICheckVendor check, DateTime now) =>
        new(
            platform,
            row.IsRunning(now),
            row.StartedAt,
            row.StartedBy,
            row.Done,
            row.Total,
            row.BrokeOff(now) ? "The check was interrupted by a restart." : row.Failure,
            row.NextAt(now),
            row.Report is { } json ? CheckReport.Parse(json) : null,
            row.ReportedAt,
            row.ReportedBy,
            check.MostRequests,
            check.LongestRun
        );
}
