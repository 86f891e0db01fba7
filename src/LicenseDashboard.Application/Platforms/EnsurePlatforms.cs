using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Platforms;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Platforms;

/// <summary>
/// Updates the platform rows from configuration. A platform that is no longer configured keeps its row and history, but nothing runs for
/// it.
/// </summary>
public sealed class EnsurePlatforms(IReadOnlyList<PlatformSeed> configured, IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                var stored = await db.Platforms.ToDictionaryAsync(p => p.Name, token);
                var entries = new List<AuditEntry>();
                foreach (var settings in configured)
                {
                    if (!stored.TryGetValue(settings.Name, out var platform))
                    {
                        db.Platforms.Add(
                            new Platform
                            {
                                Name = settings.Name,
                                Vendor = settings.Vendor,
                                TimeZone = settings.TimeZone,
                                ReadOnly = settings.ReadOnly,
                            }
                        );
                        entries.Add(Entry("platform.added", settings, from: ""));
                    }
                    else if (platform.TimeZone != settings.TimeZone || platform.ReadOnly != settings.ReadOnly)
                    {
                        entries.Add(Entry("platform.changed", settings, Words(platform.TimeZone, platform.ReadOnly)));
                        (platform.TimeZone, platform.ReadOnly) = (settings.TimeZone, settings.ReadOnly);
                    }
                }

                await db.AppendAsync(entries, token);
            },
            ct
        );
    }

    private static string Words(string timeZone, bool readOnly) => $"{timeZone}, {(readOnly ? "read-only" : "writes")}";

    private AuditEntry Entry(string action, PlatformSeed settings, string from) =>
        new()
        {
            At = clock.GetUtcNow().UtcDateTime,
            Actor = "job:start",
            Action = action,
            Subject = "platform:" + settings.Name,
            From = from,
            To = Words(settings.TimeZone, settings.ReadOnly),
        };
}
