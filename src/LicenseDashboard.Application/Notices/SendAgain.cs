using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Notices;

/// <summary>
/// An administrator sends a digest again: failed and uncertain deliveries are due and are sent with the next run of the job.
/// </summary>
public sealed class SendAgain(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <returns>Number of deliveries now waiting.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer viewer, DigestId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.Has(ViewerRoles.Administrator))
        {
            return Refusal.Forbidden("Only administrators can resend notices.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync<Outcome<int>>(
            async token =>
            {
                if (
                    await db.Digests.Include(digest => digest.Deliveries).SingleOrDefaultAsync(digest => digest.Id == id, token)
                    is not { } digest
                )
                {
                    return Refusal.NotFound("Notice not found. Notices are kept for 90 days.");
                }

                var now = clock.GetUtcNow().UtcDateTime;
                var open = digest.Deliveries.Where(one => one.StatusAt(now) is DeliveryStatus.Failed or DeliveryStatus.Uncertain).ToList();
                if (open.Count == 0)
                {
                    return new Refusal("wrong-state", "This notice was delivered, so there is nothing to resend.");
                }

                var entries = open.Select(delivery => new AuditEntry
                    {
                        At = now,
                        Actor = viewer.Actor,
                        Action = "notice.again",
                        Subject = $"digest:{id.Value}",
                        PlatformKey = digest.PlatformKey,
                        From = delivery.StatusAt(now).ToString(),
                        To = nameof(DeliveryStatus.Pending),
                        Detail = delivery.Channel.ToString(),
                    })
                    .ToList();
                open.ForEach(delivery => delivery.Again(now));
                await db.AppendAsync(entries, token);
                return open.Count;
            },
            ct
        );
    }
}
