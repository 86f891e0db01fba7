using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Invoices;

/// <summary>
/// Splits the difference of one SKU: price = invoiced quantity × (invoiced price − expected price), quantity = (invoiced − expected
/// quantity) × expected price, for the committed part and for what is above. The quantity above is then laid to people who fit, and what
/// remains in money is rounding or unexplained.
/// </summary>
internal sealed class LineComparison(
    ComparisonFacts facts,
    string sku,
    IReadOnlyList<BilledLine> expected,
    IReadOnlyList<InvoicedLine> invoiced
)
{
    private readonly List<Difference> _causes = [];

    private LineBasis? Basis => expected.Count > 0 ? expected[0].Basis : null;

    public ComparedLine Compare()
    {
        var (committed, above) = (Committed(), Above());
        var (paid, over) = Split(committed.Quantity);
        var expectedMicros = expected.Sum(line => line.CommitmentMicros + line.OverageMicros);
        var invoicedMicros = invoiced.Sum(line => line.AmountMicros);
        var known = invoiced.Count > 0 && paid.TrueForAll(part => part.IsKnown) && over.TrueForAll(part => part.IsKnown);
        // What the minimum adds only follows from the other lines.
        var comparable = sku.Length > 0 && (known || invoiced.Count == 0);
        if (comparable && expectedMicros != invoicedMicros)
        {
            Quantity(committed, Sum(paid), isAbove: false);
            Quantity(above, Sum(over), isAbove: true);
            Prices(committed, paid);
            Prices(above, over);
        }

        if (expectedMicros != invoicedMicros)
        {
            Rest(invoicedMicros - expectedMicros);
        }

        return new ComparedLine(
            sku,
            [.. invoiced.Select(line => line.Product).Distinct(StringComparer.Ordinal)],
            Basis,
            expected.Count > 0 ? committed.Quantity + above.Quantity : null,
            known ? Sum(paid) + Sum(over) : null,
            expectedMicros,
            invoicedMicros,
            [.. _causes.Where(cause => cause.Micros != 0).OrderBy(cause => cause.Cause)]
        );
    }

    /// <summary>Prepaid units; a cancellable line without use costs nothing and so has none.</summary>
    private Part Committed() =>
        new(
            expected.Where(line => line.CommitmentMicros != 0).Sum(line => line.Committed),
            expected.Count > 0 ? expected[0].PriceMicros : null
        );

    private Part Above() =>
        new(expected.Sum(line => line.Over), expected.Count > 0 ? expected[0].OveragePriceMicros ?? expected[0].PriceMicros : null);

    /// <summary>
    /// Lines that call themselves overage, and the others. A single line for both is cut where the expected commitment ends; without a
    /// commitment everything is above it.
    /// </summary>
    private (List<Part> Paid, List<Part> Over) Split(decimal committed)
    {
        var (paid, over) = (new List<Part>(), new List<Part>());
        var labelled = invoiced.Any(line => ProductBook.IsOverage(line.Product));
        foreach (var line in invoiced)
        {
            var part = Part.Of(line);
            if (ProductBook.IsOverage(line.Product) || committed == 0)
            {
                over.Add(part);
            }
            else if (!labelled && invoiced.Count == 1 && part.Quantity > committed && expected.Any(each => each.Over > 0))
            {
                paid.Add(part with { Quantity = committed });
                over.Add(part with { Quantity = part.Quantity - committed });
            }
            else
            {
                paid.Add(part);
            }
        }

        return (paid, over);
    }

    private void Prices(Part expectedPart, List<Part> parts)
    {
        foreach (var part in parts.Where(part => part.PriceMicros is not null))
        {
            if (expectedPart.PriceMicros is { } price && part.PriceMicros != price && part.Quantity != 0)
            {
                _causes.Add(
                    new Difference(DifferenceCause.PriceChange, Round(part.Quantity * (part.PriceMicros!.Value - price)), null, [])
                    {
                        ExpectedPriceMicros = price,
                        InvoicedPriceMicros = part.PriceMicros,
                    }
                );
            }
        }
    }

    private void Quantity(Part expectedPart, decimal invoicedQuantity, bool isAbove)
    {
        var rest = invoicedQuantity - expectedPart.Quantity;
        var price =
            expectedPart.PriceMicros
            ?? invoiced.Select(Part.Of).Select(part => part.PriceMicros).FirstOrDefault(micros => micros is not null)
            ?? 0;
        if (rest == 0)
        {
            return;
        }

        if (isAbove && rest > 0 && Basis is not LineBasis.Hourly and not LineBasis.Concurrent)
        {
            rest = Lay(DifferenceCause.LateLeaver, rest, price, [.. facts.Former.Where(one => one.Sku == sku)]);
            rest = Lay(DifferenceCause.Upgrade, rest, price, [.. facts.Upgraded.Where(one => one.Sku == sku)]);
            rest = Lay(DifferenceCause.AddOn, rest, price, [.. facts.AddOns.Where(one => one.Sku == sku)]);
            rest = Lay(DifferenceCause.LateLeaver, rest, price, [.. facts.Former.Where(one => one.Sku is null)], isCertain: false);
        }

        if (rest != 0)
        {
            _causes.Add(new Difference(RestOf(isAbove), Round(rest * price), rest, []));
        }
    }

    private DifferenceCause RestOf(bool isAbove) =>
        isAbove && Basis == LineBasis.Concurrent ? DifferenceCause.Peak
        : expected.Count == 0 && facts.Catalogue.Find(sku) is { IsBase: false } ? DifferenceCause.AddOn
        : DifferenceCause.WrongQuantity;

    /// <summary>Whole people only. Those of unknown license are suspected only if they explain all of the rest.</summary>
    private decimal Lay(DifferenceCause cause, decimal rest, long price, List<Suspect> suspects, bool isCertain = true)
    {
        var many = Math.Min((int)Math.Floor(Math.Min(rest, suspects.Count)), suspects.Count);
        if (many <= 0 || (!isCertain && many < rest))
        {
            return rest;
        }

        // More people than units: all are named, because nobody can tell which of them were billed.
        var named = suspects.OrderByDescending(one => one.On).ThenBy(one => one.PersonKey).ToList();
        _causes.Add(new Difference(cause, Round(many * price), many, named, isCertain && named.Count == many));
        return rest - many;
    }

    private void Rest(long difference)
    {
        var rest = difference - _causes.Sum(cause => cause.Micros);
        if (rest != 0)
        {
            var small = CurrencyUnit.Of(facts.Currency) * Math.Max(1, invoiced.Count + expected.Count);
            _causes.Add(new Difference(Math.Abs(rest) <= small ? DifferenceCause.Rounding : DifferenceCause.Unexplained, rest, null, []));
        }
    }

    private static decimal Sum(List<Part> parts) => parts.Sum(part => part.Quantity);

    private static long Round(decimal micros) => (long)decimal.Round(micros, MidpointRounding.AwayFromZero);

    /// <param name="PriceMicros">Of one unit; null if unknown.</param>
    private sealed record Part(decimal Quantity, long? PriceMicros, bool IsKnown = true)
    {
        /// <summary>Of quantity, price and amount, two are enough.</summary>
        public static Part Of(InvoicedLine line)
        {
            var quantity = line.QuantityMicros is { } micros ? micros / (decimal)Money.UnitMicros : (decimal?)null;
            return (quantity, line.UnitPriceMicros) switch
            {
                ({ } many, { } price) => new Part(many, price),
                ({ } many, null) when many != 0 => new Part(many, Round(line.AmountMicros / many)),
                (null, { } price) when price != 0 => new Part(line.AmountMicros / (decimal)price, price),
                _ => new Part(0, null, IsKnown: false),
            };
        }
    }
}
