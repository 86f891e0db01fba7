using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>What policies did automatically.</summary>
/// <param name="Dry">Seats they would have taken.</param>
/// <param name="Stopped">Seats beyond a limit that wait for an administrator.</param>
internal sealed record TakeReport(int Taken, int Dry, int Stopped)
{
    public static TakeReport Nothing { get; } = new(0, 0, 0);
}

/// <summary>
/// The end of grace with an automatic policy: first a dry-run cycle, then approvals with the policy as the author, up to its daily limit.
/// Takes ready rows only; anything doubtful waits for a person.
/// </summary>
internal sealed class TakeDueSeats(IDbContextFactory<LicenseDb> dbs, ApproveRecommendation approve, TimeProvider clock)
{
    public const string ActorPrefix = "policy:";

    private const string Unkept = "Inactive, and no one kept the license during the grace period.";

    public static Viewer Author(ReclamationPolicy policy) =>
        Viewer.Standing(
            "Reclamation policy",
            FormattableString.Invariant($"{ActorPrefix}reclamation/{policy.PlatformKey}/{policy.DivisionKey}")
        );

    public async Task<TakeReport> RunAsync(Platform platform, DateOnly today, CancellationToken ct)
    {
        var report = TakeReport.Nothing;
        await using var db = await dbs.CreateDbContextAsync(ct);
        var all = await db.ReclamationPolicies.AsNoTracking().Where(p => p.PlatformKey == platform.Key).ToListAsync(ct);
        foreach (var policy in all.Where(policy => policy.Mode == ReclamationMode.Automatic))
        {
            var (decided, due) = await DecideAsync(policy.Key, today, ct);
            report = decided switch
            {
                AutomaticRun.Take => report with { Taken = report.Taken + await ApproveAsync(policy, due, Unkept, ct) },
                AutomaticRun.Dry => report with { Dry = report.Dry + due.Count },
                AutomaticRun.Stopped => report with { Stopped = report.Stopped + due.Count },
                AutomaticRun.None => report,
            };
        }

        return report;
    }

    /// <summary>Rows that the policy may take: due, ready and open.</summary>
    public static async Task<List<(RecommendationId Id, int Version)>> DueAsync(
        LicenseDb db,
        ReclamationPolicy policy,
        DateOnly today,
        CancellationToken ct
    )
    {
        var divisions = await db
            .ReclamationPolicies.Where(p => p.PlatformKey == policy.PlatformKey && p.DivisionKey != ReclamationPolicy.WholePlatform)
            .Select(p => p.DivisionKey)
            .ToListAsync(ct);
        var rows =
            from one in db.ReclamationCases.AsNoTracking()
            join row in db.Recommendations.AsNoTracking() on one.RecommendationId equals row.Id
            join person in db.People.AsNoTracking() on row.PersonKey equals person.Key
            where
                row.PlatformKey == policy.PlatformKey
                && row.Status == RecommendationStatus.Open
                && row.Lane == Lane.Ready
                && !one.IsLeaver
                && one.DueOn <= today
            select new
            {
                row.Id,
                row.Version,
                person.DivisionKey,
            };
        var found = await (
            policy.DivisionKey == ReclamationPolicy.WholePlatform
                ? rows.Where(r => r.DivisionKey == null || !divisions.Contains(r.DivisionKey.Value))
                : rows.Where(r => r.DivisionKey == policy.DivisionKey)
        )
            .OrderBy(r => r.Id)
            .ToListAsync(ct);
        return found.ConvertAll(r => (r.Id, r.Version));
    }

    /// <summary>Rows that someone decided in the meantime, or that became doubtful, are skipped.</summary>
    public async Task<int> ApproveAsync(
        ReclamationPolicy policy,
        IEnumerable<(RecommendationId Id, int Version)> due,
        string why,
        CancellationToken ct
    )
    {
        var taken = 0;
        foreach (var (id, version) in due)
        {
            taken += (await approve.RunAsync(Author(policy), id, version, why, ct)).Refusal is null ? 1 : 0;
        }

        return taken;
    }

    private async Task<(AutomaticRun Run, List<(RecommendationId Id, int Version)> Due)> DecideAsync(
        int policyKey,
        DateOnly today,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync(
            async token =>
            {
                var policy = await db.ReclamationPolicies.SingleAsync(p => p.Key == policyKey, token);
                var due = await DueAsync(db, policy, today, token);
                var author = Author(policy).Actor;
                var takenToday = await db.Recommendations.CountAsync(
                    r => r.PlatformKey == policy.PlatformKey && r.DecidedBy == author && r.DecidedOn == today,
                    token
                );
                var run = policy.Run(due.Count, takenToday, today);
                if (run == AutomaticRun.Dry)
                {
                    var ids = due.Select(one => one.Id).ToList();
                    foreach (var one in await db.ReclamationCases.Where(c => ids.Contains(c.RecommendationId)).ToListAsync(token))
                    {
                        one.ShownDry(today);
                    }
                }

                await db.AppendAsync(run is AutomaticRun.Dry or AutomaticRun.Stopped ? [Entry(policy, run, due.Count)] : [], token);
                return (run, due);
            },
            ct
        );
    }

    private AuditEntry Entry(ReclamationPolicy policy, AutomaticRun run, int seats) =>
        new()
        {
            At = clock.GetUtcNow().UtcDateTime,
            Actor = Author(policy).Actor,
            Action = run == AutomaticRun.Dry ? "policy.dry-run" : "policy.stopped",
            Subject = FormattableString.Invariant($"reclamation-policy:{policy.PlatformKey}/{policy.DivisionKey}"),
            PlatformKey = policy.PlatformKey,
            Detail = FormattableString.Invariant($"{seats} seats"),
        };
}
