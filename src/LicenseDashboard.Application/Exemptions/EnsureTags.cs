using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>A rule created with a platform.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="Tag">One of <see cref="ExemptionTag.BuiltIn"/>.</param>
public sealed record StartingRule(string Platform, string Tag, RuleField Field, string Value, string Why);

/// <summary>
/// Creates the built-in tags on every platform, and with each tag its starting rules. Changes to a tag are kept. A rule is added only in
/// the transaction that adds its tag: a removed rule doesn't come back, and rules added by later versions only reach platforms on which
/// the tag is new.
/// </summary>
internal sealed class EnsureTags(IDbContextFactory<LicenseDb> dbs, IEnumerable<StartingRule> rules, TimeProvider clock)
{
    private static readonly Viewer Start = Viewer.Job("start") with { Name = "First start" };

    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                var entries = new List<AuditEntry>();
                foreach (var platform in await db.Platforms.AsNoTracking().ToListAsync(token))
                {
                    var held = await db.ExemptionTags.Where(t => t.PlatformKey == platform.Key).Select(t => t.Name).ToListAsync(token);
                    foreach (var (name, terms) in ExemptionTag.BuiltIn.Where(tag => !held.Contains(tag.Name)))
                    {
                        db.ExemptionTags.Add(ExemptionTag.Add(platform.Key, name, terms));
                        entries.Add(
                            Entry(
                                platform.Key,
                                "exemption-tag.added",
                                "exemption-tag:" + name,
                                TagWords.Of(terms),
                                why: TagWords.TypedOf(terms)
                            )
                        );
                        entries.AddRange(
                            rules
                                .Where(rule => rule.Platform == platform.Name && rule.Tag == name)
                                .Select(rule => Add(db, platform.Key, rule))
                        );
                    }
                }

                await db.AppendAsync(entries, token);
            },
            ct
        );
    }

    private AuditEntry Add(LicenseDb db, int platform, StartingRule starting)
    {
        var made = ExemptionRule.Of(
            platform,
            starting.Tag,
            starting.Field,
            starting.Value,
            starting.Why,
            Start,
            clock.GetUtcNow().UtcDateTime
        );
        var rule = made.Refusal is { } refused
            ? throw new InvalidOperationException($"A rule that platforms start with is refused: {refused.Message}")
            : made.Value;
        db.ExemptionRules.Add(rule);
        return Entry(platform, "exemption-rule.added", "exemption-rule:" + rule.Id.Value, rule.Tag, rule.Condition, rule.Why);
    }

    private AuditEntry Entry(int platform, string action, string subject, string to, string detail = "", string why = "") =>
        new()
        {
            At = clock.GetUtcNow().UtcDateTime,
            Actor = Start.Actor,
            Action = action,
            Subject = subject,
            PlatformKey = platform,
            To = to,
            Detail = detail,
            PersonalText = why,
        };
}
