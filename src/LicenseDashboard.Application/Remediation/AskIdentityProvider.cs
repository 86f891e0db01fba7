using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Remediation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// Asks the identity provider to free the seat if it owns the user; the program then writes nothing. An attempt is committed before it is
/// sent. After a crash, the next attempt checks again whether the change still applies and sends the same request with the same key. The
/// item is then handed over until an ingest sees that the seat is gone. A request that is called back stays open until its end is known:
/// that the license is still there doesn't prove that the provider did nothing.
/// </summary>
public sealed partial class AskIdentityProvider(
    IDbContextFactory<LicenseDb> dbs,
    Catalogue catalogue,
    FreshCheck check,
    RemediationMoves moves,
    IdentityRequestRoute route,
    IEnumerable<IAskIdentityProvider> providers,
    ILogger<AskIdentityProvider> log
)
{
    internal async Task RunAsync(RemediationWork work, LeaseKeeper lease)
    {
        var (item, ct) = (work.Item, lease.Token);
        var fresh = await check.RunAsync(item, work.Platform, work.Person, work.Vendor, ct);
        if (fresh is { NoLonger: { } guard, Guarded: true } && !item.IsWritten)
        {
            await GuardedLeaver.HoldAsync(moves, work, guard, lease, log);
            return;
        }

        if (fresh.NoLonger is { } reason)
        {
            await NoLongerAsync(work, fresh.Snapshot, reason, ct);
            return;
        }

        var request = item.Request ?? await ComposeAsync(work, fresh.Snapshot, ct);
        if (route.HeldBecause is { } held && !item.IsWritten)
        {
            Held(item.Id.Value, held);
            await moves.MoveAsync(
                work.Actor,
                item.Id,
                "held",
                (r, _) => r.HandOver(work.Lease, fresh.Snapshot, request, sentAt: null),
                ct,
                held
            );
            return;
        }

        var provider =
            providers.SingleOrDefault()
            ?? throw new IdentityRequestException(
                "Requests to the identity provider are no longer configured. Set IdentityRequests__Url and IdentityRequests__Secret, then "
                    + "retry, or give it up."
            );
        var begun = await moves.MoveAsync(
            work.Actor,
            item.Id,
            "requesting",
            (r, now) => r.BeginWriting(work.Lease, fresh.Snapshot, now, request),
            ct,
            RemediationAudit.InIds(item.Plan)
        );
        if (begun.Refusal is not null)
        {
            return;
        }

        await lease.RenewAsync();
        await provider.AskAsync(item.Id, request, ct);

        // The request was accepted, so recording it must not be cancelled by a shutdown.
        await AskedAsync(work, fresh.Snapshot, request, CancellationToken.None);
    }

    /// <summary>
    /// Before the first attempt, the item is cancelled. After one it is unknown whether it arrived: either the seat is already gone, or a
    /// person has to tell the provider.
    /// </summary>
    private async Task NoLongerAsync(RemediationWork work, GrantSnapshot snapshot, string reason, CancellationToken ct)
    {
        var item = work.Item;
        NoLonger(item.Id.Value, reason);
        if (!item.IsWritten)
        {
            await moves.MoveAsync(work.Actor, item.Id, "cancelled", (r, now) => r.Cancel(reason, now), ct, reason);
            return;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var reader = await SeatReader.ForAsync(db, catalogue, item.PlatformKey, ct);
        if (!reader.Is(item.Target, await work.Vendor.Estate.SeatAsync(work.Person.VendorId, FreshCheck.PriorityOf(item), ct)))
        {
            throw new IdentityRequestException(
                $"{reason} An earlier request may have reached the identity provider. Tell it that the license is "
                    + "needed, then give up this change."
            );
        }

        await AskedAsync(work, snapshot, item.Request!, ct);
    }

    private async Task AskedAsync(RemediationWork work, GrantSnapshot snapshot, string request, CancellationToken ct) =>
        await moves.MoveAsync(work.Actor, work.Item.Id, "requested", (r, now) => r.HandOver(work.Lease, snapshot, request, now), ct);

    private async Task<string> ComposeAsync(RemediationWork work, GrantSnapshot snapshot, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await IdentityRequestBody.OfAsync(db, work, snapshot, route.Root, ct);
    }

    [LoggerMessage(4130, LogLevel.Information, "Remediation {Id}: the identity provider would have been asked, but nothing leaves: {Why}")]
    private partial void Held(Guid id, string why);

    [LoggerMessage(4131, LogLevel.Information, "Remediation {Id}: the fresh check says it no longer holds: {Reason}")]
    private partial void NoLonger(Guid id, string reason);
}
