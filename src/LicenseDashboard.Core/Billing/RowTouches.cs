using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Billing;

/// <summary>What one row changed about the charges of coming periods, kept while it is priced, to say why it saves what it saves.</summary>
internal sealed class RowTouches(BillingBook book, Outlook outlook)
{
    private readonly List<Touch> _touches = [];
    private int? _unpriced;
    private int? _overLimit;

    public bool HasPrice => _unpriced is null;

    public bool IsOverLimit => _overLimit is not null;

    public void Clear()
    {
        _touches.Clear();
        (_unpriced, _overLimit) = (null, null);
    }

    /// <summary>Prices what the last change touched in a period.</summary>
    /// <param name="number">Of the period in <see cref="Outlook.Periods"/>.</param>
    public void Price(int number)
    {
        var (period, worlds) = (outlook.Periods[number], outlook.WorldsOf(number));
        PriceTouched(number, period, outlook.Worlds[worlds.World]);
        if (worlds.Need != Outlook.NoWorld)
        {
            PriceTouched(number, period, outlook.Worlds[worlds.Need]);
        }

        foreach (var sku in outlook.Worlds[worlds.World].Gained)
        {
            _overLimit ??= period.IsOverLimit(sku) ? sku : null;
        }
    }

    /// <param name="byMonth">Difference of the bills of each month.</param>
    /// <param name="numbersOf">Periods priced for a month, by its position.</param>
    public CashReason Reason(SeatChange row, CashSaving cash, long[] byMonth, Func<int, IEnumerable<int>> numbersOf)
    {
        if (_unpriced is { } unpriced)
        {
            return new CashReason(CashCause.NoPrice) { Sku = book.Skus.Id(unpriced) };
        }

        if (cash.CostMicros > 0)
        {
            var risen = Strongest(Enumerable.Range(0, byMonth.Length).Where(month => byMonth[month] < 0).SelectMany(numbersOf), -1);
            return new CashReason(CashCause.Costs) { Sku = risen.Name(book), Months = byMonth.Count(micros => micros < 0) };
        }

        if (_overLimit is { } over)
        {
            return new CashReason(CashCause.OverLimit) { Sku = book.Skus.Id(over) };
        }

        return cash.From is null ? WithoutSaving() : Saving(row, Array.FindIndex(byMonth, micros => micros > 0), numbersOf);
    }

    private CashReason Saving(SeatChange row, int month, Func<int, IEnumerable<int>> numbersOf)
    {
        var first = book.ComingFirstDays[month];
        var saved = Strongest(numbersOf(month), 1);
        var priced = outlook.Periods[saved.Number];
        var period = outlook.Periods.First(each => each.Contract == priced.Contract && each.Period.Month == BillingPeriod.MonthOf(first));
        if (priced.BasisOf(saved.Sku) is null)
        {
            return new CashReason(CashCause.Outside) { Sku = book.Skus.Id(saved.Sku), Day = period.Period.First };
        }

        if (saved.Before.CommitmentMicros > saved.After.CommitmentMicros && period.Renewal is { } renewal)
        {
            var passed = Passed(period.Contract).FirstOrDefault(each => each.On < renewal.On);
            return new CashReason(passed.Notice is null ? CashCause.Renewal : CashCause.NoticePassed)
            {
                Sku = book.Skus.Id(saved.Sku),
                Day = renewal.On.AddDays(-1),
                Notice = passed.Notice ?? renewal.Notice,
            };
        }

        var effective = book.Effective(row);
        return new CashReason(CashCause.Above)
        {
            Sku = book.Skus.Id(saved.Sku),
            Day = period.Period.First,
            IsToday = !outlook.Periods.Any(each =>
                each.Contract == period.Contract && each.Period.First > effective && each.Period.First < period.Period.First
            ),
        };
    }

    private CashReason WithoutSaving()
    {
        // The dearest of what is given up decides; its charge may be the same as before.
        var given = _touches.Where(touch => touch.IsLost).OrderByDescending(touch => book.Skus.ListMicros[touch.Sku] ?? 0).ToList();
        if (given.Count > 0)
        {
            var period = outlook.Periods[given[0].Number];
            if (period.BasisOf(given[0].Sku) == LineBasis.Concurrent)
            {
                return new CashReason(CashCause.Peak) { Sku = book.Skus.Id(given[0].Sku) };
            }

            if (_touches.Sum(touch => touch.Before.Micros - touch.After.Micros) > 0)
            {
                return new CashReason(CashCause.Minimum);
            }

            if (Passed(period.Contract).LastOrDefault() is { Notice: { } notice } passed && passed.On <= book.Horizon)
            {
                return new CashReason(CashCause.NoticePassed)
                {
                    Sku = book.Skus.Id(given[0].Sku),
                    Day = passed.On.AddMonths(period.Contract.RenewalMonths).AddDays(-1),
                    Notice = notice,
                };
            }
        }

        return new CashReason(CashCause.Horizon) { Day = book.Horizon };
    }

    /// <summary>Renewals to come on which nothing can change any more.</summary>
    private IEnumerable<Renewal> Passed(ContractTerms contract) =>
        Renewal.Of(contract, book.Facts.Today, book.Horizon).Where(each => !each.Changes);

    /// <param name="sign">1: what fell most; -1: what rose most.</param>
    private Touch Strongest(IEnumerable<int> numbers, int sign)
    {
        var within = numbers.ToHashSet();
        return _touches.Where(touch => within.Contains(touch.Number)).MaxBy(touch => sign * (touch.Before.Micros - touch.After.Micros));
    }

    private void PriceTouched(int number, PricedPeriod period, World world)
    {
        foreach (var sku in world.Lost)
        {
            Price(number, period, sku, isLost: true);
        }

        foreach (var sku in world.Gained)
        {
            Price(number, period, sku, isLost: false);
        }
    }

    private void Price(int number, PricedPeriod period, int sku, bool isLost)
    {
        var before = period.ChargeOf(sku);
        period.Price(sku);
        _touches.Add(new Touch(number, sku, isLost, before, period.ChargeOf(sku)));
        if (!period.HasPrice(sku))
        {
            _unpriced ??= sku;
        }
    }

    private readonly record struct Touch(int Number, int Sku, bool IsLost, LineCharge Before, LineCharge After)
    {
        public string Name(BillingBook book) => book.Skus.Id(Sku);
    }
}
