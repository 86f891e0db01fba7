using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Billing;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Ledger;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ledger;

/// <summary>
/// Posts what verified changes are worth, and takes it out again after a restore or when the old license is seen again. Compares the
/// remediations with the ledger, so a run that was killed is made up for by the next one, and nothing is posted twice.
/// </summary>
internal sealed class PostLedger(IDbContextFactory<LicenseDb> dbs, PriceVerified price, PostRealized realized, TimeProvider clock)
    : IFollowBills
{
    public async Task RunAsync(Viewer viewer, Platform platform, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(platform);
        await VerifiedAsync(viewer, platform, ct);
        await ReversedAsync(viewer, platform, ct);
        await realized.RunAsync(viewer, platform, ct);
    }

    private async Task VerifiedAsync(Viewer viewer, Platform platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var missing = await (
            from item in db.Remediations
            join row in db.Recommendations on item.RecommendationId equals row.Id
            where
                item.PlatformKey == platform.Key
                && item.Status == RemediationStatus.Verified
                && !db.Ledger.Any(entry => entry.RecommendationId == item.RecommendationId && entry.Kind == LedgerKind.Verified)
            orderby item.VerifiedAt, item.Id
            select new VerifiedRow(
                row.Id,
                item.PersonKey,
                item.SeatBefore,
                item.Target,
                row.Currency,
                row.ListSavingMicros,
                row.CashMicros,
                row.CashNote.Length > 0
            )
        ).ToListAsync(ct);
        if (missing.Count == 0)
        {
            return;
        }

        var cash = await price.RunAsync(db, platform, [.. missing.Where(row => !row.IsPriced)], ct);
        await db.InTransactionAsync(
            async token =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var ids = missing.Select(row => row.Id).ToList();
                var posted = await db
                    .Ledger.Where(entry => entry.Kind == LedgerKind.Verified && ids.Contains(entry.RecommendationId))
                    .Select(entry => entry.RecommendationId)
                    .ToHashSetAsync(token);
                var entries = missing
                    .Where(row => !posted.Contains(row.Id))
                    .Select(row => new LedgerEntry
                    {
                        PlatformKey = platform.Key,
                        Kind = LedgerKind.Verified,
                        RecommendationId = row.Id,
                        PersonKey = row.PersonKey,
                        Currency = row.Currency,
                        ListMicros = row.ListMicros,
                        CashMicros = row.IsPriced ? row.CashMicros : cash.GetValueOrDefault(row.Id),
                        At = now,
                        Note = "Genesys Cloud shows the change.",
                    })
                    .ToList();
                await PostAsync(db, viewer, platform, entries, token);
            },
            ct
        );
    }

    private async Task ReversedAsync(Viewer viewer, Platform platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var standing = await (
                    from entry in db.Ledger
                    join item in db.Remediations on entry.RecommendationId equals item.RecommendationId
                    where
                        entry.PlatformKey == platform.Key
                        && entry.Kind == LedgerKind.Verified
                        && item.VerifiedAt != null
                        && !db.Ledger.Any(other => other.Reverses == entry.Key)
                    orderby entry.Key
                    select new
                    {
                        Entry = entry,
                        item.Status,
                        item.SeatBefore,
                        item.Target,
                    }
                ).ToListAsync(token);
                var people = standing.Select(each => each.Entry.PersonKey).Distinct().ToList();
                var held = (
                    await (
                        from seat in db.Seats
                        join sku in db.Skus on seat.SkuKey equals sku.Key
                        where people.Contains(seat.PersonKey) && seat.To == null
                        select new { seat.PersonKey, sku.VendorId }
                    ).ToListAsync(token)
                ).ToLookup(seat => seat.PersonKey, seat => seat.VendorId);
                var reversals = standing
                    .DistinctBy(each => each.Entry.Key)
                    .Select(each =>
                        each.Status == RemediationStatus.Restored ? each.Entry.Reversal(now, "The license was restored.")
                        : IsBack(each.SeatBefore, each.Target, [.. held[each.Entry.PersonKey]])
                            ? each.Entry.Reversal(now, "The old license was seen again.")
                        : null
                    )
                    .OfType<LedgerEntry>()
                    .ToList();
                await PostAsync(db, viewer, platform, reversals, token);
            },
            ct
        );
    }

    /// <summary>Everything held before is held again, and it isn't the target.</summary>
    private static bool IsBack(string before, string target, HashSet<string> held)
    {
        var old = Advice.Split(before);
        return old.Length > 0 && old.All(held.Contains) && !old.All(Advice.Split(target).Contains);
    }

    internal static async Task PostAsync(
        LicenseDb db,
        Viewer viewer,
        Platform platform,
        IReadOnlyCollection<LedgerEntry> entries,
        CancellationToken ct
    )
    {
        if (entries.Count == 0)
        {
            return;
        }

        db.Ledger.AddRange(entries);
        await db.AppendAsync(
            [
                .. entries
                    .GroupBy(entry => entry.Kind)
                    .Select(kind => new AuditEntry
                    {
                        At = kind.First().At,
                        Actor = viewer.Actor,
                        Action = "ledger.posted",
                        Subject = "platform:" + platform.Name,
                        PlatformKey = platform.Key,
                        Detail = FormattableString.Invariant($"{kind.Key} {kind.Count()}"),
                    }),
            ],
            ct
        );
    }
}

internal sealed record VerifiedRow(
    RecommendationId Id,
    int PersonKey,
    string SeatBefore,
    string Target,
    string Currency,
    long ListMicros,
    long? CashMicros,
    bool IsPriced
);
