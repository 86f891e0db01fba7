namespace LicenseDashboard.Core.Billing;

/// <summary>All live rows with their prices, and what several of them come to.</summary>
public sealed class PricedRows
{
    private readonly BillingBook _book;
    private readonly Dictionary<string, PricedRow> _byId;

    public PricedRows(BillingBook book, IReadOnlyList<PricedRow> rows)
    {
        (_book, Rows) = (book, rows);
        _byId = rows.ToDictionary(row => row.Row.Id, StringComparer.Ordinal);
    }

    /// <summary>In the order of the chain; protected rows at the end.</summary>
    public IReadOnlyList<PricedRow> Rows { get; }

    /// <summary>First day of the coming periods of each month within the horizon, oldest first.</summary>
    public IReadOnlyList<DateOnly> FirstDays => _book.ComingFirstDays;

    public PricedRow this[string id] => _byId[id];

    /// <summary>Open rows that aren't protected.</summary>
    public SavingsTotal Potential => Total(row => !row.Approved);

    public SavingsTotal Approved => Total(row => row.Approved);

    /// <summary>
    /// Rows' differences added up period by period, then read as those of a row. Rows without a cash figure have no part in the sum.
    /// </summary>
    public SavingsTotal Total(Func<SeatChange, bool> filter)
    {
        var rows = Rows.Where(row => !row.Row.Protected && filter(row.Row)).ToList();
        var byMonth = new long[FirstDays.Count];
        foreach (var row in rows)
        {
            for (var month = 0; month < row.ByMonth.Count; month++)
            {
                byMonth[month] += row.ByMonth[month];
            }
        }

        return new SavingsTotal(
            rows.Sum(row => row.ListMicros ?? 0),
            _book.Contracts.Count == 0 ? null : CashSaving.Of(FirstDays, byMonth)
        );
    }

    /// <summary>Rows that are to be approved together: one change on top of the approved rows.</summary>
    public SavingsTotal Batch(IReadOnlyCollection<string> ids)
    {
        var selection = ids.Select(id => _byId[id]).Where(row => !row.Row.Protected).ToList();
        var list = selection.Sum(row => row.ListMicros ?? 0);
        if (_book.Contracts.Count == 0 || selection.Exists(row => row.Cash is null))
        {
            return new SavingsTotal(list, null);
        }

        var approved = Rows.Where(row => row.Row is { Approved: true, Protected: false }).Select(row => row.Row).ToList();
        var before = Bills.Coming(_book, SavingsChain.Order(_book, approved));
        var after = Bills.Coming(_book, SavingsChain.Order(_book, approved.Union(selection.Select(row => row.Row))));
        return new SavingsTotal(
            list,
            CashSaving.Of(FirstDays, [.. before.Zip(after, (one, other) => one.Total.Micros - other.Total.Micros)])
        );
    }
}
