using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Billing;

/// <summary>The two parts of what a line costs in a period, in millionths.</summary>
/// <param name="Over">Quantity above the committed and the included one.</param>
/// <param name="IsPriced">False if there is a quantity above and no price for it.</param>
public readonly record struct LineCharge(int Over, long CommitmentMicros, long OverageMicros, bool IsPriced)
{
    public long Micros => CommitmentMicros + OverageMicros;
}

/// <summary>A line as it is in force for all of one period: that of the period's first day.</summary>
internal sealed class LineInForce
{
    private readonly long _unit;
    private readonly bool _hard;

    /// <param name="listMicros">List price of the SKU in the contract's currency; null if unknown.</param>
    public LineInForce(ContractTerms contract, LineTerms line, DateOnly periodFirst, long? listMicros)
    {
        Terms = line.On(periodFirst);
        _unit = CurrencyUnit.Of(contract.Currency);
        _hard = contract.OverUse == OverUse.Hard;
        OverageMicros = Terms.OverageMicros ?? (Terms.PriceMicros != 0 ? Terms.PriceMicros : listMicros);
    }

    public LineTerms Terms { get; }

    /// <summary>Price of each unit above, in millionths; null without one.</summary>
    public long? OverageMicros { get; }

    /// <summary>How many may hold a named SKU; null where overage is billed.</summary>
    public int? Limit(int committed) => _hard && Terms.Basis == LineBasis.Named ? committed + Terms.Included : null;

    /// <param name="committed">The line's own quantity, or the need after a renewal.</param>
    public LineCharge Charge(int committed, int billable)
    {
        if (Terms.Cancellable && billable == 0)
        {
            return new LineCharge(0, 0, 0, true);
        }

        var over = _hard ? 0 : Math.Max(0, billable - Terms.Included - committed);
        return new LineCharge(
            over,
            CurrencyUnit.Round(checked(committed * Terms.PriceMicros), _unit),
            over == 0 ? 0 : CurrencyUnit.Round(checked(over * (OverageMicros ?? 0)), _unit),
            over == 0 || OverageMicros is not null
        );
    }

    /// <summary>What is committed after a renewal on which notice is given.</summary>
    /// <param name="need">Quantity needed on the renewal's day.</param>
    public int CommittedFor(int need) => Math.Max(Terms.Minimum, Math.Max(0, need - Terms.Included));
}
