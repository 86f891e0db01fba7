using System.Globalization;
using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Billing;

/// <summary>What decides the cash figures of a row.</summary>
public enum CashCause
{
    Protected,
    NoContract,

    /// <summary>Something given up or taken has no price.</summary>
    NoPrice,

    /// <summary>Bills become higher in some months.</summary>
    Costs,

    /// <summary>More people would hold a SKU than a contract with a hard limit allows.</summary>
    OverLimit,

    /// <summary>Billed by simultaneous people, and the peak stays.</summary>
    Peak,

    /// <summary>The contract's lowest charge is billed anyway.</summary>
    Minimum,

    /// <summary>Not within the months that are looked at.</summary>
    Horizon,

    /// <summary>The notice day of the next renewal has passed.</summary>
    NoticePassed,

    /// <summary>Saves from a renewal on.</summary>
    Renewal,

    /// <summary>The quantity is above the commitment.</summary>
    Above,

    /// <summary>It isn't on any contract.</summary>
    Outside,
}

/// <summary>Why a row's cash figures are what they are: one sentence without prices, because managers read it.</summary>
public sealed record CashReason(CashCause Cause)
{
    /// <summary>Vendor's id of the SKU that decides.</summary>
    public string? Sku { get; init; }

    /// <summary>First day of the saving, last day below commitment, or end of what is looked at, by <see cref="Cause"/>.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The last day on which notice counts; null if the contract doesn't renew by itself.</summary>
    public DateOnly? Notice { get; init; }

    /// <summary>Months in which bills become higher.</summary>
    public int Months { get; init; }

    /// <summary>False if it starts only later, when the quantity has risen above the commitment.</summary>
    public bool IsToday { get; init; }

    public string Words =>
        Cause switch
        {
            CashCause.Protected => "Protected: not counted.",
            CashCause.NoContract => "No contract: cash saving is unknown.",
            CashCause.NoPrice => $"No price for {Name}: cash saving is unknown.",
            CashCause.Costs => $"Costs money in {Count}: {Name} goes above its commitment.",
            CashCause.OverLimit => $"More people would hold {Name} than its hard limit allows.",
            CashCause.Peak => "The billed peak doesn't change; stagger shifts or log out inactive people instead.",
            CashCause.Minimum => "The contract's minimum charge is billed anyway.",
            CashCause.Horizon => $"No cash before {On(Day)}.",
            CashCause.NoticePassed => $"Notice day {On(Notice)} has passed: below commitment until {On(Day)}.",
            CashCause.Renewal when Notice is null => $"Below commitment until {On(Day)}, the end of the term.",
            CashCause.Renewal => $"Below commitment until {On(Day)}; give notice by {On(Notice)}.",
            CashCause.Above => $"Saves from {On(Day)}: above commitment {(IsToday ? "today" : "from then on")}.",
            CashCause.Outside => $"Saves from {On(Day)}: no contract has a line for {Name}.",
        };

    private string Name => SkuWords.Name(Sku ?? "");

    private string Count => Months == 1 ? "1 month" : string.Create(CultureInfo.InvariantCulture, $"{Months} months");

    private static string On(DateOnly? day) => day?.ToString("MMM d, yyyy", CultureInfo.InvariantCulture) ?? "";
}
