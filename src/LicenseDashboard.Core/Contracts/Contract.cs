using System.Globalization;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Contracts;

/// <summary>What happens when more is used than is contracted.</summary>
public enum OverUse
{
    /// <summary>The overage is billed.</summary>
    Soft,

    /// <summary>Whoever comes too late is refused at log-in.</summary>
    Hard,
}

/// <summary>What a line of a contract counts.</summary>
public enum LineBasis
{
    /// <summary>People who hold a seat.</summary>
    Named,

    /// <summary>People present at the same time.</summary>
    Concurrent,

    /// <summary>Logged-in hours.</summary>
    Hourly,
}

/// <summary>What was agreed with the vendor for one platform; at most one contract each.</summary>
public sealed class Contract
{
    public int Key { get; init; }

    public required int PlatformKey { get; init; }

    /// <summary>First day of the term; before it nothing is contracted.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>First day of the next term.</summary>
    public required DateOnly RenewalOn { get; init; }

    /// <summary>Notice must be given so many days before <see cref="RenewalOn"/>.</summary>
    public required int NoticeDays { get; init; }

    /// <summary>ISO 4217 code of every price here; the catalogue's.</summary>
    public required string Currency { get; init; }

    public required OverUse OverUse { get; init; }

    /// <summary>Nobody entered it: the demo assumes it, and screens say so.</summary>
    public bool Assumed { get; init; }

    /// <summary>One for each SKU.</summary>
    public List<ContractLine> Lines { get; init; } = [];

    public bool IsInForce(DateOnly day) => day >= StartsOn;

    /// <summary>The terms for the audit and for people; two contracts with equal words and <see cref="LineWords"/> are the same.</summary>
    public string Words() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{StartsOn:yyyy-MM-dd} to {RenewalOn:yyyy-MM-dd}, {NoticeDays} days' notice, "
                + $"{(OverUse == OverUse.Hard ? "hard" : "soft")}, {Currency}{(Assumed ? ", assumed" : "")}"
        );

    public string LineWords() =>
        string.Join("; ", Lines.OrderBy(line => line.Sku, StringComparer.Ordinal).Select(line => line.Words(Currency)));
}

/// <summary>The right to use one SKU.</summary>
public sealed class ContractLine
{
    public int Key { get; init; }

    public int ContractKey { get; init; }

    /// <summary>The vendor's id, known to the catalogue.</summary>
    public required string Sku { get; init; }

    public required LineBasis Basis { get; init; }

    /// <summary>Seats, simultaneous people, or hours a month.</summary>
    public required int Committed { get; init; }

    /// <summary>What a renewal can't go below.</summary>
    public required int Minimum { get; init; }

    /// <summary>Millionths of the contract's currency: of one unit a month, or of one hour.</summary>
    public required long UnitPriceMicros { get; init; }

    /// <summary>The same for each unit beyond <see cref="Committed"/>.</summary>
    public required long OveragePriceMicros { get; init; }

    public string Words(string currency) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Sku} {BasisWord(Basis)} {Committed} (minimum {Minimum}) at "
                + $"{new Money(UnitPriceMicros, currency).Amount:0.######}, overage "
                + $"{new Money(OveragePriceMicros, currency).Amount:0.######}"
        );

    private static string BasisWord(LineBasis basis) =>
        basis switch
        {
            LineBasis.Named => "named",
            LineBasis.Concurrent => "concurrent",
            LineBasis.Hourly => "hourly",
        };
}
