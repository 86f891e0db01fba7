using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>When the lists next follow the policies, by the schedule.</summary>
/// <param name="At">UTC; null if it follows another job.</param>
/// <param name="WaitsFor">Title of that job.</param>
public sealed record ComingRun(DateTime? At, string? WaitsFor);

/// <summary>One policy in force.</summary>
/// <param name="Division">Name; null for the whole platform, except divisions with a policy of their own.</param>
/// <param name="Version">0 if the defaults were never changed.</param>
/// <param name="DryRun">True if it is automatic but still in its dry run.</param>
/// <param name="ChangedBy">A person's name.</param>
public sealed record PolicyRow(
    string Platform,
    int DivisionKey,
    string? Division,
    int Version,
    ReclamationTerms Terms,
    bool DryRun,
    DateOnly? DryRunUntil,
    int DryRunSeats,
    DateOnly? StoppedOn,
    int StoppedSeats,
    string ChangedBy,
    DateTime? ChangedAt
);

/// <param name="Divisions">Divisions without a policy of their own, by key.</param>
/// <param name="Next">Null if this program runs no such job.</param>
public sealed record PlatformPolicies(
    string Platform,
    IReadOnlyList<PolicyRow> Policies,
    IReadOnlyList<(int Key, string Name)> Divisions,
    ComingRun? Next = null
);

/// <summary>The reclamation policies by platform. Everybody may read them, because they say what will happen to people's seats.</summary>
public sealed class PolicyList(IDbContextFactory<LicenseDb> dbs, IEnumerable<IJobWork> works, VendorReach reach, TimeProvider clock)
{
    private readonly DueRuns _due = new(works, dbs, reach, clock);

    public async Task<IReadOnlyList<PlatformPolicies>> RunAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var platforms = await db.Platforms.OrderBy(p => p.Key).ToListAsync(ct);
        var stored = await db.ReclamationPolicies.ToListAsync(ct);
        var names = await AuditHistory.NamesAsync(db, stored.Select(p => p.ChangedBy), ct);
        var policies = stored.ToLookup(p => p.PlatformKey);
        var next = new Dictionary<int, ComingRun?>();
        foreach (var platform in platforms)
        {
            next[platform.Key] = await NextAsync(db, platform, ct);
        }

        var divisions = (await db.Divisions.OrderBy(d => d.Name).ThenBy(d => d.Key).ToListAsync(ct)).ToLookup(d => d.PlatformKey);
        return
        [
            .. platforms.Select(platform =>
            {
                var own = policies[platform.Key].ToDictionary(p => p.DivisionKey);
                var whole = own.TryGetValue(ReclamationPolicy.WholePlatform, out var set)
                    ? RowOf(platform.Name, null, set, names)
                    : new PolicyRow(
                        platform.Name,
                        ReclamationPolicy.WholePlatform,
                        null,
                        0,
                        ReclamationTerms.Default,
                        false,
                        null,
                        0,
                        null,
                        0,
                        "",
                        null
                    );
                return new PlatformPolicies(
                    platform.Name,
                    [
                        whole,
                        .. divisions[platform.Key]
                            .Where(d => own.ContainsKey(d.Key))
                            .Select(d => RowOf(platform.Name, d.Name, own[d.Key], names)),
                    ],
                    [.. divisions[platform.Key].Where(d => !own.ContainsKey(d.Key)).Select(d => (d.Key, d.Name))],
                    next[platform.Key]
                );
            }),
        ];
    }

    private static PolicyRow RowOf(string platform, string? division, ReclamationPolicy policy, Func<string, string> names) =>
        new(
            platform,
            policy.DivisionKey,
            division,
            policy.Version,
            policy.Terms,
            policy.IsDryRun,
            policy is { IsDryRun: true, AutomaticSince: { } since } ? ReclamationCalendar.DueOn(since, policy.GraceDays) : null,
            policy.DryRunSeats,
            policy.StoppedOn,
            policy.StoppedSeats,
            names(policy.ChangedBy),
            policy.ChangedAt
        );

    private async Task<ComingRun?> NextAsync(LicenseDb db, Platform platform, CancellationToken ct)
    {
        if (works.FirstOrDefault(work => work.Plan.Name == ReclamationJob.Name) is not { } work)
        {
            return null;
        }

        var next = await _due.NextAsync(db, platform, work.Plan, ct);
        return new ComingRun(next.At?.UtcDateTime, next.WaitsFor);
    }
}
