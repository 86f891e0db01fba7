using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Core.Tests.Contracts;

public class RunwayTests
{
    private static readonly ContractTerms Terms = A.Terms(A.Line("cloudCX1", 1)) with
    {
        First = new DateOnly(2026, 4, 1),
        Last = new DateOnly(2027, 3, 31),
        NoticeDays = 90,
    };

    [Theory]
    [InlineData("2026-07-05", 179, 180), InlineData("2026-07-03", 181, null), InlineData("2026-12-01", 30, 30)]
    [InlineData("2026-12-31", 0, 30)]
    public void Notice_day_counts_down_through_its_marks(string today, int left, int? reached)
    {
        var runway = Runway.Of(Terms, DateOnly.Parse(today, null))!;
        Assert.Equal((new DateOnly(2026, 12, 31), left, reached), (runway.Deadline, runway.DaysLeft, runway.Reached));
        Assert.Null(runway.Missed);
    }

    [Fact]
    public void After_the_notice_day_the_next_term_counts_and_the_missed_one_is_named()
    {
        var runway = Runway.Of(Terms, new DateOnly(2027, 1, 1))!;
        Assert.Equal((new DateOnly(2028, 4, 1), new DateOnly(2028, 1, 1)), (runway.On, runway.Deadline));
        Assert.Equal((new DateOnly(2027, 4, 1), new DateOnly(2026, 12, 31)), (runway.Missed!.Value.On, runway.Missed.Value.Notice!.Value));
    }

    [Fact]
    public void Contract_that_does_not_renew_counts_down_to_its_last_day()
    {
        var runway = Runway.Of(Terms with { NoticeDays = null }, new DateOnly(2027, 3, 1))!;
        Assert.Equal((false, Terms.Last, 30), (runway.Renews, runway.Deadline, runway.DaysLeft));
    }

    [Theory, InlineData(0, 1), InlineData(730, 1), InlineData(730, 120)]
    public void There_is_always_a_term_that_can_still_be_changed(int notice, int months)
    {
        var terms = Terms with { NoticeDays = notice, RenewalMonths = months };
        foreach (var day in Enumerable.Range(-500, 5_000).Where(day => day % 7 == 0))
        {
            Assert.True(Runway.Of(terms, Terms.First.AddDays(day))!.DaysLeft >= 0);
        }
    }

    [Theory]
    [InlineData("2026-01-31", "2026-02-27", "2026-01-31", "2026-02-28")]
    [InlineData("2026-01-31", "2026-02-28", "2026-02-28", "2026-02-28")]
    [InlineData("2026-01-31", "2026-03-01", "2026-02-28", "2026-03-31")]
    [InlineData("2026-01-15", "2026-01-15", "2026-01-15", "2026-01-15")]
    [InlineData("2026-01-15", "2025-01-01", "2026-01-15", "2026-01-15")]
    [InlineData("2026-01-15", "2026-01-16", "2026-01-15", "2026-02-15")]
    public void Billing_month_of_a_day_and_first_one_that_begins_on_it_or_later(string first, string day, string holds, string applies)
    {
        var (contract, on) = (DateOnly.Parse(first, null), DateOnly.Parse(day, null));
        Assert.Equal(DateOnly.Parse(holds, null), BillingMonths.FirstDay(contract, on));
        Assert.Equal(DateOnly.Parse(applies, null), BillingMonths.AppliesFrom(contract, on));
    }
}
