using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>What a change makes bills lower by, within 24 months.</summary>
/// <param name="MonthlySaving">Of the first billing period in which bills become lower. 0 if they don't.</param>
/// <param name="From">First day of that period. Null if there is none.</param>
/// <param name="HorizonSaving">Sum over all billing periods that start within 24 months.</param>
/// <param name="Cost">Sum of the billing periods in which bills become higher.</param>
internal sealed record CashJson(MoneyJson MonthlySaving, DateOnly? From, MoneyJson HorizonSaving, MoneyJson Cost)
{
    /// <summary>Null without a figure.</summary>
    public static CashJson? Of(RowCash? cash) =>
        cash is null ? null : new CashJson(MoneyJson.Of(cash.Monthly), cash.From, MoneyJson.Of(cash.Horizon), MoneyJson.Of(cash.Cost));
}
