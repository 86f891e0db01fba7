using System.Globalization;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;

namespace LicenseDashboard.Core.Notices;

/// <summary>The text of a digest about a budget. Pure.</summary>
public static class BudgetWords
{
    private const string Page = "/spend";

    private const string Why =
        "You receive this because LicenseDashboard compares the forecast with the budget. It is sent once a month while the forecast is "
        + "above.";

    public static DigestContent Passed(string platform, BudgetCheck check, string currency)
    {
        var subject = $"{platform}: the {check.Year} forecast passes the budget by {Amount(check.OverMicros, currency)}";
        var numbers =
            $"Budget {Amount(check.BudgetMicros, currency)}, billed {Amount(check.BilledMicros, currency)}, expected by the end of the "
            + $"year {Amount(check.ExpectedMicros, currency)}.";
        var lines = new List<DigestLine> { new(numbers, Page) };
        if (check.PassedIn is { } month)
        {
            lines.Add(new DigestLine($"The bill for {MonthNumber.Text(month)} passes it.", Page));
        }

        return new DigestContent(
            subject,
            $"The forecast for {platform} is above its budget.",
            numbers,
            Page,
            [new("Budget", Page, lines, 0)]
        )
        {
            Why = Why,
        };
    }

    private static string Amount(long micros, string currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{new Money(micros, currency).Amount:N0} {currency}");
}
