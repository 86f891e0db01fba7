using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Billing;

public enum PeriodState
{
    /// <summary>Presence is complete for all of it.</summary>
    Closed,

    /// <summary>It has begun and isn't closed: it holds today, or its last days haven't arrived yet.</summary>
    Open,

    /// <summary>It starts after today.</summary>
    Coming,
}

/// <summary>A billing month of a contract: it starts on the contract's first day plus whole months (design §4.4), local days.</summary>
public readonly record struct BillingPeriod(Period Days, PeriodState State)
{
    /// <summary>Savings are looked at in the periods that start by today plus so many months.</summary>
    public const int HorizonMonths = 24;

    public DateOnly First => Days.Start;

    /// <summary>Periods of several contracts belong together by the calendar month of their first day.</summary>
    public int Month => MonthOf(First);

    public static int MonthOf(DateOnly day) => (day.Year * 12) + day.Month - 1;

    public static DateOnly Horizon(DateOnly today) => today.AddMonths(HorizonMonths);

    /// <summary>All periods of a contract that start by a day, from the first on.</summary>
    public static IReadOnlyList<BillingPeriod> Of(DateOnly contractFirst, DateOnly until, DateOnly today, DateOnly completeThrough)
    {
        var periods = new List<BillingPeriod>();
        for (var number = 0; contractFirst.AddMonths(number) <= until; number++)
        {
            var days = new Period(contractFirst.AddMonths(number), contractFirst.AddMonths(number + 1));
            periods.Add(new BillingPeriod(days, StateOf(days, today, completeThrough)));
        }

        return periods;
    }

    private static PeriodState StateOf(Period days, DateOnly today, DateOnly completeThrough) =>
        days.Start > today ? PeriodState.Coming
        : completeThrough >= days.LastDay ? PeriodState.Closed
        : PeriodState.Open;
}
