using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>Adds a rule and immediately assigns its tag to everyone who matches.</summary>
public sealed class AddRule(IDbContextFactory<LicenseDb> dbs, ApplyRules apply, TimeProvider clock)
{
    public async Task<Outcome<RulesReport>> RunAsync(
        Viewer viewer,
        string platform,
        string? tagName,
        RuleField field,
        string? value,
        string? why,
        CancellationToken ct
    )
    {
        var added = await ExemptionRun.RunAsync<int>(
            dbs,
            clock,
            viewer,
            platform,
            async (run, token) =>
            {
                var tag = await run.TagAsync(tagName, token);
                if (tag.Refusal is { } unknownTag)
                {
                    return unknownTag;
                }

                if (tag.Value.Name == ExemptionTag.Exception)
                {
                    return Refusal.Invalid(
                        $"{ExemptionTag.Exception} is for one person and needs an approver, so a rule can't assign it.",
                        "tag"
                    );
                }

                var rule = ExemptionRule.Of(run.Platform.Key, tag.Value.Name, field, value, why, viewer, run.Now);
                if (rule.Refusal is { } invalid)
                {
                    return invalid;
                }

                var same = await run
                    .Db.ExemptionRules.Where(r => r.PlatformKey == run.Platform.Key && r.Tag == tag.Value.Name && r.Field == field)
                    .Select(r => r.Value)
                    .ToListAsync(token);
                if (same.Contains(rule.Value.Value, StringComparer.OrdinalIgnoreCase))
                {
                    return Refusal.Invalid($"{tag.Value.Name} already has this rule.", "value");
                }

                run.Db.ExemptionRules.Add(rule.Value);
                run.Tell(
                    "exemption-rule.added",
                    "exemption-rule:" + rule.Value.Id.Value,
                    to: rule.Value.Tag,
                    detail: rule.Value.Condition,
                    why: rule.Value.Why
                );
                return run.Platform.Key;
            },
            ct
        );
        return added.Refusal is { } refused ? refused : await apply.RunAsync(viewer, added.Value, ct);
    }
}

/// <summary>Removes a rule and its tag from people to whom no other rule gives it.</summary>
public sealed class RemoveRule(IDbContextFactory<LicenseDb> dbs, ApplyRules apply, TimeProvider clock)
{
    public async Task<Outcome<RulesReport>> RunAsync(Viewer viewer, string platform, ExemptionRuleId id, int version, CancellationToken ct)
    {
        var removed = await ExemptionRun.RunAsync<int>(
            dbs,
            clock,
            viewer,
            platform,
            async (run, token) =>
            {
                if (
                    await run.Db.ExemptionRules.SingleOrDefaultAsync(r => r.PlatformKey == run.Platform.Key && r.Id == id, token)
                    is not { } rule
                )
                {
                    return Refusal.NotFound("Rule not found.");
                }

                if (rule.Version != version)
                {
                    return Refusal.Stale(ExemptionRun.Changed);
                }

                run.Db.ExemptionRules.Remove(rule);
                run.Tell("exemption-rule.removed", "exemption-rule:" + rule.Id.Value, from: rule.Tag, detail: rule.Condition);
                return run.Platform.Key;
            },
            ct
        );
        return removed.Refusal is { } refused ? refused : await apply.RunAsync(viewer, removed.Value, ct);
    }
}

/// <param name="Matches">Number of people who match the current directory.</param>
/// <param name="Unknown">Number of people for whom the vendor's data is insufficient.</param>
public sealed record RuleRow(
    Guid Id,
    int Version,
    string Tag,
    RuleField Field,
    string Value,
    string Why,
    string SetByName,
    DateTime SetAt,
    int Matches,
    int Unknown
);

/// <summary>One person a rule would match.</summary>
public sealed record RuleMatch(string Name, string? Department, string? Title);

/// <summary>Number of people a rule would match, and the first of them by name.</summary>
public sealed record RuleReach(int Matches, int Unknown, IReadOnlyList<RuleMatch> People);

/// <summary>
/// The rules of one platform, and a preview of a new rule. Only for viewers who see everyone, because rules reveal other people.
/// </summary>
public sealed class RuleList(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <summary>Names of at most this many people come with the number.</summary>
    public const int MostNames = 50;

    public async Task<IReadOnlyList<RuleRow>> RunAsync(Viewer viewer, string platformName, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (!viewer.SeesEveryone)
        {
            return [];
        }

        var rules = await db
            .ExemptionRules.AsNoTracking()
            .Where(r => db.Platforms.Any(p => p.Key == r.PlatformKey && p.Name == platformName))
            .OrderBy(r => r.Key)
            .ToListAsync(ct);
        if (rules.Count == 0)
        {
            return [];
        }

        var subjects = await RuleSubjects.ReadAsync(db, rules[0].PlatformKey, ct);
        return
        [
            .. rules.Select(rule =>
            {
                var reach = Reach(rule, subjects);
                return new RuleRow(
                    rule.Id.Value,
                    rule.Version,
                    rule.Tag,
                    rule.Field,
                    rule.Value,
                    rule.Why,
                    rule.SetByName,
                    rule.SetAt,
                    reach.Matches,
                    reach.Unknown
                );
            }),
        ];
    }

    /// <summary>The people whom a rule matches now.</summary>
    public async Task<Outcome<RuleReach>> MatchesAsync(Viewer viewer, string platformName, ExemptionRuleId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var rule = await db
            .ExemptionRules.AsNoTracking()
            .SingleOrDefaultAsync(r => r.Id == id && db.Platforms.Any(p => p.Key == r.PlatformKey && p.Name == platformName), ct);
        return !viewer.SeesEveryone || rule is null
            ? Refusal.NotFound("Rule not found.")
            : Reach(rule, await RuleSubjects.ReadAsync(db, rule.PlatformKey, ct));
    }

    /// <summary>The people a new rule would match.</summary>
    public async Task<Outcome<RuleReach>> WouldMatchAsync(
        Viewer viewer,
        string platformName,
        RuleField field,
        string? value,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.MayOperate)
        {
            return Refusal.Forbidden(ExemptionRun.MayNot);
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        if (await db.Platforms.AsNoTracking().SingleOrDefaultAsync(p => p.Name == platformName, ct) is not { } platform)
        {
            return Refusal.NotFound($"No platform \"{platformName}\".");
        }

        var rule = ExemptionRule.Of(platform.Key, "", field, value, "tried", viewer, clock.GetUtcNow().UtcDateTime);
        return rule.Refusal is { } invalid ? invalid : Reach(rule.Value, await RuleSubjects.ReadAsync(db, platform.Key, ct));
    }

    private static RuleReach Reach(ExemptionRule rule, IReadOnlyDictionary<int, RuleSubject> subjects)
    {
        var answers = subjects.Values.ToLookup(rule.Matches);
        return new RuleReach(
            answers[RuleAnswer.Yes].Count(),
            answers[RuleAnswer.Unknown].Count(),
            [
                .. answers[RuleAnswer.Yes]
                    .OrderBy(subject => subject.Name, StringComparer.OrdinalIgnoreCase)
                    .Take(MostNames)
                    .Select(subject => new RuleMatch(subject.Name ?? subject.Email ?? "", subject.Department, subject.Title)),
            ]
        );
    }
}
