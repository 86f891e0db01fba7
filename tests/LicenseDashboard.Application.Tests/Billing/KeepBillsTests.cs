using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Billing;

public sealed class KeepBillsTests
{
    private static readonly int _october = BillingBench.Month(2026, 10);

    [Fact]
    public async Task Closed_month_is_billed_with_the_parts_of_people_departments_and_managers()
    {
        await using var bench = await BillingBench.CreateAsync();
        await using var db = bench.Advice.Database.Open();
        var first = AdviceBench.Key(0);
        await db.People.Where(p => p.Key == first).ExecuteUpdateAsync(set => set.SetProperty(p => p.Department, "Support"));
        Assert.Equal(new(Closed: 1, Open: 1, Coming: 24), await bench.KeepAsync());

        // Two contracted for 155, one above for 170.
        var month = await db.BilledMonths.SingleAsync(m => m.Month == _october);
        Assert.Equal((BillKind.Closed, 480_000_000, true, false), (month.Kind, month.TotalMicros, month.IsComplete, month.IsEstimate));
        var line = await db.BilledLines.SingleAsync(l => l.Month == _october && l.Sku == "cloudCX3");
        Assert.Equal(
            (3, 2, 1, 310_000_000, 170_000_000),
            (line.Billable, line.Committed, line.Over, line.CommitmentMicros, line.OverageMicros)
        );
        Assert.Equal((BillingBench.October, new DateOnly(2026, 10, 31)), (line.First, line.Last));
        var people = await db.PersonCosts.Where(c => c.Month == _october).ToListAsync();
        Assert.All(people, cost => Assert.Equal(160_000_000, cost.Micros));
        Assert.Equal(3, people.Count);
        var departments = await db.DepartmentCosts.Where(c => c.Month == _october).OrderBy(c => c.Department).ToListAsync();
        Assert.Equal([("", 2, 320_000_000L), ("Support", 1, 160_000_000L)], departments.Select(d => (d.Department, d.People, d.Micros)));
        var manager = await db.ManagerCosts.SingleAsync(c => c.Month == _october);
        Assert.Equal((AdviceBench.ManagerKey, 3, 480_000_000), (manager.ManagerKey, manager.People, manager.Micros));
    }

    [Fact]
    public async Task Second_run_writes_nothing_and_leaves_no_trace_in_the_audit()
    {
        await using var bench = await BillingBench.CreateAsync();
        await bench.KeepAsync();
        var audit = (await bench.Advice.AuditAsync()).Count;
        Assert.Equal(new(0, 0, 0), await bench.KeepAsync());
        Assert.Equal(audit, (await bench.Advice.AuditAsync()).Count);
    }

    [Fact]
    public async Task Month_is_billed_again_when_its_facts_or_its_contract_change()
    {
        await using var bench = await BillingBench.CreateAsync();
        await bench.KeepAsync();
        await using var db = bench.Advice.Database.Open();
        await db
            .Seats.Where(s => s.PersonKey == AdviceBench.Key(0))
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.To, BillingBench.October));
        Assert.Equal(1, (await bench.KeepAsync()).Closed);
        Assert.Equal(310_000_000, (await db.BilledMonths.AsNoTracking().SingleAsync(m => m.Month == _october)).TotalMicros);
        Assert.Equal(2, await db.PersonCosts.CountAsync(c => c.Month == _october));
        await bench.ContractAsync(cx3: 2, price: 100);
        Assert.Equal(1, (await bench.KeepAsync()).Closed);
        Assert.Equal(200_000_000, (await db.BilledMonths.AsNoTracking().SingleAsync(m => m.Month == _october)).TotalMicros);
    }

    [Fact]
    public async Task Month_whose_presence_is_no_longer_stored_stays_as_billed()
    {
        await using var bench = await BillingBench.CreateAsync();
        await bench.KeepAsync();
        await using var db = bench.Advice.Database.Open();
        var november = FactDay.Of(new DateOnly(2026, 11, 1));
        await db.Coverage.Where(c => c.Day < november).ExecuteDeleteAsync();
        await bench.ContractAsync(cx3: 2, price: 100);
        Assert.Equal(0, (await bench.KeepAsync()).Closed);
        Assert.Equal(480_000_000, (await db.BilledMonths.SingleAsync(m => m.Month == _october)).TotalMicros);
    }

    [Fact]
    public async Task Missing_day_or_a_first_snapshot_within_it_makes_a_month_an_estimate()
    {
        await using var bench = await BillingBench.CreateAsync();
        await using var db = bench.Advice.Database.Open();
        var missing = FactDay.Of(new DateOnly(2026, 10, 12));
        await db.Coverage.Where(c => c.Day == missing).ExecuteDeleteAsync();
        await bench.KeepAsync();
        Assert.True((await db.BilledMonths.AsNoTracking().SingleAsync(m => m.Month == _october)).IsEstimate);
    }

    [Fact]
    public async Task Open_month_is_kept_so_far_and_as_forecast_and_closes_later()
    {
        await using var bench = await BillingBench.CreateAsync();
        await bench.KeepAsync();
        await using var db = bench.Advice.Database.Open();
        var november = BillingBench.Month(2026, 11);
        Assert.Equal(
            [BillKind.Forecast, BillKind.SoFar],
            (await db.BilledMonths.Where(m => m.Month == november).Select(m => m.Kind).ToListAsync()).OrderBy(kind => kind.ToString())
        );

        bench.Advice.Clock.Advance(TimeSpan.FromDays(14));
        await db
            .Streams.Where(s => s.Name == StreamStatus.Presence)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.CompleteThrough, new DateOnly(2026, 12, 2)));
        await bench.KeepAsync();
        Assert.Equal([BillKind.Closed], await db.BilledMonths.Where(m => m.Month == november).Select(m => m.Kind).ToListAsync());
        Assert.DoesNotContain(await db.BilledLines.Where(l => l.Month == november).ToListAsync(), line => line.Kind != BillKind.Closed);
        Assert.Equal(24, await db.BilledMonths.CountAsync(m => m.Kind == BillKind.Coming));
        Assert.False(await db.BilledMonths.AnyAsync(m => m.Kind == BillKind.Coming && m.Month == BillingBench.Month(2026, 12)));
    }

    [Fact]
    public async Task Coming_bills_have_approved_changes_made_and_open_ones_not()
    {
        await using var bench = await BillingBench.CreateAsync();
        await bench.Advice.RaiseAsync(bench.Advice.Found(0), bench.Advice.Found(1));
        await bench.Advice.ApproveAsync(0);
        await bench.KeepAsync();
        await using var db = bench.Advice.Database.Open();
        var december = BillingBench.Month(2026, 12);
        Assert.Equal(385_000_000, (await db.BilledMonths.SingleAsync(m => m.Month == december)).TotalMicros);
        var renewed = await db.BilledLines.SingleAsync(l => l.Month == BillingBench.Month(2027, 4) && l.Sku == "cloudCX3");
        Assert.Equal((2, 2, true), (renewed.Billable, renewed.Committed, renewed.IsNeed));
    }

    [Fact]
    public async Task Log_in_day_and_a_later_last_log_in_bill_a_person_without_presence()
    {
        await using var bench = await BillingBench.CreateAsync(people: 1);
        await using var db = bench.Advice.Database.Open();
        await db.PersonDays.ExecuteDeleteAsync();
        db.LogInDays.Add(new LogInDay { Day = FactDay.Of(new DateOnly(2026, 10, 31)), PersonKey = AdviceBench.Key(0) });
        await db.SaveChangesAsync();
        await bench.KeepAsync();
        Assert.Equal(1, (await db.BilledLines.SingleAsync(l => l.Month == _october && l.Sku == "cloudCX3")).Billable);
    }

    [Fact]
    public async Task Without_a_contract_nothing_is_billed_and_what_was_open_is_removed()
    {
        await using var bench = await BillingBench.CreateAsync();
        await bench.KeepAsync();
        await using var db = bench.Advice.Database.Open();
        await db.Contracts.ExecuteDeleteAsync();
        await bench.KeepAsync();
        Assert.Equal([BillKind.Closed], await db.BilledMonths.Select(m => m.Kind).ToListAsync());
    }
}
