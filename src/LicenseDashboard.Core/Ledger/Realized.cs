using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Ledger;

/// <summary>A change that the vendor shows.</summary>
/// <param name="Id">Of the row; changes verified on the same day are applied in the ordinal order of their ids.</param>
/// <param name="Before">SKUs held before it.</param>
/// <param name="Target">SKUs held since.</param>
public sealed record VerifiedChange(
    string Id,
    string PersonId,
    IReadOnlyList<string> Before,
    IReadOnlyList<string> Target,
    DateOnly VerifiedOn
);

/// <summary>
/// What verified changes saved in a closed month (design §4.4): all of them undone, then applied in order of verification, the difference
/// of that month's bills each. A change counts in a month that starts after it and in which the person's set is its target.
/// </summary>
public static class Realized
{
    /// <summary>A book of a closed month that knows the SKUs of the changes.</summary>
    public static BillingBook BookOf(BillingFacts facts, IReadOnlyList<VerifiedChange> changes) =>
        new(
            facts,
            [
                .. changes
                    .SelectMany(change => new[] { change.Before, change.Target })
                    .Select(skus => new SeatChange
                    {
                        Id = "",
                        PersonId = "",
                        Target = skus,
                    }),
            ]
        );

    /// <param name="book">Of <see cref="BookOf"/>.</param>
    /// <param name="isAboveOurs">
    /// Whether the vendor counted more of a SKU than the bill says: what frees such a SKU is not realized yet.
    /// </param>
    /// <returns>Amounts in millionths; changes that saved nothing are left out.</returns>
    public static IReadOnlyList<(string Id, long Micros)> Of(
        BillingBook book,
        int month,
        IReadOnlyList<VerifiedChange> changes,
        Func<string, bool> isAboveOurs
    )
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentNullException.ThrowIfNull(isAboveOurs);
        var saved = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var contract = 0; contract < book.Contracts.Count; contract++)
        {
            foreach (var period in book.Periods[contract].Where(each => each.Month == month && each.State == PeriodState.Closed))
            {
                var sets = book.SetsIn(period.Days);
                var counted = changes
                    .Where(change => change.VerifiedOn < period.First)
                    .Where(change => sets[book.Person(change.PersonId)] == book.Skus.SetOf(change.Target))
                    .Where(change => !change.Before.Except(change.Target, StringComparer.Ordinal).Any(isAboveOurs))
                    .OrderBy(change => change.VerifiedOn)
                    .ThenBy(change => change.Id, StringComparer.Ordinal)
                    .DistinctBy(change => change.PersonId)
                    .ToList();
                foreach (var (id, micros) in new RealizedPeriod(book, contract, period, sets, counted).Savings())
                {
                    saved[id] = saved.GetValueOrDefault(id) + micros;
                }
            }
        }

        return
        [
            .. saved
                .Where(each => each.Value != 0)
                .OrderBy(each => each.Key, StringComparer.Ordinal)
                .Select(each => (each.Key, each.Value)),
        ];
    }
}

/// <summary>One closed period with its changes undone and made again.</summary>
internal sealed class RealizedPeriod
{
    private readonly BillingBook _book;
    private readonly int _contract;
    private readonly World _world;
    private readonly PricedPeriod _priced;
    private readonly IReadOnlyList<VerifiedChange> _changes;
    private readonly DateOnly? _renewed;
    private readonly Dictionary<string, List<(int Sku, int By)>> _shifts = [];

    public RealizedPeriod(BillingBook book, int contract, BillingPeriod period, int[] sets, IReadOnlyList<VerifiedChange> changes)
    {
        (_book, _contract, _changes) = (book, contract, changes);
        var terms = book.Contracts[contract];
        var use = book.UseIn(period.Days, period.Days.LastDay);
        _world = new World(
            book.Skus,
            use,
            DateOnly.MaxValue,
            sets,
            person => new Attendance(use.LoggedIn[person], true, false, book.SeasonOf(person) is null)
        );
        _priced = new PricedPeriod(book.Skus, terms, period, null, book.Outside(contract, period.Month))
        {
            Quantities = _world.Quantities,
            Need = null,
        };
        _renewed = Renewal.Of(terms, DateOnly.MinValue, period.First).Select(each => (DateOnly?)each.On).LastOrDefault();
        for (var last = changes.Count - 1; last >= 0; last--)
        {
            Undo(changes[last]);
        }

        _world.SetPeaks(book.Concurrent(contract), book.Facts.Levels);
        _priced.PriceAll();
    }

    public IEnumerable<(string Id, long Micros)> Savings()
    {
        foreach (var change in _changes)
        {
            var before = _priced.Micros;
            Apply(change);
            yield return (change.Id, before - _priced.Micros);
        }
    }

    private void Apply(VerifiedChange change)
    {
        _world.Change(_book.Person(change.PersonId), _book.Skus.SetOf(change.Target), DateOnly.MinValue);
        foreach (var (sku, by) in _shifts.GetValueOrDefault(change.Id) ?? [])
        {
            _priced.Shift(sku, -by);
        }

        List<int> touched = [.. _world.Lost, .. _world.Gained];
        _world.SetPeaks(touched.Intersect(_book.Concurrent(_contract)), _book.Facts.Levels);
        touched.ForEach(_priced.Price);
    }

    /// <summary>
    /// A renewal after the change has followed the need on named lines: what is needed again above the commitment raises it, what is no
    /// longer needed of a line with nothing free lowers it.
    /// </summary>
    private void Undo(VerifiedChange change)
    {
        _world.Change(_book.Person(change.PersonId), _book.Skus.SetOf(change.Before), DateOnly.MinValue);
        if (_renewed is not { } renewed || change.VerifiedOn >= renewed)
        {
            return;
        }

        var shifts = _shifts[change.Id] = [];
        foreach (var sku in _world.Gained)
        {
            if (Named(sku) is { } line && _world.Quantities.Permanent[sku] - line.Terms.Included > line.Committed)
            {
                shifts.Add((sku, 1));
            }
        }

        foreach (var sku in _world.Lost)
        {
            if (
                Named(sku) is { } line
                && _world.Quantities.Permanent[sku] + 1 - line.Terms.Included >= line.Committed
                && line.Committed > line.Terms.Minimum
            )
            {
                shifts.Add((sku, -1));
            }
        }

        shifts.ForEach(shift => _priced.Shift(shift.Sku, shift.By));
    }

    private (LineTerms Terms, int Committed)? Named(int sku) =>
        _priced.LineOf(sku) is { Terms: { Basis: LineBasis.Named, PriceMicros: not 0 } } line ? line : null;
}
