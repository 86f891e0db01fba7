using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Notices;

/// <summary>An administrator has mended the mail server's settings: what failed of a digest is due again and leaves with the job's next run.</summary>
public sealed class SendAgain(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <returns>How many deliveries wait now.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer viewer, DigestId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.Has(ViewerRoles.Administrator))
        {
            return Refusal.Forbidden("Only administrators send notices again.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync<Outcome<int>>(async token =>
        {
            if (await db.Digests.Include(digest => digest.Deliveries).SingleOrDefaultAsync(digest => digest.Id == id, token) is not { } digest)
            {
                return Refusal.NotFound("No such notice; notices are kept for 90 days.");
            }

            var failed = digest.Deliveries.Where(delivery => delivery.Status == DeliveryStatus.Failed).ToList();
            if (failed.Count == 0)
            {
                return new Refusal("wrong-state", "Nothing of this notice has failed.");
            }

            var now = clock.GetUtcNow().UtcDateTime;
            failed.ForEach(delivery => delivery.Again(now));
            await db.AppendAsync([new AuditEntry
            {
                At = now, Actor = viewer.Actor, Action = "notice.again", Subject = $"digest:{id.Value}", PlatformKey = digest.PlatformKey, From = nameof(DeliveryStatus.Failed),
                To = nameof(DeliveryStatus.Pending),
            }], token);
            return failed.Count;
        }, ct);
    }
}
