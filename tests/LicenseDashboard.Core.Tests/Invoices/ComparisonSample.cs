using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;

namespace LicenseDashboard.Core.Tests.Invoices;

/// <summary>Lines of a bill and of invoices, and their comparison.</summary>
internal static class ComparisonSample
{
    public const long Unit = 1_000_000;

    public static Comparison Compare(Facts facts, IReadOnlyList<InvoicedLine>? more = null) =>
        InvoiceComparison.Of(
            new ComparisonFacts
            {
                Currency = "USD",
                Catalogue = Catalogue.Default,
                Expected = facts.Expected,
                Invoiced = [.. facts.Invoiced, .. more ?? []],
                Former = facts.Former,
                Upgraded = facts.Upgraded,
                AddOns = facts.AddOns,
            }
        );

    public static InvoicedLine Paid(string sku, int quantity, long price) =>
        new("I-1", sku, sku, quantity * Unit, price * Unit, quantity * price * Unit);

    public static InvoicedLine Over(string sku, int quantity, long price) => Paid(sku, quantity, price) with { Product = sku + " Overage" };

    public static BilledLine Filler(long amount) => Line("", 0, 0, 0, 0, LineBasis.Named, amount * Unit);

    public static BilledLine Expected(
        string sku,
        int committed,
        long price,
        int over = 0,
        long? overage = null,
        LineBasis basis = LineBasis.Named
    ) => Line(sku, committed, price, over, overage ?? price, basis, committed * price * Unit);

    public static BilledLine Line(string sku, int committed, long price, int over, long overage, LineBasis basis, long commitment) =>
        new()
        {
            PlatformKey = 1,
            Month = (2026 * 12) + 9,
            Kind = BillKind.Closed,
            Contract = "A",
            Sku = sku,
            Basis = basis,
            First = new DateOnly(2026, 10, 1),
            Last = new DateOnly(2026, 10, 31),
            Billable = committed + over,
            Committed = committed,
            Included = 0,
            IsNeed = false,
            Over = over,
            PriceMicros = price * Unit,
            OveragePriceMicros = overage * Unit,
            CommitmentMicros = commitment,
            OverageMicros = over * overage * Unit,
        };

    public sealed record Facts
    {
        public IReadOnlyList<BilledLine> Expected { get; init; } = [];

        public IReadOnlyList<InvoicedLine> Invoiced { get; init; } = [];

        public IReadOnlyList<Suspect> Former { get; init; } = [];

        public IReadOnlyList<Suspect> Upgraded { get; init; } = [];

        public IReadOnlyList<Suspect> AddOns { get; init; } = [];
    }
}
