using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion.Checks;

/// <summary>
/// Starts the check of one platform in the background. Refused while one is running and within ten minutes of the last start by anyone.
/// </summary>
public sealed class StartCheck(
    IReadOnlyList<PlatformSeed> configured,
    IVendorConnectors vendors,
    CheckOrders orders,
    IDbContextFactory<LicenseDb> dbs,
    TimeProvider clock
)
{
    public async Task<Outcome<RunId>> RunAsync(Viewer viewer, string platformName, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.Has(ViewerRoles.Administrator))
        {
            return Refusal.Forbidden("Only administrators can start a check.");
        }

        if (configured.All(platform => platform.Name != platformName))
        {
            return Refusal.NotFound($"Platform '{platformName}' not found.");
        }

        if (vendors.For(platformName).Check is not { } check)
        {
            return Refusal.Invalid("This platform can't be checked.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        try
        {
            var started = await db.InTransactionAsync<Outcome<CheckOrder>>(
                async token =>
                {
                    var platform = await db.Platforms.AsNoTracking().SingleAsync(each => each.Name == platformName, token);
                    if (await db.PlatformChecks.SingleOrDefaultAsync(each => each.PlatformKey == platform.Key, token) is not { } row)
                    {
                        row = new PlatformCheck { PlatformKey = platform.Key };
                        db.PlatformChecks.Add(row);
                    }

                    var now = clock.GetUtcNow().UtcDateTime;
                    var outcome = row.Start(now, viewer.Name, check.Lines);
                    if (outcome.Refusal is { } refusal)
                    {
                        return refusal;
                    }

                    await db.AppendAsync(
                        [
                            new AuditEntry
                            {
                                At = now,
                                Actor = viewer.Actor,
                                Action = "check.started",
                                Subject = "platform:" + platformName,
                                PlatformKey = platform.Key,
                                To = nameof(RunStatus.Running),
                            },
                        ],
                        token
                    );
                    return new CheckOrder(platform.Key, platformName, outcome.Value, viewer.Actor);
                },
                ct
            );
            if (started.Refusal is { } refused)
            {
                return refused;
            }

            orders.Add(started.Value);
            return started.Value.Run;
        }
        catch (DbUpdateException)
        {
            // The row was written between our read and our write: another instance was first.
            return new Refusal("running", "A check of this platform was started at the same moment.");
        }
    }
}
