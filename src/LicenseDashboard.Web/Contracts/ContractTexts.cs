using System.Globalization;
using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Contracts;

/// <summary>Contracts in words for people.</summary>
internal static class ContractTexts
{
    /// <summary>Always with the year: terms reach over several.</summary>
    public static string Day(DateOnly day) => DayText.Of(day, DateOnly.MaxValue);

    /// <summary>What to do by when, such as "Give notice by Dec 31, 2026 · 30 days left".</summary>
    public static string Deadline(Runway runway) =>
        (runway.Renews ? $"Give notice by {Day(runway.Deadline)}" : $"Ends {Day(runway.Deadline)}")
        + $" · {(runway.DaysLeft == 0 ? "today" : NumberText.Of(runway.DaysLeft, "day left", "days left"))}";

    /// <summary>Why an earlier renewal can't be changed any more; null if none has been missed.</summary>
    public static string? Missed(Runway runway) =>
        runway.Missed is { Notice: { } notice } missed
            ? $"The notice day {Day(notice)} has passed: the contract renews on {Day(missed.On)}."
            : null;

    public static Tone ToneOf(Runway runway) =>
        runway.Reached switch
        {
            <= 30 => Tone.Danger,
            <= 90 => Tone.Warning,
            <= 180 => Tone.Accent,
            _ => Tone.Neutral,
        };

    /// <summary>An add-on is named with the tiers it can be added to, because add-ons of different tiers share a name.</summary>
    public static string Name(string sku, Catalogue catalogue) =>
        catalogue.Find(sku) is { IsBase: false, Prerequisites: { Count: > 0 } tiers }
            ? $"{SkuWords.Name(sku)} for {string.Join(" or ", tiers.Select(SkuWords.Name))}"
            : SkuWords.Name(sku);

    public static string Renewal(ContractTerms terms) =>
        terms.NoticeDays is { } days
            ? $"Renews for {NumberText.Of(terms.RenewalMonths, "month", "months")}, {NumberText.Of(days, "day", "days")}' notice"
            : "No automatic renewal";

    public static string Of(OverUse overUse) => overUse == OverUse.Hard ? "Logins above the limit are refused" : "Overage is billed";

    public static string Of(LineBasis basis) =>
        basis switch
        {
            LineBasis.Named => "Named",
            LineBasis.Concurrent => "Concurrent",
            LineBasis.Hourly => "Hourly",
        };

    public static (string Text, Tone Tone) Of(ContractOutcome outcome) =>
        outcome switch
        {
            ContractOutcome.Error => ("Error", Tone.Danger),
            ContractOutcome.New => ("New", Tone.Positive),
            ContractOutcome.Changed => ("Changed", Tone.Accent),
            ContractOutcome.Same => ("Unchanged", Tone.Neutral),
        };

    /// <summary>All decimals that a unit price has; amounts are rounded elsewhere, prices never.</summary>
    public static string Price(long micros, string currency)
    {
        var amount = new Money(micros, currency).Amount;
        return amount == decimal.Round(amount, 2)
            ? MoneyText
                .Of(Money.Of(0, currency))
                .Replace("0", amount.ToString("#,##0.00", CultureInfo.InvariantCulture), StringComparison.Ordinal)
            : MoneyText
                .Of(Money.Of(0, currency))
                .Replace("0", amount.ToString("#,##0.######", CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>What changes, and since nothing is prorated from which period on.</summary>
    public static string Of(LineChange change, ContractTerms contract)
    {
        string?[] parts =
        [
            change.Committed is { } committed ? $"{NumberText.Of(committed)} committed" : null,
            change.Minimum is { } minimum ? $"minimum {NumberText.Of(minimum)}" : null,
            change.Included is { } included ? $"{NumberText.Of(included)} included" : null,
            change.PriceMicros is { } price ? $"{Price(price, contract.Currency)} each" : null,
            change.OverageMicros is { } overage ? $"{Price(overage, contract.Currency)} overage" : null,
        ];
        var applies = BillingMonths.AppliesFrom(contract.First, change.From);
        return $"{Day(change.From)}: {string.Join(", ", parts.OfType<string>())}"
            + (applies == change.From ? "" : $" · applies from {Day(applies)}");
    }

    public static IReadOnlyList<VersionLine> Of(IEnumerable<ContractVersionRow> versions) =>
        [
            .. versions.Select(version => new VersionLine(
                version.At,
                version.By,
                $"Version {NumberText.Of(version.Version)}, {What(version)}",
                version.Terms is null ? [] : [.. version.Changes.Select(Of)]
            )),
        ];

    private static string What(ContractVersionRow version) =>
        version.Terms is null ? "removed"
        : version.Changes.All(change => change.Before is null) ? "added"
        : "changed";

    public static string Of(ConfiguredDifference difference) =>
        difference.Differences.Count == 0
            ? $"Configuration names contract {difference.Contract}, which isn't here. Contracts are added and removed on this page."
            : $"Configuration of contract {difference.Contract} is different and is not applied: "
                + string.Join(
                    "; ",
                    difference.Differences.Select(field =>
                        $"{field.What} is “{DayText.Within(field.Stored ?? "not there", DateOnly.MaxValue)}” here and "
                        + $"“{DayText.Within(field.Configured ?? "not there", DateOnly.MaxValue)}” in configuration"
                    )
                )
                + ".";

    private static VersionChange Of((string What, string? Before, string? After) change) =>
        new(change.What, Shown(change.Before), Shown(change.After));

    private static string? Shown(string? words) => words is null ? null : DayText.Within(words, DateOnly.MaxValue);
}
