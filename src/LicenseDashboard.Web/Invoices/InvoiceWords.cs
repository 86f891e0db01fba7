using System.Globalization;
using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Invoices;

/// <summary>Texts about invoices.</summary>
internal static class InvoiceWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-US");

    public static (string Text, Tone Tone) Of(InvoiceState state) =>
        state switch
        {
            InvoiceState.NoBill => ("Nothing to compare", Tone.Neutral),
            InvoiceState.Matches => ("Matches", Tone.Positive),
            InvoiceState.Differs => ("Differs", Tone.Warning),
        };

    public static string Of(InvoiceSource source) =>
        source switch
        {
            InvoiceSource.Upload => "Uploaded",
            InvoiceSource.Vendor => "From Genesys Cloud",
        };

    public static (string Text, Tone Tone) Of(InvoiceOutcome outcome) =>
        outcome switch
        {
            InvoiceOutcome.New => ("New", Tone.Positive),
            InvoiceOutcome.Correction => ("Correction", Tone.Accent),
            InvoiceOutcome.Same => ("Unchanged", Tone.Neutral),
        };

    public static string Of(DifferenceCause cause) =>
        cause switch
        {
            DifferenceCause.LateLeaver => "Late leaver",
            DifferenceCause.Upgrade => "Upgrade within the period",
            DifferenceCause.Peak => "Peak",
            DifferenceCause.AddOn => "Add-on",
            DifferenceCause.UnmappedProduct => "Unmapped product",
            DifferenceCause.PriceChange => "Price change",
            DifferenceCause.WrongQuantity => "Wrong quantity",
            DifferenceCause.Rounding => "Rounding",
            DifferenceCause.Unexplained => "Unexplained",
        };

    /// <summary>The name of a license, or what the invoice prints.</summary>
    public static string Name(ComparedLine line) =>
        line.Sku switch
        {
            null => string.Join(", ", line.Products),
            "" => "Contract minimum",
            var sku => SkuWords.FullName(sku),
        };

    /// <summary>Why a line differs, in a sentence without the amount.</summary>
    public static string Sentence(Difference cause, string currency, DateOnly first)
    {
        var many = cause.Quantity ?? 0;
        return cause.Cause switch
        {
            DifferenceCause.LateLeaver when cause.People is [{ Sku: null }, ..] =>
                $"Possibly {People(many)} who left: {NumberText.Of(cause.People.Count, "closed account", "closed accounts")} "
                    + "had no license in this period.",
            DifferenceCause.LateLeaver =>
                $"{People(many)} billed although the license had ended before {DayText.Of(first)}.{OneOf(cause, many)}",
            DifferenceCause.Upgrade =>
                $"{People(many)} also billed for the lower tier held earlier in the same period.{OneOf(cause, many)}",
            DifferenceCause.Peak => $"The invoiced peak is {More(many, "higher", "lower")} than measured from log-ins.",
            DifferenceCause.AddOn when cause.People.Count > 0 =>
                $"{People(many)} billed for an add-on that doesn't belong to the tier they held.{OneOf(cause, many)}",
            DifferenceCause.AddOn => $"An add-on with {Number(many)} units that our bill doesn't count.",
            DifferenceCause.UnmappedProduct => "This product isn't mapped to a license, so nothing was expected for it.",
            DifferenceCause.PriceChange =>
                $"Unit price {Price(cause.InvoicedPriceMicros, currency)} instead of {Price(cause.ExpectedPriceMicros, currency)}.",
            DifferenceCause.WrongQuantity =>
                $"Invoiced {More(many, "more", "fewer")} than expected. Log-ins and licenses don't explain it.",
            DifferenceCause.Rounding => "Amounts are rounded differently.",
            DifferenceCause.Unexplained => "Neither quantity nor price explains this part.",
        };
    }

    public static string Number(decimal? value) => value?.ToString("#,0.##", English) ?? "–";

    /// <summary>With its sign, so that a difference can't be taken for an amount.</summary>
    public static string Signed(Money money) => (money.Micros > 0 ? "+" : "") + MoneyText.Of(money);

    /// <summary><c>October 2026</c>, or the days if it isn't a calendar month.</summary>
    public static string Period(DateOnly first, DateOnly last) =>
        first.Day == 1 ? first.ToString("MMMM yyyy", English) : $"{DayText.Of(first)} – {DayText.Of(last)}";

    private static string OneOf(Difference cause, decimal many) =>
        cause.People.Count > many ? $" {NumberText.Of(cause.People.Count, "person is", "people are")} possible." : "";

    private static string People(decimal many) => many == 1 ? "1 person" : $"{Number(many)} people";

    private static string More(decimal many, string more, string fewer) => $"{Number(Math.Abs(many))} {(many > 0 ? more : fewer)}";

    private static string Price(long? micros, string currency) =>
        micros is { } value ? MoneyText.Of(new Money(value, currency)) : "an unknown price";
}
