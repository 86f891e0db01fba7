using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Billing;

/// <summary>A charge in both bills; null where it isn't on one.</summary>
public sealed record LinePair(BilledLine? AsIs, BilledLine? WithChange);

/// <summary>Both bills of a coming month.</summary>
/// <param name="Month"><see cref="BillingPeriod.MonthOf"/>.</param>
public sealed record BillPair(int Month, long AsIsMicros, long WithMicros, IReadOnlyList<LinePair> Lines)
{
    public long SavedMicros => AsIsMicros - WithMicros;
}

/// <summary>The two bills whose difference is the cash saving of a row. Rows before it in the chain are made in both.</summary>
/// <param name="Reason">The sentence beside the figures.</param>
public sealed record TwoBills(string Currency, string Reason, int RowsBefore, IReadOnlyList<BillPair> Months);

public sealed class LoadTwoBills(IDbContextFactory<LicenseDb> dbs, LoadBillingFacts load, TimeProvider clock)
{
    public async Task<Outcome<TwoBills>> RunAsync(Viewer viewer, RecommendationId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.SeesMoney)
        {
            return Refusal.Forbidden("Only FinOps, administrators and auditors see bills.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var row = await db.Recommendations.AsNoTracking().SingleOrDefaultAsync(r => r.Id == id, ct);
        if (row is null)
        {
            return Refusal.NotFound("Recommendation not found.");
        }

        var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Key == row.PlatformKey, ct);
        var loaded = await load.ReadAsync(db, platform, platform.LocalDay(clock.GetUtcNow()), ct);
        var book = loaded.ToBook();
        var chain = SavingsChain.Order(book, book.Rows);
        var at = chain.Select(each => each.Id).ToList().IndexOf(BillingRows.IdOf(id));
        if (at < 0 || book.Contracts.Count == 0)
        {
            var why =
                book.Contracts.Count == 0
                    ? "No contract: cash saving is unknown."
                    : "Only open and approved rows that aren't protected have a cash figure.";
            return new Refusal("no-figure", why);
        }

        var before = Bills.Coming(book, [.. chain.Take(at)]);
        var after = Bills.Coming(book, [.. chain.Take(at + 1)]);
        return new TwoBills(
            book.Contracts[0].Currency,
            row.CashNote,
            at,
            [.. before.Zip(after, (one, other) => PairOf(platform, one, other))]
        );
    }

    private BillPair PairOf(Platform platform, Bill asIs, Bill with)
    {
        var (one, other) = (LinesOf(platform, asIs), LinesOf(platform, with));
        return new BillPair(
            asIs.Month,
            asIs.Total.Micros,
            with.Total.Micros,
            [
                .. one
                    .Keys.Union(other.Keys)
                    .OrderBy(key => key.Contract, StringComparer.Ordinal)
                    .ThenBy(key => key.Sku, StringComparer.Ordinal)
                    .Select(key => new LinePair(one.GetValueOrDefault(key), other.GetValueOrDefault(key))),
            ]
        );
    }

    private Dictionary<(string Contract, string Sku), BilledLine> LinesOf(Platform platform, Bill bill) =>
        BillRows
            .Of(platform.Key, BillKind.Coming, bill, null, clock.GetUtcNow().UtcDateTime)
            .Lines.ToDictionary(line => (line.Contract, line.Sku));
}
