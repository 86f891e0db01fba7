using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Billing;

/// <summary>What one contract costs in one period. After a change only the SKUs it touched are priced again.</summary>
internal sealed class PricedPeriod
{
    private readonly SkuBook _skus;
    private readonly LineInForce?[] _lines;
    private readonly bool[] _needBased;
    private readonly bool[] _outside;
    private readonly LineCharge[] _charges;
    private readonly int[] _shifts;
    private readonly long _unit;
    private long _lineSum;
    private long _outsideSum;

    /// <param name="renewal">The last renewal up to the period on which commitments change; null if none.</param>
    /// <param name="outside">SKUs without a line that are billed beside this contract.</param>
    public PricedPeriod(SkuBook skus, ContractTerms contract, BillingPeriod period, Renewal? renewal, IEnumerable<int> outside)
    {
        (_skus, Contract, Period, Renewal) = (skus, contract, period, renewal);
        _lines = new LineInForce?[skus.Count];
        _needBased = new bool[skus.Count];
        _outside = new bool[skus.Count];
        _charges = new LineCharge[skus.Count];
        _shifts = new int[skus.Count];
        _unit = CurrencyUnit.Of(contract.Currency);
        foreach (var line in contract.Lines)
        {
            var sku = skus.Find(line.Sku);
            var inForce = _lines[sku] = new LineInForce(contract, line, period.First, skus.ListMicros[sku]);
            _needBased[sku] = renewal is { } on && inForce.Terms.PriceMicros != 0 && !line.SaysQuantity(on.On, period.First);
        }

        foreach (var sku in outside)
        {
            _outside[sku] = true;
        }
    }

    public ContractTerms Contract { get; }

    public BillingPeriod Period { get; }

    public Renewal? Renewal { get; }

    public required Quantities Quantities { get; init; }

    /// <summary>Those on the day of <see cref="Renewal"/>, without people who have a season tag.</summary>
    public required Quantities? Need { get; init; }

    public long Micros => Math.Max(Contract.MinimumMicros, _lineSum) + _outsideSum;

    public void PriceAll()
    {
        for (var sku = 0; sku < _lines.Length; sku++)
        {
            Price(sku);
        }
    }

    /// <summary>What a SKU costs as of the last pricing.</summary>
    public LineCharge ChargeOf(int sku) => _charges[sku];

    /// <summary>Basis of a SKU's line here; null if there is none.</summary>
    public LineBasis? BasisOf(int sku) => _lines[sku]?.Terms.Basis;

    public void Price(int sku)
    {
        if (_lines[sku] is { } line)
        {
            _lineSum -= _charges[sku].Micros;
            _charges[sku] = line.Charge(Committed(sku, line), Quantities.Billable(sku, line.Terms.Basis));
            _lineSum += _charges[sku].Micros;
        }
        else if (_outside[sku])
        {
            _outsideSum -= _charges[sku].Micros;
            var list = CurrencyUnit.Round(checked(Quantities.Named[sku] * (_skus.ListMicros[sku] ?? 0)), _unit);
            _charges[sku] = new LineCharge(Quantities.Named[sku], 0, list, _skus.ListMicros[sku] is not null);
            _outsideSum += list;
        }
    }

    /// <summary>False if a change of this SKU has no price here.</summary>
    public bool HasPrice(int sku) => _charges[sku].IsPriced || (_lines[sku] is null && !_outside[sku]);

    /// <summary>Whether a change costs here what it costs in another period of the contract, if both have the same quantities.</summary>
    public bool PricesAs(PricedPeriod other) =>
        Contract == other.Contract
        && Quantities == other.Quantities
        && Need == other.Need
        && _needBased.AsSpan().SequenceEqual(other._needBased)
        && _outside.AsSpan().SequenceEqual(other._outside)
        && _lines.Select(line => line?.Terms).SequenceEqual(other._lines.Select(line => line?.Terms));

    /// <summary>Whether more people hold the SKU than a contract with a hard limit allows.</summary>
    public bool IsOverLimit(int sku) =>
        _lines[sku] is { } line && line.Limit(Committed(sku, line)) is { } limit && Quantities.Holders[sku] > limit;

    public ContractBill ContractBill() =>
        new(
            Contract.Id,
            Period,
            [
                .. Contract
                    .Lines.Select(line => (line, sku: _skus.Find(line.Sku)))
                    .Select(each => (each.sku, inForce: _lines[each.sku]!))
                    .OrderBy(each => each.sku)
                    .Select(each => new LineBill(
                        _skus.Id(each.sku),
                        each.inForce.Terms.Basis,
                        Quantities.Billable(each.sku, each.inForce.Terms.Basis),
                        Committed(each.sku, each.inForce),
                        _needBased[each.sku],
                        _charges[each.sku]
                    )
                    {
                        Included = each.inForce.Terms.Included,
                        PriceMicros = each.inForce.Terms.PriceMicros,
                        OverageMicros = each.inForce.OverageMicros,
                    }),
            ],
            Math.Max(Contract.MinimumMicros, _lineSum)
        );

    public IEnumerable<OutsideBill> OutsideBills() =>
        Enumerable
            .Range(0, _skus.Count)
            .Where(sku => _outside[sku] && Quantities.Named[sku] > 0)
            .Select(sku => new OutsideBill(
                _skus.Id(sku),
                Quantities.Named[sku],
                _skus.ListMicros[sku] is null ? null : _charges[sku].OverageMicros
            ));

    public bool IsComplete => Array.TrueForAll(_charges, charge => charge is { IsPriced: true } or { Over: 0 });

    /// <summary>Commits to more or less of a SKU than its line says, as if another need had been known at the last renewal.</summary>
    public void Shift(int sku, int by) => _shifts[sku] += by;

    /// <summary>The line of a SKU as in force, with what is committed; null if it has none.</summary>
    public (LineTerms Terms, int Committed)? LineOf(int sku) => _lines[sku] is { } line ? (line.Terms, Committed(sku, line)) : null;

    private int Committed(int sku, LineInForce line) =>
        _shifts[sku] + (_needBased[sku] ? line.CommittedFor(Need!.Need(sku, line.Terms.Basis)) : line.Terms.Committed);
}
