using System.Globalization;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Ui;

/// <summary>Formats money: currency first, a real minus sign, cents only below 1,000 and only if there are any.</summary>
internal static class MoneyText
{
    private static readonly CultureInfo Culture = CultureInfo.GetCultureInfo("en-US");

    public static string Of(Money money)
    {
        var amount = Math.Abs(money.Amount);
        var rounded = decimal.Round(amount, amount < 1000 ? 2 : 0, MidpointRounding.AwayFromZero);
        var digits = rounded.ToString(rounded < 1000 && rounded != decimal.Truncate(rounded) ? "N2" : "N0", Culture);
        return (money.Micros < 0 && rounded != 0 ? "\u2212" : "") + Symbol(money.Currency) + digits;
    }

    /// <summary>Amounts of several currencies, each summed for itself.</summary>
    public static string Sum(IEnumerable<Money> amounts) =>
        string.Join(
            " + ",
            amounts.GroupBy(money => money.Currency).Select(same => Of(new Money(same.Sum(money => money.Micros), same.Key)))
        );

    private static string Symbol(string currency) =>
        currency switch
        {
            "USD" => "$",
            "EUR" => "€",
            "GBP" => "£",
            _ => currency + "\u00a0",
        };
}
