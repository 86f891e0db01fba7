using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Billing;

/// <param name="Micros">In millionths, rounded down.</param>
public readonly record struct PersonShare(string PersonId, string Sku, long Micros);

/// <summary>
/// People's parts of a month's charges up to today. A line's charge is divided by the greater of what is billable and what is committed;
/// of that, a named line gives each person one part, other lines go by seconds present. What no one uses stays with no one.
/// </summary>
public static class PersonShares
{
    /// <returns>At most one per person and SKU.</returns>
    public static IReadOnlyList<PersonShare> Of(BillingBook book, int month)
    {
        ArgumentNullException.ThrowIfNull(book);
        var shares = new Dictionary<(int Person, int Sku), long>();
        if (Bills.SoFar(book, month) is not { } bill)
        {
            return [];
        }

        foreach (var contract in bill.Contracts)
        {
            var number = Enumerable.Range(0, book.Contracts.Count).First(each => book.Contracts[each].Id == contract.Contract);
            var used = new Used(book, contract.Period);
            foreach (var line in contract.Lines)
            {
                used.Share(shares, line.Sku, line.Basis, line.Charge.Micros, line.Billable, line.Committed);
            }

            // SKUs without a line are counted in the periods of the first contract.
            foreach (var outside in bill.Outside.Where(each => number == 0 && each.Micros is not null))
            {
                used.Share(shares, outside.Sku, LineBasis.Named, outside.Micros!.Value, outside.Billable, 0);
            }
        }

        return
        [
            .. shares
                .Where(share => share.Value > 0)
                .Select(share => new PersonShare(book.Facts.People[share.Key.Person].Id, book.Skus.Id(share.Key.Sku), share.Value)),
        ];
    }

    private sealed class Used
    {
        private readonly BillingBook _book;
        private readonly PeriodUse _use;
        private readonly int[] _sets;

        public Used(BillingBook book, BillingPeriod period)
        {
            var today = book.Facts.Today;
            _book = book;
            _use = book.UseIn(period.Days, period.Days.LastDay);
            _sets = book.SetsIn(period.Days.Contains(today) ? Period.Through(period.First, today) : period.Days);
        }

        public void Share(
            Dictionary<(int Person, int Sku), long> shares,
            string skuId,
            LineBasis basis,
            long micros,
            int billable,
            int committed
        )
        {
            var sku = _book.Skus.Find(skuId);
            var users = Enumerable
                .Range(0, _sets.Length)
                .Where(person => _sets[person] != SkuBook.NoSet && _book.Skus.Set(_sets[person]).Contains(sku))
                .Select(person => (Person: person, Weight: WeightOf(person, basis)))
                .Where(user => user.Weight > 0)
                .ToList();
            var whole = (Int128)Math.Max(billable, committed) * users.Sum(user => user.Weight);
            foreach (var (person, weight) in users.Where(_ => whole > 0))
            {
                var part = (long)((Int128)micros * billable * weight / whole);
                shares[(person, sku)] = shares.GetValueOrDefault((person, sku)) + part;
            }
        }

        private long WeightOf(int person, LineBasis basis) =>
            basis != LineBasis.Named ? _use.Seconds[person]
            : _use.LoggedIn[person] ? 1
            : 0;
    }
}
