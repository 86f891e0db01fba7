namespace LicenseDashboard.Core.Billing;

/// <summary>
/// Prices live rows (design §4.4): approved ones first, then open ones, each by list saving (highest first), then id, each on top of all
/// before it. A row is worked out once per world, and then priced once for all periods that are alike, over the SKUs it touches.
/// </summary>
public static class SavingsChain
{
    public static PricedRows Price(BillingBook book)
    {
        var rows = Order(book, book.Rows);
        var priced =
            book.Contracts.Count == 0
                ? [.. rows.Select(row => WithoutCash(book, row, new CashReason(CashCause.NoContract)))]
                : Walk(book, rows);
        var left = book.Rows.Where(row => row.Protected).Select(row => WithoutCash(book, row, new CashReason(CashCause.Protected)));
        return new PricedRows(book, [.. priced, .. left]);
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

    private static PricedRow WithoutCash(BillingBook book, SeatChange row, CashReason reason) =>
        new(row, ListSaving(book, row), null, false, [], reason);

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
        var touches = new RowTouches(book, outlook);
        return [.. rows.Select(row => PriceRow(row))];

        PricedRow PriceRow(SeatChange row)
        {
            Apply(book, outlook, paths, row);
            touches.Clear();
            var byMonth = new long[months.Count];
            foreach (var group in groups)
            {
                var before = outlook.Periods[group.Number].Micros;
                touches.Price(group.Number);
                foreach (var month in group.Months)
                {
                    byMonth[month] += before - outlook.Periods[group.Number].Micros;
                }
            }

            var cash = CashSaving.Of(book.ComingFirstDays, byMonth);
            var reason = touches.Reason(row, cash, byMonth, NumbersOf);
            return touches.HasPrice
                ? new PricedRow(row, ListSaving(book, row), cash, touches.IsOverLimit || cash.CostMicros > 0, byMonth, reason)
                : WithoutCash(book, row, reason) with
                {
                    NeedsReview = touches.IsOverLimit,
                };
        }

        IEnumerable<int> NumbersOf(int month) => groups.Where(group => group.Months.Contains(month)).Select(group => group.Number);
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
}
