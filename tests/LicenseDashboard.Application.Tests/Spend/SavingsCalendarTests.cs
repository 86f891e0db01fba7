using LicenseDashboard.Application.Spend;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Spend;

public sealed class SavingsCalendarTests
{
    private const long Dollar = 1_000_000;

    [Fact]
    public async Task Cash_turns_up_in_its_month_approved_and_potential_apart()
    {
        await using var bench = await AdviceBench.CreateAsync(people: 4);
        await bench.RaiseAsync(bench.Found(0), bench.Found(1), bench.Found(2), bench.Found(3));
        await PriceAsync(bench, 0, 30, new DateOnly(2027, 1, 1), approved: true);
        await PriceAsync(bench, 1, 20, new DateOnly(2026, 12, 1));
        await PriceAsync(bench, 2, 0, null);
        var calendar = Assert.Single(await bench.Database.Get<SavingsCalendar>().RunAsync(A.Auditor, null, CancellationToken.None));
        Assert.Equal([0, 0, 30 * Dollar], calendar.Approved.Select(month => month.RunningMicros));
        Assert.Equal([0, 20 * Dollar, 20 * Dollar], calendar.Potential.Select(month => month.RunningMicros));
        Assert.Equal((1, 1), (calendar.NoCash, calendar.Unpriced));
    }

    [Fact]
    public async Task Managers_see_the_cash_of_their_people_only()
    {
        await using var bench = await AdviceBench.CreateAsync(people: 2);
        await bench.RaiseAsync(bench.Found(0), bench.Found(1));
        await PriceAsync(bench, 0, 30, new DateOnly(2026, 12, 1));
        var below = bench.Manager with { Scopes = [new ReportingScope(1, AdviceBench.Key(0), 0, 0)] };
        Assert.NotEmpty(await bench.Database.Get<SavingsCalendar>().RunAsync(bench.Manager, null, CancellationToken.None));
        Assert.Empty(await bench.Database.Get<SavingsCalendar>().RunAsync(below, null, CancellationToken.None));
    }

    private static async Task PriceAsync(AdviceBench bench, int person, int dollars, DateOnly? from, bool approved = false)
    {
        await using var db = bench.Database.Open();
        var key = AdviceBench.Key(person);
        await db
            .Recommendations.Where(r => r.PersonKey == key)
            .ExecuteUpdateAsync(set =>
                set.SetProperty(r => r.CashMicros, dollars * Dollar)
                    .SetProperty(r => r.CashFrom, from)
                    .SetProperty(r => r.Status, approved ? RecommendationStatus.Approved : RecommendationStatus.Open)
            );
    }
}
