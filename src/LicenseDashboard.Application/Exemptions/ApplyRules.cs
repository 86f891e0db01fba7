using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>What one run of the rules changed.</summary>
public sealed record RulesReport(int Given, int Taken)
{
    public static RulesReport Nothing { get; } = new(0, 0);

    /// <summary>For the summary of a run; empty if nothing changed.</summary>
    public string Words => EnglishText.Counts((Given, "assigned"), (Taken, "removed")) is { } words ? $"Exemptions by rule: {words}." : "";
}

/// <summary>
/// Brings the exemptions set by rules in line with the current directory, at each import and when a rule changes. If too little is known
/// about a person, their exemptions stay. Repeating it writes nothing; after an interruption, the next run does the rest.
/// </summary>
public sealed class ApplyRules(IDbContextFactory<LicenseDb> dbs, IProtectRows rows, TimeProvider clock)
{
    private const int Batch = 500;

    private readonly ExemptionWrites _writes = new(rows);

    public async Task<RulesReport> RunAsync(Viewer viewer, int platformKey, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var rules = (await db.ExemptionRules.Where(r => r.PlatformKey == platformKey).OrderBy(r => r.Key).ToListAsync(ct)).ToLookup(r =>
            r.Tag
        );
        var given = (
            await db
                .Exemptions.Where(e =>
                    e.Source == ExemptionSource.Rule && db.People.Any(p => p.Key == e.PersonKey && p.PlatformKey == platformKey)
                )
                .ToListAsync(ct)
        ).ToLookup(e => e.Tag);
        if (rules.Count == 0 && given.Count == 0)
        {
            return RulesReport.Nothing;
        }

        var platform = await db.Platforms.SingleAsync(p => p.Key == platformKey, ct);
        var tags = await db.ExemptionTags.Where(t => t.PlatformKey == platformKey).ToListAsync(ct);
        var subjects = await RuleSubjects.ReadAsync(db, platformKey, ct);
        var report = RulesReport.Nothing;
        foreach (var tag in tags)
        {
            var (give, take) = Differences([.. rules[tag.Name]], [.. given[tag.Name]], subjects, platform.LocalDay(clock.GetUtcNow()));
            report = new(
                report.Given + await GiveAsync(platform, tag, give, viewer, ct),
                report.Taken + await TakeAsync(platform, take, viewer, ct)
            );
        }

        return report;
    }

    private static (List<Assignment> Give, List<ExemptionId> Take) Differences(
        List<ExemptionRule> rules,
        List<Exemption> given,
        IReadOnlyDictionary<int, RuleSubject> subjects,
        DateOnly today
    )
    {
        var held = given.ToDictionary(e => e.PersonKey);
        var (give, take) = (new List<Assignment>(), new List<ExemptionId>());
        foreach (var (person, subject) in subjects)
        {
            var has = held.Remove(person, out var exemption);
            switch (ExemptionRule.Any(rules, subject))
            {
                case RuleAnswer.Yes:
                    var why = rules.First(rule => rule.Matches(subject) == RuleAnswer.Yes).Words();
                    if (!has || exemption!.Why != why)
                    {
                        give.Add(new Assignment(person, new ExemptionTerms(exemption?.From ?? today, null, why)));
                    }

                    break;
                case RuleAnswer.No when has:
                    take.Add(exemption!.Id);
                    break;
            }
        }

        // The remaining ones are no longer in the directory.
        take.AddRange(held.Values.Select(e => e.Id));
        return (give, take);
    }

    private async Task<int> GiveAsync(Platform platform, ExemptionTag tag, List<Assignment> give, Viewer viewer, CancellationToken ct)
    {
        foreach (var batch in give.Chunk(Batch))
        {
            await WriteAsync(
                async (db, now, token) =>
                {
                    // Read the current protection, which may have been changed.
                    var current = await db.ExemptionTags.SingleAsync(t => t.Key == tag.Key, token);
                    return await _writes.SetAsync(db, current, ExemptionSource.Rule, batch, viewer, now, platform.LocalDay(now), token);
                },
                ct
            );
        }

        return give.Count;
    }

    private async Task<int> TakeAsync(Platform platform, List<ExemptionId> take, Viewer viewer, CancellationToken ct)
    {
        foreach (var batch in take.Chunk(Batch))
        {
            await WriteAsync(
                async (db, now, token) =>
                {
                    var held = await db.Exemptions.Where(e => batch.Contains(e.Id)).ToListAsync(token);
                    return await ExemptionWrites.RemoveAsync(db, platform.Key, held, "no rule matches any more", viewer, now, token);
                },
                ct
            );
        }

        return take.Count;
    }

    private async Task WriteAsync(Func<LicenseDb, DateTime, CancellationToken, Task<List<AuditEntry>>> write, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(async token => await db.AppendAsync(await write(db, clock.GetUtcNow().UtcDateTime, token), token), ct);
    }
}
