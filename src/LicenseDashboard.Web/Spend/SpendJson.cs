using LicenseDashboard.Application.Spend;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Spend;

/// <param name="Key">SKU, department, manager's id or platform; empty for what belongs to none.</param>
/// <param name="People">Null where people aren't counted.</param>
internal sealed record SpendPartJson(string Key, string Name, decimal Amount, int? People);

/// <param name="Month"><c>2026-11</c>.</param>
/// <param name="Status"><c>closed</c>, or <c>so-far</c> for the open month.</param>
/// <param name="Complete">False if something used has no price, so that the amount is too low.</param>
internal sealed record SpendMonthJson(
    string Month,
    string Status,
    decimal Amount,
    decimal? Commitment,
    decimal? Overage,
    bool Estimate,
    bool Complete,
    IReadOnlyList<SpendPartJson> Parts
);

/// <param name="Currency">Of all amounts; null before the first contract.</param>
internal sealed record SpendJson(string Platform, string? Currency, IReadOnlyList<SpendMonthJson> Months)
{
    public static SpendJson Of(PlatformSpend spend) =>
        new(
            spend.Platform,
            spend.Currency,
            [
                .. spend.Months.Select(month => new SpendMonthJson(
                    MonthNumber.Text(month.Month),
                    ApiWords.Of(month.Kind),
                    Amount(month.TotalMicros),
                    Amount(month.CommitmentMicros),
                    Amount(month.OverageMicros),
                    month.IsEstimate,
                    month.IsComplete,
                    [.. month.Parts.Select(part => new SpendPartJson(part.Key, part.Name, Amount(part.Micros), part.People))]
                )),
            ]
        );

    internal static decimal Amount(long micros) => new Money(micros, "").Amount;

    internal static decimal? Amount(long? micros) => micros is { } known ? Amount(known) : null;
}

/// <param name="Bill">The open or coming bill as contracts, licenses and approved changes of today say it.</param>
/// <param name="People">What hires minus leavers add to it.</param>
/// <param name="Low">Null without a range.</param>
internal sealed record ForecastMonthJson(string Month, decimal Amount, decimal Bill, decimal People, decimal? Low, decimal? High);

/// <param name="Months">Months of the year with a bill or a forecast.</param>
/// <param name="PassedIn">The month whose bill passes the budget; null if none does.</param>
internal sealed record BudgetJson(int Year, decimal Budget, decimal Billed, decimal Expected, int Months, string? PassedIn, int Version);

/// <param name="Reserved">Null if nothing is reserved.</param>
internal sealed record TrueUpJson(string Tag, DateOnly First, decimal Amount, decimal? Reserved);

/// <param name="Until">Last month of the term.</param>
/// <param name="NetPeople">Hires minus leavers a month; null if unknown.</param>
/// <param name="ErrorPercent">Mean miss of the backtest; null without a range.</param>
/// <param name="NoRange">Why there is no range.</param>
internal sealed record ForecastJson(
    string Platform,
    string? Currency,
    string Until,
    decimal Amount,
    decimal? Low,
    decimal? High,
    decimal? NetPeople,
    decimal? ErrorPercent,
    string? NoRange,
    IReadOnlyList<ForecastMonthJson> Months,
    IReadOnlyList<BudgetJson> Budgets,
    IReadOnlyList<TrueUpJson> TrueUps
)
{
    public static ForecastJson Of(PlatformForecast one) =>
        new(
            one.Platform,
            one.Currency,
            MonthNumber.Text(one.Until),
            SpendJson.Amount(one.Forecast.TotalMicros),
            SpendJson.Amount(one.Forecast.LowMicros),
            SpendJson.Amount(one.Forecast.HighMicros),
            one.Forecast.NetPeople,
            one.Forecast.ErrorPercent,
            one.Forecast.NoRange,
            [
                .. one.Forecast.Months.Select(month => new ForecastMonthJson(
                    MonthNumber.Text(month.Month),
                    SpendJson.Amount(month.Micros),
                    SpendJson.Amount(month.BillMicros),
                    SpendJson.Amount(month.PeopleMicros),
                    SpendJson.Amount(month.LowMicros),
                    SpendJson.Amount(month.HighMicros)
                )),
            ],
            [
                .. one.Budgets.Select(budget => new BudgetJson(
                    budget.Check.Year,
                    SpendJson.Amount(budget.Check.BudgetMicros),
                    SpendJson.Amount(budget.Check.BilledMicros),
                    SpendJson.Amount(budget.Check.ExpectedMicros),
                    budget.Check.Months,
                    budget.Check.PassedIn is { } month ? MonthNumber.Text(month) : null,
                    budget.Version
                )),
            ],
            [
                .. one.TrueUps.Select(trueUp => new TrueUpJson(
                    trueUp.Tag,
                    trueUp.First,
                    SpendJson.Amount(trueUp.Micros),
                    SpendJson.Amount(trueUp.ReserveMicros)
                )),
            ]
        );
}
