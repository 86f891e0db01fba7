using LicenseDashboard.Core.Billing;

namespace LicenseDashboard.Core.Spend;

/// <summary>A kept bill with its charges.</summary>
/// <param name="TotalMicros">In millionths of the platform's currency.</param>
/// <param name="People">People billed with a base license; null if no one counted them.</param>
public sealed record MonthBill(int Month, BillKind Kind, long TotalMicros, IReadOnlyList<BilledLine> Lines, int? People)
{
    /// <summary>UTC time of the calculation.</summary>
    public DateTime BilledAt { get; init; }

    public bool IsEstimate { get; init; }

    /// <summary>False if something used has no price, so that the total is too low.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>The bill that stands for its month: what facts say of a closed month, else what it will be.</summary>
    public bool IsExpected => Kind != BillKind.SoFar;
}
