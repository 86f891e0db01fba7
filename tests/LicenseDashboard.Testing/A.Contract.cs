using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Testing;

public static partial class A
{
    /// <summary>In force since 2020, with 90 days' notice; its next renewals are on January 1 from 2030 on.</summary>
    public static ContractTerms Terms(params IEnumerable<LineTerms> lines) =>
        new()
        {
            Id = "contract",
            Currency = "USD",
            First = new DateOnly(2020, 1, 1),
            Last = new DateOnly(2029, 12, 31),
            NoticeDays = 90,
            Lines = [.. lines],
        };

    public static LineTerms Line(string sku, int committed, LineBasis basis = LineBasis.Named, decimal price = 0.000001m) =>
        new()
        {
            Sku = sku,
            Basis = basis,
            Committed = committed,
            PriceMicros = (long)(price * 1_000_000),
        };

    public static Contract Contract(ContractTerms terms, int platform = 1) =>
        Core.Contracts.Contract.Add(platform, terms, assumed: false, version: 1);
}
