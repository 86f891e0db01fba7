using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Contracts;

/// <summary>What configuration says of one platform's contract, already checked.</summary>
/// <param name="Platform">Name of the platform.</param>
/// <param name="Assumed">The demo's own assumption, not something anybody entered.</param>
public sealed record ContractTerms(
    string Platform,
    DateOnly StartsOn,
    DateOnly RenewalOn,
    int NoticeDays,
    string Currency,
    OverUse OverUse,
    bool Assumed,
    IReadOnlyList<ContractLineTerms> Lines
)
{
    internal Contract ToContract(int platformKey) =>
        new()
        {
            PlatformKey = platformKey,
            StartsOn = StartsOn,
            RenewalOn = RenewalOn,
            NoticeDays = NoticeDays,
            Currency = Currency,
            OverUse = OverUse,
            Assumed = Assumed,
            Lines =
            [
                .. Lines.Select(line => new ContractLine
                {
                    Sku = line.Sku,
                    Basis = line.Basis,
                    Committed = line.Committed,
                    Minimum = line.Minimum,
                    UnitPriceMicros = Money.Of(line.UnitPrice, Currency).Micros,
                    OveragePriceMicros = Money.Of(line.OveragePrice, Currency).Micros,
                }),
            ],
        };
}

/// <summary>The right to use one SKU, as configuration says it.</summary>
/// <param name="UnitPrice">Of one unit a month, or of one hour.</param>
/// <param name="OveragePrice">The same beyond <paramref name="Committed"/>.</param>
public sealed record ContractLineTerms(string Sku, LineBasis Basis, int Committed, int Minimum, decimal UnitPrice, decimal OveragePrice);
