using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Billing;

/// <summary>
/// Bills by calendar month (design §4.4): closed periods from facts, the open one so far and as forecast, coming ones with the changes
/// that are to be made.
/// </summary>
public static class Bills
{
    /// <summary>Closed and open periods of a month from facts alone; null if none has begun. Decisions never change it.</summary>
    public static Bill? SoFar(BillingBook book, int month) => Begun(book, month, isForecast: false);

    /// <summary>As <see cref="SoFar"/>, but open periods as they will be when they end.</summary>
    public static Bill? Forecast(BillingBook book, int month) => Begun(book, month, isForecast: true);

    /// <summary>Coming periods within the horizon, by month, oldest first, with changes made in the given order.</summary>
    public static IReadOnlyList<Bill> Coming(BillingBook book, IReadOnlyList<SeatChange> changes) =>
        [.. new Outlook(book, changes).ByMonth().Select(month => Bill(book, [.. month]))];

    private static Bill? Begun(BillingBook book, int month, bool isForecast)
    {
        var priced = new List<PricedPeriod>();
        for (var contract = 0; contract < book.Contracts.Count; contract++)
        {
            foreach (var period in book.Periods[contract].Where(each => each.Month == month && each.State != PeriodState.Coming))
            {
                var open = period.State == PeriodState.Open;
                var quantities = open && isForecast ? ForecastOf(book, contract, period) : UsedIn(book, contract, period).Quantities;
                priced.Add(
                    new PricedPeriod(book.Skus, book.Contracts[contract], period, null, book.Outside(contract, month))
                    {
                        Quantities = quantities,
                        Need = null,
                    }
                );
                priced[^1].PriceAll();
            }
        }

        return priced.Count == 0 ? null : Bill(book, priced);
    }

    /// <summary>What the facts say, up to today.</summary>
    private static World UsedIn(BillingBook book, int contract, BillingPeriod period)
    {
        var days = period.Days.Contains(book.Facts.Today) ? Period.Through(period.First, book.Facts.Today) : period.Days;
        var use = book.UseIn(period.Days, period.Days.LastDay);
        return Count(book, contract, use, book.SetsIn(days), person => new Attendance(use.LoggedIn[person], true, false, true));
    }

    /// <summary>
    /// Its own sets and log-ins, and those log-ins of the last closed period whose people still hold a seat; of peaks and hours the
    /// greater.
    /// </summary>
    private static Quantities ForecastOf(BillingBook book, int contract, BillingPeriod period)
    {
        var sets = book.SetsIn(period.Days);
        var holds = book.SetsIn(Period.Through(book.Facts.Today, book.Facts.Today)).Select(set => set != SkuBook.NoSet).ToArray();
        var own = book.UseIn(period.Days, period.Days.LastDay);
        var last = book.Expected(contract);
        var forecast = Count(
            book,
            contract,
            own,
            sets,
            person => new Attendance(own.LoggedIn[person] || (holds[person] && last.LoggedIn[person]), true, false, true)
        ).Quantities;
        var before = Count(book, contract, last, sets, person => new Attendance(holds[person], holds[person], false, true));
        forecast.RaiseTo(before.Quantities);
        return forecast;
    }

    /// <summary>Counted over everybody's presence, without seasons.</summary>
    private static World Count(BillingBook book, int contract, PeriodUse use, int[] sets, Func<int, Attendance> attendance)
    {
        var world = new World(book.Skus, use, DateOnly.MinValue, sets, attendance);
        world.SetPeaks(book.Concurrent(contract), book.Facts.Levels);
        return world;
    }

    private static Bill Bill(BillingBook book, IReadOnlyList<PricedPeriod> priced) =>
        new(
            book.Contracts[0].Currency,
            [.. priced.Select(each => each.ContractBill() with { IsWithoutClosedPeriod = !book.HasClosed(each.Contract) })],
            [.. priced.SelectMany(each => each.OutsideBills())],
            priced.All(each => each.IsComplete),
            priced.Any(each => each.Period.State == PeriodState.Closed && book.Facts.NotCovered.Any(each.Period.Days.Contains))
        );
}
