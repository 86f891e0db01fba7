using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Spend;
using Xunit;
using static LicenseDashboard.Core.Tests.Spend.SpendSample;

namespace LicenseDashboard.Core.Tests.Spend;

public sealed class BudgetTests
{
    [Theory]
    [InlineData(300, false, null)]
    [InlineData(299, true, 1)]
    public void Budget_is_passed_by_the_first_cent_above_it(long dollars, bool passed, int? ahead)
    {
        var check = BudgetCheck.Of(2026, dollars * Dollar, Closed(100, 100), [Month(1, 100)]);
        Assert.Equal(passed, check.IsPassed);
        Assert.Equal(November + ahead, check.PassedIn);
        Assert.Equal(200 * Dollar, check.BilledMicros);
        Assert.Equal(3, check.Months);
    }

    [Fact]
    public void Only_months_of_the_year_count()
    {
        var check = BudgetCheck.Of(2027, Dollar, Closed(100, 100), [Month(1, 100), Month(2, 7)]);
        Assert.Equal((0, 7 * Dollar, 1), (check.BilledMicros, check.ExpectedMicros, check.Months));
    }

    [Fact]
    public void Bill_so_far_is_not_billed() =>
        Assert.Equal(0, BudgetCheck.Of(2026, Dollar, [new MonthBill(November, BillKind.SoFar, Dollar, [], null)], []).ExpectedMicros);

    [Theory]
    [InlineData(-0.01, false)]
    [InlineData(0.0, true)]
    [InlineData(1_000_000_000.0, true)]
    [InlineData(1_000_000_000.01, false)]
    public void Amount_is_checked(double amount, bool taken)
    {
        var outcome = Budget.MicrosOf((decimal)amount, "amount");
        Assert.Equal(taken, outcome.Refusal is null);
        Assert.StartsWith("amount", outcome.Refusal?.Message ?? "amount", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2016, true)]
    [InlineData(2015, false)]
    [InlineData(2036, true)]
    [InlineData(2037, false)]
    public void Year_lies_within_ten_years(int year, bool taken) => Assert.Equal(taken, Budget.YearProblem(year, 2026) is null);

    [Theory]
    [InlineData("2026-11", true)]
    [InlineData("2026-13", false)]
    [InlineData("2026-1", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Month_is_read_as_it_is_written(string? text, bool read) =>
        Assert.Equal(read ? text : null, MonthNumber.Parse(text) is { } month ? MonthNumber.Text(month) : null);

    [Fact]
    public void Savings_begin_in_their_month_and_run_on()
    {
        var months = SavingsMonths.Of(
            [new(November - 3, 1, 5), new(November, 2, 10), new(November + 2, 1, 7), new(null, 4, 0)],
            November,
            November + 2
        );
        Assert.Equal([10, 0, 7], months.Select(month => month.NewMicros));
        Assert.Equal([15, 15, 22], months.Select(month => month.RunningMicros));
        Assert.Equal([2, 0, 1], months.Select(month => month.Rows));
    }

    private static ForecastMonth Month(int ahead, long dollars) => new(November + ahead, dollars * Dollar, 0, null, null);
}
