namespace LicenseDashboard.Core.Billing;

/// <summary>
/// Prices live rows (design §4.4): approved ones first, then open ones, each by list saving (highest first), then id, each on top of all
/// before it. A row is worked out once per world, and then priced once for all periods that are alike, over the SKUs it touches.
/// </summary>
internal static class SavingsChain
{
    public static PricedRows Price(BillingBook book)
    {
        var rows = Order(book, book.Rows);
        var priced = book.Contracts.Count == 0 ? [.. rows.Select(row => WithoutCash(book, row))] : Walk(book, rows);
        return new PricedRows(book, [.. priced, .. book.Rows.Where(row => row.Protected).Select(row => WithoutCash(book, row))]);
    }

    /// <summary>Rows in the order in which they are priced; protected ones have no place in it.</summary>
    public static IReadOnlyList<SeatChange> Order(BillingBook book, IEnumerable<SeatChange> rows) =>
        [
            .. rows.Where(row => !row.Protected)
                .Select(row => (row, list: ListSaving(book, row) ?? long.MinValue))
                .OrderByDescending(each => each.row.Approved)
                .ThenByDescending(each => each.list)
                .ThenBy(each => each.row.Id, StringComparer.Ordinal)
                .Select(each => each.row),
        ];

    /// <summary>Monthly list price of what is held today minus that of the target, whatever the contract says; in millionths.</summary>
    public static long? ListSaving(BillingBook book, SeatChange row)
    {
        var held = book.Skus.Set(book.SetToday(book.Person(row.PersonId)));
        var target = book.Skus.Set(book.Skus.SetOf(row.Target));
        long? saving = 0;
        foreach (var sku in held.Except(target))
        {
            saving += book.Skus.ListMicros[sku];
        }

        foreach (var sku in target.Except(held))
        {
            saving -= book.Skus.ListMicros[sku];
        }

        return saving;
    }

    private static PricedRow WithoutCash(BillingBook book, SeatChange row) => new(row, ListSaving(book, row), null, false, []);

    private static IReadOnlyList<PricedRow> Walk(BillingBook book, IReadOnlyList<SeatChange> rows)
    {
        var outlook = new Outlook(book, []);
        var usedUp = new Outlook(book, []);
        var paths = usedUp.Worlds.Select((world, number) => new PeakPath(book, world, usedUp.ConcurrentIn(number), rows)).ToList();
        var months = outlook.Periods.Select(period => period.Period.Month).Distinct().Order().ToList();
        var groups = outlook
            .Alike()
            .Select((first, number) => (First: first, Month: months.IndexOf(outlook.Periods[number].Period.Month)))
            .GroupBy(each => each.First, each => each.Month)
            .Select(group => (Number: group.Key, Months: group.ToArray()))
            .ToList();
        return [.. rows.Select(row => PriceRow(row))];

        PricedRow PriceRow(SeatChange row)
        {
            Apply(book, outlook, paths, row);
            var byMonth = new long[months.Count];
            var (hasPrice, isOver) = (true, false);
            foreach (var group in groups)
            {
                var (period, worlds) = (outlook.Periods[group.Number], outlook.WorldsOf(group.Number));
                var before = period.Micros;
                hasPrice &= PriceTouched(period, outlook.Worlds[worlds.World]);
                hasPrice &= worlds.Need == Outlook.NoWorld || PriceTouched(period, outlook.Worlds[worlds.Need]);
                isOver |= outlook.Worlds[worlds.World].Gained.Exists(period.IsOverLimit);
                foreach (var month in group.Months)
                {
                    byMonth[month] += before - period.Micros;
                }
            }

            var cash = CashSaving.Of(book.ComingFirstDays, byMonth);
            return hasPrice
                ? new PricedRow(row, ListSaving(book, row), cash, isOver || cash.CostMicros > 0, byMonth)
                : WithoutCash(book, row) with
                {
                    NeedsReview = isOver,
                };
        }
    }

    private static void Apply(BillingBook book, Outlook outlook, List<PeakPath> paths, SeatChange row)
    {
        var (person, set) = (book.Person(row.PersonId), book.Skus.SetOf(row.Target));
        for (var number = 0; number < paths.Count; number++)
        {
            var world = outlook.Worlds[number];
            world.Change(person, set, book.Effective(row));
            foreach (var sku in world.Lost.Concat(world.Gained).Where(paths[number].Has))
            {
                world.Quantities.Peak[sku] = paths[number].Next(sku);
            }
        }
    }

    private static bool PriceTouched(PricedPeriod period, World world)
    {
        var hasPrice = true;
        foreach (var sku in world.Lost)
        {
            period.Price(sku);
            hasPrice &= period.HasPrice(sku);
        }

        foreach (var sku in world.Gained)
        {
            period.Price(sku);
            hasPrice &= period.HasPrice(sku);
        }

        return hasPrice;
    }
}
