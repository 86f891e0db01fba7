using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Contracts;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Contracts;

/// <summary>
/// Updates the stored contracts from configuration and removes those no longer configured. Writes nothing if nothing has changed.
/// </summary>
internal sealed class EnsureContracts(IReadOnlyList<ConfiguredContract> configured, IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                var stored = await db.Contracts.Include(c => c.Lines).ToDictionaryAsync(c => c.PlatformKey, token);
                var entries = new List<AuditEntry>();
                foreach (var platform in await db.Platforms.AsNoTracking().OrderBy(p => p.Key).ToListAsync(token))
                {
                    var old = stored.GetValueOrDefault(platform.Key);
                    var wanted = configured.FirstOrDefault(c => c.Platform == platform.Name)?.ToContract(platform.Key);
                    if (old?.Words() == wanted?.Words() && old?.LineWords() == wanted?.LineWords())
                    {
                        continue;
                    }

                    if (old is not null)
                    {
                        // Saved at once because the new one takes its place under the unique index.
                        db.Contracts.Remove(old);
                        await db.SaveChangesAsync(token);
                    }

                    if (wanted is not null)
                    {
                        db.Contracts.Add(wanted);
                    }

                    entries.Add(Entry(platform.Name, platform.Key, old, wanted));
                }

                await db.AppendAsync(entries, token);
            },
            ct
        );
    }

    private AuditEntry Entry(string platform, int platformKey, Contract? old, Contract? wanted) =>
        new()
        {
            At = clock.GetUtcNow().UtcDateTime,
            Actor = "job:start",
            Action =
                wanted is null ? "contract.removed"
                : old is null ? "contract.added"
                : "contract.changed",
            Subject = "platform:" + platform,
            PlatformKey = platformKey,
            From = old?.Words() ?? "",
            To = wanted?.Words() ?? "",
            Detail = (wanted ?? old)!.LineWords(),
        };
}
