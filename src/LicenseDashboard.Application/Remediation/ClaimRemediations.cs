using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

/// <summary>An item claimed by us while its lease lasts.</summary>
public readonly record struct Claimed(RemediationId Id, Guid Lease);

/// <summary>
/// Claims due items, each by an update that only one of several claimers can win. While a stream is late, no new item is started; items
/// already written continue. While a vendor can't be reached, nothing of its platform is claimed.
/// </summary>
public sealed class ClaimRemediations(IDbContextFactory<LicenseDb> dbs, RemediationOptions options, VendorReach reach, TimeProvider clock)
{
    public async Task<IReadOnlyList<Claimed>> RunAsync(Viewer viewer, int atMost, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var silent = await SilentPlatformsAsync(db, ct);
        var due = await Due(db, now)
            .Where(r => !silent.Contains(r.PlatformKey))
            .OrderByDescending(r => r.IsLeaver)
            .ThenBy(r => r.DueAt)
            .ThenBy(r => r.Id)
            .Select(r => new
            {
                r.Id,
                r.PlatformKey,
                GoesOn = r.WrittenAt != null || r.IsLeaver,
            })
            .Take(atMost * 4)
            .ToListAsync(ct);
        if (due.Count == 0)
        {
            return [];
        }

        var late = await LatePlatformsAsync(db, ct);
        var claimed = new List<Claimed>();
        foreach (var item in due.Where(item => item.GoesOn || !late.Contains(item.PlatformKey)))
        {
            if (claimed.Count < atMost && await TryAsync(db, viewer, item.Id, now, ct) is { } won)
            {
                claimed.Add(won);
            }
        }

        return claimed;
    }

    /// <summary>
    /// One item per person at a time. Before its first write, an item also waits for a written one that has not ended, because a later
    /// restore of that one would undo the new change. A leaver's item waits only for valid leases. Items planned before it wait until it
    /// has written, which ends them, or was cancelled, after which they continue.
    /// </summary>
    private static IQueryable<RemediationItem> Due(LicenseDb db, DateTime now) =>
        db.Remediations.Where(r =>
            r.DueAt <= now
            && !r.Manual
            && (r.LeaseUntil == null || r.LeaseUntil <= now)
            && !db.Remediations.Any(other =>
                other.PersonKey == r.PersonKey
                && other.Id != r.Id
                && (
                    other.LeaseUntil > now
                    || (
                        other.IsLeaver
                        && !other.Reversing
                        && (!r.IsLeaver || r.Reversing || r.GivingUp)
                        && other.CreatedAt >= r.CreatedAt
                        && (
                            other.Status == RemediationStatus.Planned
                            || other.Status == RemediationStatus.Executing
                            || other.Status == RemediationStatus.Failed
                        )
                    )
                    || (
                        r.WrittenAt == null
                        && !r.IsLeaver
                        && other.WrittenAt != null
                        && (
                            other.Status == RemediationStatus.Executing
                            || other.Status == RemediationStatus.Restoring
                            || other.Status == RemediationStatus.Failed
                        )
                    )
                )
            )
        );

    private async Task<Claimed?> TryAsync(LicenseDb db, Viewer viewer, RemediationId id, DateTime now, CancellationToken ct)
    {
        db.ChangeTracker.Clear();
        var pace = options.Pace;
        try
        {
            return await db.InTransactionAsync<Claimed?>(
                async token =>
                {
                    if (await Due(db, now).SingleOrDefaultAsync(r => r.Id == id, token) is not { } item)
                    {
                        return null;
                    }

                    List<AuditEntry> entries = [];
                    var from = item.Status;
                    if (from == RemediationStatus.Failed && item.Retry(byPerson: false, now).Refusal is null)
                    {
                        entries.Add(RemediationAudit.Moved(item, from, "retried", viewer.Actor, now));
                        from = item.Status;
                    }

                    var lease = Guid.CreateVersion7();
                    if (item.Claim(lease, now, pace.Lease).Refusal is not null)
                    {
                        db.ChangeTracker.Clear();
                        return null;
                    }

                    if (item.Status != from)
                    {
                        entries.Add(RemediationAudit.Moved(item, from, "claimed", viewer.Actor, now));
                    }

                    await db.AppendAsync(entries, token);
                    return new Claimed(id, lease);
                },
                ct
            );
        }
        catch (DbUpdateConcurrencyException)
        {
            return null;
        }
    }

    private async Task<List<int>> SilentPlatformsAsync(LicenseDb db, CancellationToken ct)
    {
        List<string> names = [.. reach.Current.Select(outage => outage.Platform)];
        return names.Count == 0 ? [] : await db.Platforms.Where(p => names.Contains(p.Name)).Select(p => p.Key).ToListAsync(ct);
    }

    private async Task<HashSet<int>> LatePlatformsAsync(LicenseDb db, CancellationToken ct)
    {
        var platforms = await db.Platforms.AsNoTracking().ToListAsync(ct);
        var streams = await db
            .Streams.AsNoTracking()
            .Where(s => s.State == StreamState.Served && !StreamStatus.StatesOfNow.Contains(s.Name))
            .ToListAsync(ct);
        return
        [
            .. platforms.Where(p => streams.Any(s => s.PlatformKey == p.Key && s.IsLate(p.LocalDay(clock.GetUtcNow())))).Select(p => p.Key),
        ];
    }
}
