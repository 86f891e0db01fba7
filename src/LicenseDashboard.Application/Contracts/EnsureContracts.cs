using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Contracts;

/// <summary>
/// Stores a configured contract as the first version on a platform that never had one. After that contracts are changed on the Contracts
/// page only: later differences of configuration are reported by <see cref="ConfiguredDifferences"/> and never applied, and a contract
/// that is no longer configured stays. Only what the demo assumed gives way, as long as no person has saved it.
/// </summary>
internal sealed class EnsureContracts(IReadOnlyList<ConfiguredContract> configured, IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    private static readonly Viewer _start = new("Configuration", "job:start", ViewerRoles.None, []);

    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                var entries = new List<AuditEntry>();
                foreach (var platform in await db.Platforms.AsNoTracking().OrderBy(p => p.Key).ToListAsync(token))
                {
                    if (configured.FirstOrDefault(c => c.Platform == platform.Name) is { } wanted)
                    {
                        entries.AddRange(await EnsureAsync(db, platform, wanted, token));
                    }
                }

                await db.AppendAsync(entries, token);
            },
            ct
        );
    }

    private async Task<List<AuditEntry>> EnsureAsync(LicenseDb db, Platform platform, ConfiguredContract wanted, CancellationToken ct)
    {
        await ContractRun.LockAsync(db, platform.Key, ct);
        var stored = await db.Contracts.Where(c => c.PlatformKey == platform.Key).ToListAsync(ct);
        var hadOne = stored.Count > 0 || await db.ContractVersions.AnyAsync(v => v.PlatformKey == platform.Key, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        if (!hadOne)
        {
            return [await ContractRun.KeepAsync(db, platform, null, wanted.Terms, wanted.Assumed, _start, now, ct)];
        }

        if (
            stored is not [{ Assumed: true } assumed]
            || (wanted.Assumed && wanted.Id == assumed.Id && assumed.Document == ContractDocument.Write(wanted.Terms))
        )
        {
            return [];
        }

        if (wanted.Id == assumed.Id)
        {
            return [await ContractRun.KeepAsync(db, platform, assumed, wanted.Terms, wanted.Assumed, _start, now, ct)];
        }

        return
        [
            await ContractRun.KeepAsync(db, platform, assumed, null, assumed: false, _start, now, ct),
            await ContractRun.KeepAsync(db, platform, null, wanted.Terms, wanted.Assumed, _start, now, ct),
        ];
    }
}
