using LicenseDashboard.Core.Billing;
using Xunit;
using static LicenseDashboard.Core.Tests.Billing.Sample;

namespace LicenseDashboard.Core.Tests.Billing;

/// <summary>
/// August, September and October 2026 of one organization, worked out by hand: Communicate named (80 at 20, above 24), CX 2 concurrent (480
/// at 161, above 193.20), CX 1 hourly (200 h at 1.035, above 1.235). The vendor's published examples are in September.
/// </summary>
public class ThreeMonthsTests
{
    private static readonly BillingFacts _facts = Facts(
        [Contract(Named(Communicate, 80, 20, 24), Concurrent(Cx2, 480, 161, 193.20m), Hourly(Cx1, 200, 1.035m, 1.235m))],
        [
            .. People(75, Person("all-months", Communicate).On(new(2026, 8, 3), new(2026, 9, 1), new(2026, 10, 30))),
            .. People(6, Person("autumn", Communicate).On(new(2026, 9, 30), new(2026, 10, 1))),
            .. People(57, Person("september", Communicate).On(new DateOnly(2026, 9, 15))),
            // August: 480 for exactly 30 minutes. September: 500 for 31 minutes. October: 490 for 15 minutes twice.
            .. People(480, Person("agent", Cx2).At(8, 4, 9, 30).At(9, 7, 9, 31).At(10, 5, 9, 15).At(10, 20, 14, 15)),
            .. People(10, Person("helper", Cx2).At(9, 7, 9, 31).At(10, 5, 9, 15).At(10, 20, 14, 15)),
            .. People(10, Person("reserve", Cx2).At(9, 7, 9, 31)),
            // 503 people for 6 minutes in September, 481 for 29 minutes in August: not counted.
            .. People(3, Person("short", Cx2).At(9, 7, 9.1, 6)),
            Person("nearly", Cx2).At(8, 4, 9, 29),
            // 112.23 h + 110.11 h = 222.34 h in September; 150 h in August.
            Person("hours-1", Cx1).At(8, 10, 0, 150 * 60).At(9, 1, 0, 112.23 * 60),
            Person("hours-2", Cx1).At(9, 1, 0, 110.11 * 60),
        ]
    );

    [Fact]
    public void August_stays_within_the_commitments() =>
        Check(
            8,
            total: 79_087m,
            (Communicate, 75, 0, 1_600m, 0m), // 80 × 20
            (Cx1, 150, 0, 207m, 0m), // 200 × 1.035
            (Cx2, 480, 0, 77_280m, 0m) // 480 × 161
        );

    [Fact]
    public void September_is_above_everywhere_as_in_the_published_examples() =>
        Check(
            9,
            total: 84_371.41m,
            (Communicate, 138, 58, 1_600m, 1_392m), // 58 × 24
            (Cx1, 223, 23, 207m, 28.41m), // 23 × 1.235 = 28.405
            (Cx2, 500, 20, 77_280m, 3_864m) // 20 × 193.20
        );

    [Fact]
    public void October_adds_up_pieces_of_a_level_and_bills_commitments_without_use() =>
        Check(
            10,
            total: 81_043m,
            (Communicate, 81, 1, 1_600m, 24m), // 1 × 24
            (Cx1, 0, 0, 207m, 0m),
            (Cx2, 490, 10, 77_280m, 1_932m) // 10 × 193.20
        );

    private static void Check(
        int month,
        decimal total,
        params (string Sku, int Billable, int Over, decimal Commitment, decimal Overage)[] lines
    )
    {
        var bill = SoFar(_facts, 2026, month);
        Assert.Equal(PeriodState.Closed, bill.Contracts[0].Period.State);
        Assert.Equal(
            lines,
            bill.Contracts[0]
                .Lines.Select(line =>
                    (line.Sku, line.Billable, line.Charge.Over, Amount(line.Charge.CommitmentMicros), Amount(line.Charge.OverageMicros))
                )
                .OrderBy(line => line.Sku == Communicate ? 0 : 1)
        );
        Assert.Equal(total, bill.Total.Amount);
    }

    private static decimal Amount(long micros) => micros / 1_000_000m;
}
