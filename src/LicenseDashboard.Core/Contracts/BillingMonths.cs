namespace LicenseDashboard.Core.Contracts;

/// <summary>Billing months begin on the contract's first day plus whole months, the day cut to the month's length (design §4.4).</summary>
public static class BillingMonths
{
    /// <summary>First day of the billing month that holds a day; of the first one for days before the contract.</summary>
    public static DateOnly FirstDay(DateOnly contractFirst, DateOnly day)
    {
        var months = Math.Max(0, ((day.Year - contractFirst.Year) * 12) + day.Month - contractFirst.Month);
        return months > 0 && contractFirst.AddMonths(months) > day ? contractFirst.AddMonths(months - 1) : contractFirst.AddMonths(months);
    }

    /// <summary>First day of the first billing month that begins on a day or later: that is when a change dated on it applies.</summary>
    public static DateOnly AppliesFrom(DateOnly contractFirst, DateOnly change)
    {
        if (change <= contractFirst)
        {
            return contractFirst;
        }

        var months = ((change.Year - contractFirst.Year) * 12) + change.Month - contractFirst.Month;
        var first = contractFirst.AddMonths(months);
        return first >= change ? first : contractFirst.AddMonths(months + 1);
    }
}
