using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Billing;

/// <summary>What the contracts of a platform cost in the periods that start in one month, and what is used outside of them.</summary>
/// <param name="Contracts">One each, in the order of their first days.</param>
/// <param name="Outside">SKUs that no contract has a line for.</param>
/// <param name="IsComplete">False if something used has no price: it is listed with its quantity and missing in the total.</param>
/// <param name="IsEstimate">Presence is missing on some day of it.</param>
public sealed record Bill(
    string Currency,
    IReadOnlyList<ContractBill> Contracts,
    IReadOnlyList<OutsideBill> Outside,
    bool IsComplete,
    bool IsEstimate
)
{
    /// <summary><see cref="BillingPeriod.MonthOf"/> of its periods.</summary>
    public int Month => Contracts[0].Period.Month;

    public Money Total => new(Contracts.Sum(each => each.Micros) + Outside.Sum(each => each.Micros ?? 0), Currency);
}

/// <param name="Micros">Sum of the lines, or the contract's minimum if that is more; in millionths.</param>
public sealed record ContractBill(string Contract, BillingPeriod Period, IReadOnlyList<LineBill> Lines, long Micros)
{
    /// <summary>Expected from the month to the last complete day, for the contract has no closed period yet.</summary>
    public bool IsWithoutClosedPeriod { get; init; }
}

/// <param name="Billable">People, simultaneous people or hours.</param>
/// <param name="Committed">The line's quantity, or the need after a renewal.</param>
/// <param name="IsNeed">True for the need: "if notice is given".</param>
public sealed record LineBill(string Sku, LineBasis Basis, int Billable, int Committed, bool IsNeed, LineCharge Charge)
{
    /// <summary>Free on top of <see cref="Committed"/>.</summary>
    public required int Included { get; init; }

    /// <summary>Price of one unit, in millionths.</summary>
    public required long PriceMicros { get; init; }

    /// <summary>Price of each unit above, in millionths; null without one.</summary>
    public required long? OverageMicros { get; init; }
}

/// <param name="Billable">People who logged in.</param>
/// <param name="Micros">In millionths; null without a list price in the contracts' currency.</param>
public sealed record OutsideBill(string Sku, int Billable, long? Micros);
