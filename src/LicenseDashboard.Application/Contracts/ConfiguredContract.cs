using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Contracts;

/// <summary>The validated configuration of one platform's contract: its first version.</summary>
/// <param name="Platform">Name of the platform.</param>
/// <param name="RenewalOn">First day of the next term.</param>
/// <param name="Assumed">True if the demo assumed it rather than read it from configuration.</param>
public sealed record ConfiguredContract(
    string Platform,
    DateOnly StartsOn,
    DateOnly RenewalOn,
    int NoticeDays,
    string Currency,
    OverUse OverUse,
    bool Assumed,
    IReadOnlyList<ConfiguredLine> Lines
)
{
    public const string DefaultId = "contract";

    public string Id { get; init; } = DefaultId;

    internal ContractTerms Terms =>
        new()
        {
            Id = Id,
            Currency = Currency,
            First = StartsOn,
            Last = RenewalOn.AddDays(-1),
            NoticeDays = NoticeDays,
            OverUse = OverUse,
            Lines =
            [
                .. Lines.Select(line => new LineTerms
                {
                    Sku = line.Sku,
                    Basis = line.Basis,
                    Committed = line.Committed,
                    Minimum = line.Minimum,
                    PriceMicros = Money.Of(line.UnitPrice, Currency).Micros,
                    OverageMicros = Money.Of(line.OveragePrice, Currency).Micros,
                }),
            ],
        };
}

/// <summary>One contract line from configuration.</summary>
/// <param name="UnitPrice">Price of one unit per month, or of one hour.</param>
/// <param name="OveragePrice">Price beyond <paramref name="Committed"/>.</param>
public sealed record ConfiguredLine(string Sku, LineBasis Basis, int Committed, int Minimum, decimal UnitPrice, decimal OveragePrice);
