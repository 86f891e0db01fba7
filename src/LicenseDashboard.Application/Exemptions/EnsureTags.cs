using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Exemptions;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Exemptions;

/// <summary>Gives every platform the tags that come with the program. What somebody changed about them stays.</summary>
public sealed class EnsureTags(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(async token =>
        {
            var entries = new List<AuditEntry>();
            foreach (var platform in await db.Platforms.Select(p => p.Key).ToListAsync(token))
            {
                var held = await db.ExemptionTags.Where(t => t.PlatformKey == platform).Select(t => t.Name).ToListAsync(token);
                foreach (var (name, terms) in ExemptionTag.BuiltIn.Where(tag => !held.Contains(tag.Name)))
                {
                    db.ExemptionTags.Add(ExemptionTag.Add(platform, name, terms));
                    entries.Add(new AuditEntry
                    {
                        At = clock.GetUtcNow().UtcDateTime, Actor = "job:start", Action = "exemption-tag.added", Subject = "exemption-tag:" + name, PlatformKey = platform,
                        To = ProtectionWords.Of(terms.Protection),
                    });
                }
            }

            await db.AppendAsync(entries, token);
        }, ct);
    }
}
