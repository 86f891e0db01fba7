using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Rightsizing.Guards;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>The result of a day's run.</summary>
internal sealed record AdvanceReport(ReclaimReport Rows, TakeReport Taken)
{
    /// <summary>For the summary of a run.</summary>
    public string Words =>
        $"Licenses: {Counts ?? "nothing changed"}."
        + Taken switch
        {
            { Stopped: > 0 } stopped =>
                $" Stopped at {EnglishText.Count(stopped.Stopped, "license", "licenses")}, more than the daily limit: "
                    + "an administrator has to decide.",
            { Dry: > 0 } dry => $" Dry run: {EnglishText.Count(dry.Dry)} would have been reclaimed.",
            _ => "",
        };

    private string? Counts =>
        EnglishText.Counts(
            (Rows.Raised, "newly inactive"),
            (Rows.Moved, "moved on"),
            (Rows.Withdrawn, "withdrawn"),
            (Taken.Taken, "reclaimed by policy")
        );
}

/// <summary>
/// The daily reclamation run for one platform: who is inactive, which step each row has reached, the vendor's reasons for absences, and
/// what a policy may take automatically. Depends only on stored facts and the day, so it can be killed and repeated at any point.
/// </summary>
internal sealed class AdvanceReclamations(
    IDbContextFactory<LicenseDb> dbs,
    Catalogue catalogue,
    ClientOwners owners,
    IVendorConnectors connectors,
    RaiseReclamations raise,
    TakeDueSeats take,
    RightsizingOptions limits,
    TimeProvider clock
)
{
    private const string Looking = "Reasons for absence";

    public async Task<AdvanceReport> RunAsync(Viewer viewer, string platformName, string run, JobProgress progress, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Name == platformName, ct);
        var today = platform.LocalDay(clock.GetUtcNow());
        progress.Report("Activity", 0, 0);
        var loaded = await LoadOrganization.ReadAsync(
            db,
            catalogue,
            platform,
            today,
            owners.ByPlatform.GetValueOrDefault(platformName),
            ct
        );
        var policies = await LoadPolicies.ReadAsync(db, platform.Key, ct);
        var rule = new ReclaimRule(loaded, policies, catalogue, today, limits);
        var result = rule.Apply();
        if (result.LateNote is null)
        {
            await LookUpAsync(platform, result, progress, ct);
        }

        var plan = rule.Plan(result, await ReclaimRows.ReadAsync(db, platform.Key, today, ct));
        progress.Report("Steps", 0, 0);
        var rows = await raise.RunAsync(viewer, platform, run, today, plan, rule.GraceOf, ct);
        return new AdvanceReport(rows, result.LateNote is null ? await take.RunAsync(platform, today, ct) : TakeReport.Nothing);
    }

    /// <summary>Reads the vendor's reason for people whose seat is due today and not protected, once a day each.</summary>
    private async Task LookUpAsync(Platform platform, InactivityResult result, JobProgress progress, CancellationToken ct)
    {
        var vendor = connectors.For(platform.Name);
        var today = result.Today;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var due = await (
            from one in db.ReclamationCases.AsNoTracking()
            join row in db.Recommendations.AsNoTracking() on one.RecommendationId equals row.Id
            where
                row.PlatformKey == platform.Key
                && row.Status == RecommendationStatus.Open
                && !one.IsLeaver
                && one.DueOn <= today
                && (one.VendorReadOn == null || one.VendorReadOn < today)
            orderby one.RecommendationId
            select new
            {
                one.RecommendationId,
                row.PersonKey,
                row.VendorId,
            }
        ).ToListAsync(ct);
        due.RemoveAll(one => !(result.Findings.TryGetValue(one.PersonKey, out var finding) && finding.Lane != Lane.Protected));
        for (var i = 0; i < due.Count; i++)
        {
            progress.Report(Looking, i, due.Count);
            var reason = await ReasonAsync(vendor, due[i].VendorId, ct);
            var id = due[i].RecommendationId;
            await db.InTransactionAsync(
                async token =>
                {
                    if (await db.ReclamationCases.SingleOrDefaultAsync(c => c.RecommendationId == id, token) is { } one)
                    {
                        one.Read(reason, today);
                        await db.SaveChangesAsync(token);
                    }
                },
                ct
            );
        }
    }

    private static async Task<string?> ReasonAsync(IVendorConnector vendor, string personId, CancellationToken ct)
    {
        try
        {
            return await vendor.Directory.StateReasonAsync(personId, RequestPriority.Ingest, ct) is { IsAbsence: true } found
                ? found.Reason
                : "";
        }
        catch (VendorException e) when (e.NotServed)
        {
            return null;
        }
    }
}
