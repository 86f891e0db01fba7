using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Spend;

namespace LicenseDashboard.Core.Tests.Spend;

/// <summary>Small bills in US dollars.</summary>
internal static class SpendSample
{
    public const string Cx1 = "cloudCX1";
    public const string Cx3 = "cloudCX3";
    public const string Wem = "gc1WEMupgrade";
    public const long Dollar = 1_000_000;

    public static int November { get; } = MonthNumber.Of(new DateOnly(2026, 11, 1));

    public static BilledLine Line(
        string sku,
        int billable,
        int committed,
        decimal price,
        decimal? overage = null,
        LineBasis basis = LineBasis.Named,
        bool need = false,
        string contract = "A"
    )
    {
        var (unit, over) = ((long)(price * Dollar), (long)((overage ?? price) * Dollar));
        return new BilledLine
        {
            PlatformKey = 1,
            Month = November,
            Kind = BillKind.Closed,
            Contract = contract,
            Sku = sku,
            Basis = basis,
            First = new DateOnly(2026, 11, 1),
            Last = new DateOnly(2026, 11, 30),
            Billable = billable,
            Committed = committed,
            Included = 0,
            IsNeed = need,
            Over = Math.Max(0, billable - committed),
            PriceMicros = unit,
            OveragePriceMicros = over,
            CommitmentMicros = committed * unit,
            OverageMicros = Math.Max(0, billable - committed) * over,
        };
    }

    public static MonthBill Bill(int month, int? people = null, BillKind kind = BillKind.Closed, params IReadOnlyList<BilledLine> lines) =>
        new(month, kind, lines.Sum(line => line.CommitmentMicros + line.OverageMicros), lines, people);

    /// <summary>Closed months that end with November and cost so many dollars.</summary>
    public static IReadOnlyList<MonthBill> Closed(params IReadOnlyList<long> dollars) =>
        [
            .. dollars.Select(
                (amount, index) => new MonthBill(November - dollars.Count + 1 + index, BillKind.Closed, amount * Dollar, [], People: 100)
            ),
        ];
}
