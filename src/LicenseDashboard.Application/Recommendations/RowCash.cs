using System.Linq.Expressions;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>What a change makes bills lower by (design §4.4); a row without it has no figure.</summary>
/// <param name="Monthly">Of the first coming period in which bills become lower; 0 if they don't within 24 months.</param>
/// <param name="From">First day of that period; null if there is none.</param>
/// <param name="Horizon">Sum over the coming periods that start within 24 months.</param>
/// <param name="Cost">Sum of the periods in which bills become higher, as a positive amount.</param>
public sealed record RowCash(Money Monthly, DateOnly? From, Money Horizon, Money Cost)
{
    /// <summary>Null without a figure.</summary>
    internal static RowCash? Of(string currency, long? monthly, DateOnly? from, long? horizon, long? cost) =>
        monthly is { } micros
            ? new RowCash(new Money(micros, currency), from, new Money(horizon ?? 0, currency), new Money(cost ?? 0, currency))
            : null;
}

/// <summary>Rows by what they do to bills.</summary>
public enum CashFilter
{
    /// <summary>Bills become lower in some coming period.</summary>
    Saves,

    /// <summary>Bills stay as they are for 24 months.</summary>
    None,

    /// <summary>Bills become higher in some coming period.</summary>
    Costs,

    /// <summary>No figure: no contract, no price, or protected.</summary>
    Unknown,
}

internal static class CashFilters
{
    public static Expression<Func<Recommendation, bool>> Contains(CashFilter cash) =>
        cash switch
        {
            CashFilter.Saves => r => r.CashMicros > 0,
            CashFilter.None => r => r.CashMicros == 0 && r.CashCostMicros == 0,
            CashFilter.Costs => r => r.CashCostMicros > 0,
            CashFilter.Unknown => r => r.CashMicros == null,
        };
}
