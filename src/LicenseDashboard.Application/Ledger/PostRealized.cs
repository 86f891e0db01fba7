using LicenseDashboard.Application.Billing;
using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Ledger;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ledger;

/// <summary>
/// Posts what verified changes saved in each closed month, once per row and month. A month is looked at when it was billed, and again when
/// its bill or its invoices have changed; what is posted stays.
/// </summary>
internal sealed class PostRealized(IDbContextFactory<LicenseDb> dbs, LoadBillingFacts load, InvoicedQuantities invoices, TimeProvider clock)
{
    public async Task RunAsync(Viewer viewer, Platform platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var stamps = await InvoicedQuantities.StampsAsync(db, platform.Key, ct);
        var months = await db
            .BilledMonths.Where(m => m.PlatformKey == platform.Key && m.Kind == BillKind.Closed)
            .OrderBy(m => m.Month)
            .Select(m => new
            {
                m.Month,
                m.Digest,
                m.PostedDigest,
            })
            .ToListAsync(ct);
        foreach (var month in months)
        {
            var digest = stamps.TryGetValue(month.Month, out var stamp)
                ? FormattableString.Invariant($"{month.Digest}.{stamp}")
                : month.Digest;
            if (digest != month.PostedDigest)
            {
                await MonthAsync(db, viewer, platform, month.Month, digest, ct);
            }
        }
    }

    private async Task MonthAsync(LicenseDb db, Viewer viewer, Platform platform, int month, string digest, CancellationToken ct)
    {
        var rows = await (
            from entry in db.Ledger
            join item in db.Remediations on entry.RecommendationId equals item.RecommendationId
            where
                entry.PlatformKey == platform.Key
                && entry.Kind == LedgerKind.Verified
                && item.VerifiedAt != null
                && !db.Ledger.Any(other => other.Reverses == entry.Key)
            select new
            {
                Entry = entry,
                item.SeatBefore,
                item.Target,
                item.VerifiedAt,
            }
        )
            .AsNoTracking()
            .ToListAsync(ct);
        var entries = rows.DistinctBy(row => row.Entry.Key).ToDictionary(row => BillingRows.IdOf(row.Entry.RecommendationId));
        var saved = entries.Count == 0 ? [] : await SavedAsync();
        await db.InTransactionAsync(
            async token =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var posted = await db
                    .Ledger.Where(entry => entry.PlatformKey == platform.Key && entry.Kind == LedgerKind.Realized && entry.Month == month)
                    .Select(entry => entry.RecommendationId)
                    .ToHashSetAsync(token);
                await PostLedger.PostAsync(
                    db,
                    viewer,
                    platform,
                    [
                        .. saved
                            .Select(each => (entries[each.Id].Entry, each.Micros))
                            .Where(each => !posted.Contains(each.Entry.RecommendationId))
                            .Select(each => new LedgerEntry
                            {
                                PlatformKey = platform.Key,
                                Kind = LedgerKind.Realized,
                                RecommendationId = each.Entry.RecommendationId,
                                PersonKey = each.Entry.PersonKey,
                                Currency = each.Entry.Currency,
                                ListMicros = each.Entry.ListMicros,
                                CashMicros = each.Micros,
                                Month = month,
                                At = now,
                                Note = "Seen in the billable count.",
                            }),
                    ],
                    token
                );
                await db
                    .BilledMonths.Where(m => m.PlatformKey == platform.Key && m.Month == month && m.Kind == BillKind.Closed)
                    .ExecuteUpdateAsync(set => set.SetProperty(m => m.PostedDigest, digest), token);
            },
            ct
        );

        async Task<IReadOnlyList<(string Id, long Micros)>> SavedAsync()
        {
            var today = platform.LocalDay(clock.GetUtcNow());
            var changes = entries
                .Select(row => new VerifiedChange(
                    row.Key,
                    BillingRows.IdOf(row.Value.Entry.PersonKey),
                    Advice.Split(row.Value.SeatBefore),
                    Advice.Split(row.Value.Target),
                    platform.DayOf(row.Value.VerifiedAt)!.Value
                ))
                .ToList();
            var loaded = await load.OfMonthAsync(db, platform, today, month, ct);

            // Someone without any seat in the month isn't among its people, but may have been before the change.
            var known = loaded.Facts.People.Select(person => person.Id).ToHashSet(StringComparer.Ordinal);
            var gone = changes.Select(change => change.PersonId).Distinct().Where(id => !known.Contains(id));
            var facts = loaded.Facts with { People = [.. loaded.Facts.People, .. gone.Select(id => new BilledPerson { Id = id })] };
            var above = await invoices.AboveOursAsync(db, platform.Key, month, ct);
            return Realized.Of(Realized.BookOf(facts, changes), month, changes, above.Contains);
        }
    }
}
