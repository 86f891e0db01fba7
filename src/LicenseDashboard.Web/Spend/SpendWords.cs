using System.Globalization;
using LicenseDashboard.Application.Spend;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Spend;

internal static class SpendWords
{
    private static readonly CultureInfo _english = CultureInfo.GetCultureInfo("en-US");

    /// <summary><c>Nov 2026</c>.</summary>
    public static string Month(int month) => MonthNumber.First(month).ToString("MMM yyyy", _english);

    public static string LongMonth(int month) => MonthNumber.First(month).ToString("MMMM yyyy", _english);

    /// <summary>Put before the values of a chart: <c>$</c>, or the code where there is no common sign.</summary>
    public static string Unit(string? currency) =>
        currency switch
        {
            null => "",
            "USD" => "$",
            "EUR" => "€",
            "GBP" => "£",
            _ => currency + "\u00a0",
        };

    public static double Amount(long micros) => (double)Exact(micros);

    public static decimal Exact(long micros) => micros / (decimal)Core.Shared.Money.UnitMicros;

    public static string Money(long micros, string? currency) => MoneyText.Of(new Money(micros, currency ?? ""));

    /// <summary>With a plus sign where it grows.</summary>
    public static string Change(long micros, string? currency) => (micros > 0 ? "+" : "") + Money(micros, currency);

    public static string Of(ChangeCause cause) =>
        cause switch
        {
            ChangeCause.Commitment => "Commitment",
            ChangeCause.Price => "Price",
            ChangeCause.PeopleIn => "People in",
            ChangeCause.PeopleOut => "People out",
            ChangeCause.TierChanges => "Tier changes",
            ChangeCause.PeakAndHours => "Peak and hours",
            ChangeCause.AddOns => "Add-ons",
            ChangeCause.Rest => "Other",
        };

    public static string Why(ChangeCause cause) =>
        cause switch
        {
            ChangeCause.Commitment => "Committed and included quantities, and contract minimums",
            ChangeCause.Price => "Unit and overage prices",
            ChangeCause.PeopleIn => "People who were not billed the month before",
            ChangeCause.PeopleOut => "People who are no longer billed",
            ChangeCause.TierChanges => "People with another license than the month before",
            ChangeCause.PeakAndHours => "Simultaneous people and hours",
            ChangeCause.AddOns => "Add-ons to base licenses",
            ChangeCause.Rest => "Rounding, and charges without a price of their own",
        };

    public static string Of(SpendGroup group) =>
        group switch
        {
            SpendGroup.Sku => "License",
            SpendGroup.Department => "Department",
            SpendGroup.Manager => "Manager",
            SpendGroup.Platform => "Platform",
        };

    public static (string Text, Tone Tone)? Of(SpendMonth month) =>
        month switch
        {
            { Kind: BillKind.SoFar } => ("So far", Tone.Accent),
            { IsComplete: false } => ("Incomplete", Tone.Warning),
            { IsEstimate: true } => ("Estimate", Tone.Warning),
            _ => null,
        };

    public static string Of(SpendMark mark) =>
        mark.Kind switch
        {
            SpendMarkKind.Renewal => "Renewal " + DayText.Of(mark.First),
            SpendMarkKind.Notice => "Notice " + DayText.Of(mark.First),
            SpendMarkKind.Season => mark.Name,
        };

    /// <summary><c>forecast $1,200 (range $1,100 to $1,300, mean error 4.2%)</c> without a sentence around it.</summary>
    public static string Range(Forecast forecast, string? currency) =>
        forecast is { LowMicros: { } low, HighMicros: { } high }
            ? $"range {Money(low, currency)} to {Money(high, currency)}, mean error {forecast.ErrorPercent?.ToString("0.#", _english)}%"
            : forecast.NoRange ?? "";
}
