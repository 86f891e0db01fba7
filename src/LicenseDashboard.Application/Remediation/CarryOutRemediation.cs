using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// Executes the next step of one claimed item, wherever an earlier process left it: fresh check, write, read-back, restore. Each step is
/// committed before the next begins and asks the vendor what is missing before it sends anything, so a repeated step changes nothing
/// twice.
/// </summary>
public sealed partial class CarryOutRemediation(
    IDbContextFactory<LicenseDb> dbs,
    IVendorConnectors connectors,
    Catalogue catalogue,
    FreshCheck check,
    RemediationMoves moves,
    AskIdentityProvider ask,
    RemediationOptions options,
    VendorReach reach,
    TimeProvider clock,
    ILogger<CarryOutRemediation> log
)
{
    public async Task RunAsync(Viewer viewer, Claimed claimed, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var item = await db.Remediations.AsNoTracking().SingleAsync(r => r.Id == claimed.Id, ct);
        var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Key == item.PlatformKey, ct);
        var person = await db.People.AsNoTracking().SingleAsync(p => p.Key == item.PersonKey, ct);
        var work = new RemediationWork(item, claimed.Lease, platform, person, connectors.For(platform.Name), viewer.Actor);
        await using var lease = new LeaseKeeper(dbs, clock, claimed, options.Pace.Lease, ct);
        try
        {
            await StepAsync(work, lease);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested || lease.IsLost)
        {
            // Stopped, or taken over by another worker: the row shows where to continue.
            Stopped(item.Id.Value);
        }
        catch (VendorException e) when (e.Unreached && reach.IsOut(platform.Name))
        {
            Postponed(item.Id.Value, platform.Name);
            await moves.MoveAsync(viewer.Actor, item.Id, "postponed", (r, now) => r.Postpone(claimed.Lease, now, options.Pace), ct);
        }
        catch (Exception e) when (e is VendorException or IdentityRequestException)
        {
            var route = (e as VendorException)?.Route ?? "identity-provider";
            var outcome = await moves.MoveAsync(
                viewer.Actor,
                item.Id,
                "failed",
                (r, now) => r.Fail(claimed.Lease, e.Message, now, options.Pace),
                ct,
                route
            );
            Failed(e, item.Id.Value, route, outcome.Refusal?.Code ?? RemediationWords.Of(outcome.Value));
        }
    }

    private Task StepAsync(RemediationWork work, LeaseKeeper lease) =>
        work.Item switch
        {
            { Plan.IsRequested: true } => ask.RunAsync(work, lease),
            { GivingUp: true } => PutBackAsync(work, lease, abandon: true),
            { SentAt: not null } => ReadBackAsync(work, lease),
            { Status: RemediationStatus.Restoring } => PutBackAsync(work, lease, abandon: false),
            _ => WriteAsync(work, lease),
        };

    private async Task WriteAsync(RemediationWork work, LeaseKeeper lease)
    {
        var (item, ct) = (work.Item, lease.Token);
        if (work.Vendor.Writes is null && !item.IsWritten)
        {
            // The write client was removed after the approval, so a person makes the change, starting again with the time for undo.
            if (item.IsLeaver)
            {
                await GuardedLeaver.HoldAsync(
                    moves,
                    work,
                    "The write client is no longer configured. Release the change to hand it over.",
                    lease,
                    log
                );
                return;
            }

            await moves.MoveAsync(
                work.Actor,
                item.Id,
                "cancelled",
                (r, now) => r.Cancel("The write client is no longer configured. Approve the change again to hand it over.", now),
                ct
            );
            return;
        }

        var (before, isActive) = (item.Snapshot, true);
        if (!item.IsWritten)
        {
            var fresh = await check.RunAsync(item, work.Platform, work.Person, work.Vendor, ct);
            if (fresh.NoLonger is { } reason)
            {
                NoLonger(item.Id.Value, reason);
                if (fresh.Guarded)
                {
                    await GuardedLeaver.HoldAsync(moves, work, reason, lease, log);
                    return;
                }

                await moves.MoveAsync(work.Actor, item.Id, "cancelled", (r, now) => r.Cancel(reason, now), ct, reason);
                return;
            }

            if (fresh.ByGroup is { } group)
            {
                await moves.MoveAsync(
                    work.Actor,
                    item.Id,
                    "handed-over",
                    (r, _) => r.HandOver(work.Lease, fresh.Snapshot, group),
                    ct,
                    "held-by-group"
                );
                return;
            }

            (before, isActive) = (fresh.Snapshot, fresh.IsActive);
            var begun = await moves.MoveAsync(
                work.Actor,
                item.Id,
                "writing",
                (r, now) => r.BeginWriting(work.Lease, fresh.Snapshot, now),
                ct,
                RemediationAudit.InIds(item.Plan)
            );
            if (begun.Refusal is not null)
            {
                return;
            }
        }

        var now = item.IsWritten ? await AccountAsync(work, ct) : new VendorAccount(isActive, before!.Direct);
        await SendWrites.RunAsync(work, PendingWrites.Forward(item.Plan, before!, now), lease, log);
        await SentAsync(work, ct);
    }

    private async Task PutBackAsync(RemediationWork work, LeaseKeeper lease, bool abandon)
    {
        var (item, ct) = (work.Item, lease.Token);
        await SendWrites.RunAsync(work, PendingWrites.Reverse(item.Plan, item.Snapshot!, await AccountAsync(work, ct)), lease, log);
        if (abandon)
        {
            await moves.MoveAsync(work.Actor, item.Id, "abandoned", (r, now) => r.Abandon(work.Lease, now), ct);
        }
        else
        {
            await SentAsync(work, ct);
        }
    }

    /// <summary>The current state of the account. Whether it is active matters only if the plan sets it.</summary>
    private async Task<VendorAccount> AccountAsync(RemediationWork work, CancellationToken ct)
    {
        var priority = FreshCheck.PriorityOf(work.Item);
        var active =
            work.Item.Plan.Release is null
            || await work.Vendor.Directory.PersonAsync(work.Person.VendorId, priority, ct) is { State: VendorUserState.Active };
        return new VendorAccount(active, (await FreshCheck.SnapshotAsync(work.Person.VendorId, work.Vendor, Now, priority, ct)).Direct);
    }

    private async Task SentAsync(RemediationWork work, CancellationToken ct) =>
        await moves.MoveAsync(work.Actor, work.Item.Id, "sent", (r, now) => r.Sent(work.Lease, now, options.Pace), ct);

    private async Task ReadBackAsync(RemediationWork work, LeaseKeeper lease)
    {
        var (item, ct) = (work.Item, lease.Token);
        var restoring = item.Status == RemediationStatus.Restoring;
        var askedAt = Now;
        var listed = await work.Vendor.Estate.SeatAsync(work.Person.VendorId, FreshCheck.PriorityOf(item), ct);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var reader = await SeatReader.ForAsync(db, catalogue, item.PlatformKey, ct);
        var pace = options.Pace;

        // A freed seat returns to what was really held, which no one had compared with the row in case of a leaver.
        var expected =
            !restoring ? item.Target
            : item.Plan.Release is null ? item.SeatBefore
            : reader.Ids(item.Snapshot!.Seat);
        if (reader.Is(expected, listed) && (!item.Plan.SetsInactive || (await AccountAsync(work, ct)).IsActive == restoring))
        {
            var seen = new ObservedSeat(askedAt, [.. listed], await DirectAsync(work, ct));
            await moves.MoveAsync(
                work.Actor,
                item.Id,
                restoring ? "restored" : "verified",
                (r, now) => restoring ? r.CompleteRestore(work.Lease, now) : r.Verify(work.Lease, now),
                ct,
                observed: (moved, token) => seen.StoreAsync(moved, work.Platform, work.Person.Key, token)
            );
        }
        else if (Now - item.SentAt >= pace.ReadBack)
        {
            var words =
                $"Genesys Cloud still lists {reader.Words(listed)} {pace.ReadBack.TotalMinutes:0} minutes after the change, not "
                + $"{SkuWords.Names(Core.Recommendations.Advice.Split(expected))}.";
            var outcome = await moves.MoveAsync(work.Actor, item.Id, "failed", (r, now) => r.Fail(work.Lease, words, now, pace), ct);
            NotSeen(item.Id.Value, outcome.Refusal?.Code ?? RemediationWords.Of(outcome.Value));
        }
        else
        {
            await SentAsync(work, ct);
        }
    }

    /// <summary>
    /// The roles that remain after the change, so that the next evaluation sees them along with the seat. The seat proves the change; if
    /// the roles can't be read, they follow with the import.
    /// </summary>
    private async Task<IReadOnlyCollection<VendorGrant>?> DirectAsync(RemediationWork work, CancellationToken ct)
    {
        try
        {
            return
            [
                .. (await work.Vendor.Estate.GrantsOfSubjectAsync(work.Person.VendorId, FreshCheck.PriorityOf(work.Item), ct)).Where(
                    grant => grant.Kind == SubjectKind.Person
                ),
            ];
        }
        catch (VendorException e)
        {
            RolesNotRead(e, work.Item.Id.Value);
            return null;
        }
    }

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    [LoggerMessage(4100, LogLevel.Information, "Remediation {Id} was stopped or taken over; it goes on from where its row stands")]
    private partial void Stopped(Guid id);

    [LoggerMessage(4104, LogLevel.Information, "Remediation {Id} waits until the vendor of {Platform} can be reached again")]
    private partial void Postponed(Guid id, string platform);

    [LoggerMessage(4101, LogLevel.Warning, "Remediation {Id} failed at {Route}; it is {Status} now")]
    private partial void Failed(Exception exception, Guid id, string route, string status);

    [LoggerMessage(4102, LogLevel.Information, "Remediation {Id} is cancelled by the fresh check: {Reason}")]
    private partial void NoLonger(Guid id, string reason);

    [LoggerMessage(
        4110,
        LogLevel.Warning,
        "Remediation {Id}: the seat was read back, the roles were not; the next directory import brings them"
    )]
    private partial void RolesNotRead(Exception exception, Guid id);

    [LoggerMessage(4103, LogLevel.Warning, "Remediation {Id} was not seen in the seat in time; it is {Status} now")]
    private partial void NotSeen(Guid id, string status);
}
