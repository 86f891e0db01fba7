using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Ledger;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ledger;

public class RealizedTotalsTests
{
    private static readonly int _october = BillingPeriod.MonthOf(new DateOnly(2026, 10, 1));

    [Fact]
    public async Task Newest_closed_bill_is_summed_without_what_was_taken_out_again_and_for_visible_people_only()
    {
        await using var bench = await AdviceBench.CreateAsync(people: 3);
        var totals = new RealizedTotals(bench.Database.Factory);
        Assert.Empty(await totals.RunAsync(bench.Manager, null, CancellationToken.None));

        await using var db = bench.Database.Open();
        db.BilledMonths.AddRange(Closed(_october - 1), Closed(_october));
        var wrong = Entry(AdviceBench.Key(2), _october, 500);
        db.Ledger.AddRange(
            Entry(AdviceBench.Key(0), _october - 1, 70),
            Entry(AdviceBench.Key(0), _october, 80),
            Entry(AdviceBench.Key(1), _october, 40),
            wrong
        );
        await db.SaveChangesAsync();
        db.Ledger.Add(wrong.Reversal(wrong.At, "The license was restored."));
        await db.SaveChangesAsync();

        var total = Assert.Single(await totals.RunAsync(bench.Manager, null, CancellationToken.None));
        Assert.Equal((new DateOnly(2026, 10, 1), 2, Money.Of(120, "USD")), (total.Month, total.Count, total.Cash));
        var stranger = bench.Manager with { Scopes = [] };
        Assert.Equal(0, Assert.Single(await totals.RunAsync(stranger, null, CancellationToken.None)).Count);
    }

    private static BilledMonth Closed(int month) =>
        new()
        {
            PlatformKey = 1,
            Month = month,
            Kind = BillKind.Closed,
            Currency = "USD",
            TotalMicros = 0,
            IsComplete = true,
            IsEstimate = false,
            BilledAt = new DateTime(2026, 11, 3, 0, 0, 0, DateTimeKind.Utc),
        };

    private static LedgerEntry Entry(int person, int month, long cash) =>
        new()
        {
            PlatformKey = 1,
            Kind = LedgerKind.Realized,
            RecommendationId = RecommendationId.New(),
            PersonKey = person,
            Currency = "USD",
            ListMicros = cash * Money.UnitMicros,
            CashMicros = cash * Money.UnitMicros,
            Month = month,
            At = new DateTime(2026, 11, 4, 0, 0, 0, DateTimeKind.Utc),
        };
}
