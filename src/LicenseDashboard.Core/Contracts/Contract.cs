using System.Globalization;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Contracts;

/// <summary>What happens when more is used than is contracted.</summary>
public enum OverUse
{
    /// <summary>The overage is billed.</summary>
    Soft,

    /// <summary>Log-in is refused once the limit is reached.</summary>
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

/// <summary>What was agreed with the vendor for one platform. A platform has at most one contract.</summary>
public sealed class Contract
{
    public int Key { get; init; }

    public required int PlatformKey { get; init; }

    /// <summary>First day of the term. Nothing is contracted before it.</summary>
    public required DateOnly StartsOn { get; init; }

    /// <summary>First day of the next term.</summary>
    public required DateOnly RenewalOn { get; init; }

    /// <summary>Days before <see cref="RenewalOn"/> by which notice must be given.</summary>
    public required int NoticeDays { get; init; }

    /// <summary>ISO 4217 code of all prices in the contract; must match the catalogue's.</summary>
    public required string Currency { get; init; }

    public required OverUse OverUse { get; init; }

    /// <summary>True if the contract was assumed by the demo rather than entered; shown on screen.</summary>
    public bool Assumed { get; init; }

    /// <summary>One line per SKU.</summary>
    public List<ContractLine> Lines { get; init; } = [];

    public bool IsInForce(DateOnly day) => day >= StartsOn;

    /// <summary>
    /// The terms as text, for the audit and for people. Two contracts with equal text and equal <see cref="LineWords"/> are the same.
    /// </summary>
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

    /// <summary>The lowest quantity a renewal can go down to.</summary>
    public required int Minimum { get; init; }

    /// <summary>Price of one unit per month, or of one hour, in millionths of the contract's currency.</summary>
    public required long UnitPriceMicros { get; init; }

    /// <summary>Price of each unit beyond <see cref="Committed"/>, in millionths.</summary>
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
