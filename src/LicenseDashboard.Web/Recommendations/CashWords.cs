using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>Cash savings of a row as displayed.</summary>
internal static class CashWords
{
    /// <summary>The amount, and what stands under it: from when, or why it is none.</summary>
    public static (string Amount, string Note) Of(RowCash? cash, DateOnly today) =>
        cash switch
        {
            null => ("Unknown", "no figure"),
            { Cost.Micros: > 0 } costs => (MoneyText.Of(new Money(-costs.Cost.Micros, costs.Cost.Currency)), "costs money"),
            { From: { } from } => (MoneyText.Of(cash.Monthly), "from " + DayText.Of(from, today)),
            _ => (MoneyText.Of(cash.Monthly), "in 24 months"),
        };

    /// <summary>In two words, where there is no room for more.</summary>
    public static string Short(RowCash? cash) =>
        cash switch
        {
            null => "cash unknown",
            { Cost.Micros: > 0 } => "costs " + MoneyText.Of(cash.Cost),
            _ => "cash " + MoneyText.Of(cash.Monthly),
        };

    /// <summary>In a sentence, for where there is room.</summary>
    public static string Line(RowCash? cash, DateOnly today) =>
        cash switch
        {
            null => "Cash saving unknown",
            { Cost.Micros: > 0 } =>
                $"Costs {MoneyText.Of(cash.Cost)} in some of the next 24 months, {MoneyText.Of(cash.Horizon)} saved over all of them",
            { From: { } from } =>
                $"{MoneyText.Of(cash.Monthly)} a month in cash from {DayText.Of(from, today)}, {MoneyText.Of(cash.Horizon)} over 24 months",
            _ => "No cash saving within 24 months",
        };

    public static string Of(CashFilter cash) =>
        cash switch
        {
            CashFilter.Saves => "Saves cash",
            CashFilter.None => "No cash within 24 months",
            CashFilter.Costs => "Costs money",
            CashFilter.Unknown => "Cash unknown",
        };

    /// <summary>Spelling in addresses; null if the word names none.</summary>
    public static CashFilter? Read(string? word) =>
        Enum.GetValues<CashFilter>()
            .Select(each => (CashFilter?)each)
            .FirstOrDefault(each => Word(each!.Value).Equals(word, StringComparison.OrdinalIgnoreCase));

    public static string Word(CashFilter cash) => cash.ToString().ToLowerInvariant();
}
