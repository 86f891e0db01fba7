using LicenseDashboard.Application.Spend;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using Xunit;
using static LicenseDashboard.Testing.BilledWorld;

namespace LicenseDashboard.Application.Tests.Spend;

public sealed class SpendReadTests
{
    [Fact]
    public async Task Months_are_closed_ones_and_the_open_one_so_far_by_sku()
    {
        await using var bench = await SpendBench.CreateAsync();
        var spend = (await bench.SpendAsync(new SpendQuery())).Single();
        Assert.Equal(7, spend.Months.Count);
        Assert.Equal(BillKind.SoFar, spend.Months[^1].Kind);
        var october = spend.Months[^2];
        Assert.Equal(("USD", true), (spend.Currency, spend.HasContract));
        Assert.Equal((2080 * Dollar, 1830 * Dollar, 250 * Dollar), (october.TotalMicros, october.CommitmentMicros, october.OverageMicros));
        Assert.Equal(["CX 3", "WEM for CX 1"], october.Parts.Select(part => part.Name));
        Assert.Equal(october.TotalMicros, october.Parts.Sum(part => part.Micros));
    }

    [Theory]
    [InlineData(null, null, 7)]
    [InlineData("2026-10", null, 2)]
    [InlineData(null, "2026-06", 2)]
    [InlineData("2026-06", "2026-06", 1)]
    [InlineData("2030-01", null, 0)]
    public async Task Period_narrows_the_months(string? from, string? to, int months)
    {
        await using var bench = await SpendBench.CreateAsync();
        var query = new SpendQuery { From = MonthNumber.Parse(from), To = MonthNumber.Parse(to) };
        Assert.Equal(months, (await bench.SpendAsync(query)).Single().Months.Count);
    }

    [Fact]
    public async Task Period_the_wrong_way_round_is_refused_by_name()
    {
        await using var bench = await SpendBench.CreateAsync(people: false);
        var query = new SpendQuery { From = November, To = October };
        var refusal = (await bench.Get<SpendByMonth>().RunAsync(SpendBench.FinOps, query, CancellationToken.None)).Refusal;
        Assert.Equal(("invalid", "from"), (refusal!.Code, refusal.Field));
    }

    [Theory]
    [InlineData(SpendGroup.Department, "No department", "Sales", "No one")]
    [InlineData(SpendGroup.Manager, "Anna", "No one", null)]
    [InlineData(SpendGroup.Platform, "genesys", null, null)]
    public async Task Parts_and_what_no_one_uses_sum_to_the_bill(SpendGroup by, string first, string? second, string? third)
    {
        await using var bench = await SpendBench.CreateAsync();
        var october = (await bench.SpendAsync(new SpendQuery { GroupBy = by })).Single().Months.Single(month => month.Month == October);
        Assert.Equal(new[] { first, second, third }.Where(name => name is not null), october.Parts.Select(part => part.Name));
        Assert.Equal(october.TotalMicros, october.Parts.Sum(part => part.Micros));
    }

    [Fact]
    public async Task Below_a_manager_only_their_people_count()
    {
        await using var bench = await SpendBench.CreateAsync();
        var below = (await bench.SpendAsync(new SpendQuery { Manager = "b" })).Single().Months.Single(month => month.Month == October);
        Assert.Equal((1800 * Dollar, (long?)null), (below.TotalMicros, below.CommitmentMicros));
        var split = (await bench.SpendAsync(new SpendQuery { Manager = "a", GroupBy = SpendGroup.Manager })).Single().Months;
        Assert.Equal(["Ben", "Reporting to Anna directly"], split[^1].Parts.Select(part => part.Name));
        Assert.Empty((await bench.SpendAsync(new SpendQuery { Manager = "nobody" })).Single().Months);
    }

    [Fact]
    public async Task Chargeback_by_department_adds_up_and_opens_its_people()
    {
        await using var bench = await SpendBench.CreateAsync();
        var all = await bench.ChargebackAsync(SpendGroup.Department);
        Assert.Equal((October, BillKind.Closed), (all.Month, all.Kind));
        Assert.Equal(["No department", "Sales"], all.Rows.Select(row => row.Name));
        Assert.Equal([90, 10], all.Rows.Select(row => row.People));
        Assert.Equal(all.TotalMicros, all.Rows.Sum(row => row.Micros) + all.RestMicros);
        var sales = await bench.ChargebackAsync(SpendGroup.Department, "Sales", size: 4, page: 3);
        Assert.Equal((10, 2), (sales.People!.Total, sales.People.Items.Count));
        Assert.Equal([Cx3, Wem], sales.People.Items[0].Skus);
        Assert.Equal(23 * Dollar, sales.People.Items[0].Micros);
        Assert.Equal(90, (await bench.ChargebackAsync(SpendGroup.Department, "")).People!.Total);
    }

    [Fact]
    public async Task Chargeback_by_manager_goes_down_level_by_level()
    {
        await using var bench = await SpendBench.CreateAsync();
        Assert.Equal("Anna", Assert.Single((await bench.ChargebackAsync(SpendGroup.Manager)).Rows).Name);
        var anna = await bench.ChargebackAsync(SpendGroup.Manager, "a");
        Assert.Equal("Ben", Assert.Single(anna.Rows).Name);
        Assert.Equal(230 * Dollar, anna.RestMicros);
        Assert.Equal(100, anna.People!.Total);
        var ben = await bench.ChargebackAsync(SpendGroup.Manager, "b");
        Assert.Equal(["Anna", "Ben"], ben.Path.Select(step => step.Name));
        Assert.Equal(90, ben.People!.Total);
    }

    [Fact]
    public async Task Causes_sum_to_the_difference_and_tell_hires()
    {
        await using var bench = await SpendBench.CreateAsync();
        var found = (await bench.Get<SpendCauses>().RunAsync(SpendBench.FinOps, "genesys", null, CancellationToken.None)).Value!;
        Assert.Equal(October, found.Month);
        Assert.Equal(found.AfterMicros - found.BeforeMicros, found.Causes.Sum(cause => cause.Micros));
        Assert.Equal(250 * Dollar, found.Causes.Single(cause => cause.Cause == ChangeCause.PeopleIn).Micros);
    }

    [Fact]
    public async Task Open_month_is_not_compared()
    {
        await using var bench = await SpendBench.CreateAsync();
        Assert.Null((await bench.Get<SpendCauses>().RunAsync(SpendBench.FinOps, "genesys", November, CancellationToken.None)).Value);
    }

    [Fact]
    public async Task Forecast_goes_to_the_end_of_the_term_with_its_marks()
    {
        await using var bench = await SpendBench.CreateAsync();
        var found = await bench.ForecastAsync();
        Assert.Equal((March, November), (found.Until, found.OpenMonth));
        Assert.Equal(5, found.Forecast.Months.Count);
        Assert.Null(found.Forecast.NoRange);
        Assert.Equal(1955 * Dollar, found.SoFarMicros);
        Assert.Equal(2080 * Dollar, found.OpenMicros);
        Assert.Equal(1830 * Dollar, found.CommittedMicros);
        Assert.Contains(found.Marks, mark => mark.Kind == SpendMarkKind.Renewal && mark.First == new DateOnly(2027, 4, 1));
        Assert.Contains(found.Marks, mark => mark.Kind == SpendMarkKind.Notice && mark.First == new DateOnly(2026, 12, 31));
    }

    [Fact]
    public async Task Open_bill_that_is_still_kept_after_its_month_was_closed_no_longer_counts()
    {
        await using var bench = await SpendBench.CreateAsync(people: false);
        await using (var db = bench.Database.Open())
        {
            db.AddBill(October, BillKind.SoFar, 50);
            db.AddBill(November, BillKind.Coming, 500);
            await db.SaveChangesAsync();
        }

        Assert.Equal(7, (await bench.SpendAsync(new SpendQuery())).Single().Months.Count);
        Assert.Equal(5, (await bench.ForecastAsync()).Forecast.Months.Count);
    }

    [Fact]
    public async Task Without_bills_everything_is_empty_and_nothing_is_zero()
    {
        await using var bench = await SpendBench.CreateAsync(people: false, bills: false);
        var spend = (await bench.SpendAsync(new SpendQuery())).Single();
        Assert.Equal((null, false, 0, 0), (spend.Currency, spend.HasContract, spend.Known.Count, spend.Months.Count));
        var forecast = await bench.ForecastAsync();
        Assert.Null(forecast.SoFarMicros);
        Assert.Empty(forecast.Forecast.Months);
    }

    [Theory]
    [InlineData(ViewerRoles.OperationsManager)]
    [InlineData(ViewerRoles.ApiRead)]
    public async Task Spend_is_refused_to_roles_that_see_no_money(ViewerRoles role)
    {
        await using var bench = await SpendBench.CreateAsync(people: false);
        var viewer = SpendBench.Manager with { Roles = role };
        Assert.Equal(
            "forbidden",
            (await bench.Get<SpendByMonth>().RunAsync(viewer, new SpendQuery(), CancellationToken.None)).Refusal?.Code
        );
        Assert.Equal("forbidden", (await bench.Get<SpendForecast>().RunAsync(viewer, null, CancellationToken.None)).Refusal?.Code);
        Assert.Equal("forbidden", (await bench.Get<SpendCauses>().RunAsync(viewer, "genesys", null, CancellationToken.None)).Refusal?.Code);
        var query = new ChargebackQuery("genesys", null, SpendGroup.Department, null, Page.First);
        Assert.Equal("forbidden", (await bench.Get<Chargeback>().RunAsync(viewer, query, CancellationToken.None)).Refusal?.Code);
    }
}
