using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Billing;

/// <summary>Numbers for SKUs and for the sets that people count with, so that pricing works on arrays.</summary>
internal sealed class SkuBook
{
    private readonly Catalogue _catalogue;
    private readonly string[] _ids;
    private readonly Dictionary<string, int> _indexes;
    private readonly List<int[]> _sets =
    [
        [],
    ];
    private readonly Dictionary<string, int> _setNumbers = new() { [""] = NoSet };
    private readonly Dictionary<string, int> _targets = [];

    /// <summary>The set of who holds nothing.</summary>
    public const int NoSet = 0;

    public SkuBook(BillingFacts facts, IEnumerable<SeatChange> rows)
    {
        _catalogue = facts.Catalogue;
        _ids =
        [
            .. facts
                .Contracts.SelectMany(contract => contract.Lines.Select(line => line.Sku))
                .Concat(facts.People.SelectMany(person => person.Seats.SelectMany(seats => seats.Skus)))
                .Concat(rows.SelectMany(row => row.Target))
                .Distinct(StringComparer.Ordinal)
                .Select(SkuIds.Canonical)
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ];
        _indexes = _ids.Select((id, index) => (id, index)).ToDictionary(each => each.id, each => each.index, StringComparer.Ordinal);
        var currency = facts.Contracts.Count == 0 ? _catalogue.Currency : facts.Contracts[0].Currency;
        ListMicros = [.. _ids.Select(id => currency == _catalogue.Currency ? _catalogue.ListPrice(id)?.Micros : null)];
    }

    public int Count => _ids.Length;

    /// <summary>List price per month by SKU, in millionths of the contracts' currency; null if there is none.</summary>
    public IReadOnlyList<long?> ListMicros { get; }

    public string Id(int sku) => _ids[sku];

    public int Find(string id) => _indexes[SkuIds.Canonical(id)];

    /// <summary>SKUs of a set, lowest number first.</summary>
    public int[] Set(int number) => _sets[number];

    /// <summary>The set with which a person counts who holds these seats on some days of the range.</summary>
    public int SetIn(IReadOnlyList<HeldSeats> seats, Period days)
    {
        HeldSeats? only = null;
        foreach (var each in seats)
        {
            if (each.From < days.End && (each.To is not { } last || last >= days.Start))
            {
                if (only is not null)
                {
                    return Number(PersonSets.Of(_catalogue, seats, days));
                }

                only = each;
            }
        }

        return only is null ? NoSet : SetOf(only.Skus);
    }

    /// <summary>The set with which a person counts who holds all of these at once.</summary>
    public int SetOf(IReadOnlyList<string> skus)
    {
        var key = skus.Count == 1 ? skus[0] : string.Join('+', skus);
        if (!_targets.TryGetValue(key, out var number))
        {
            _targets[key] = number = Number(PersonSets.OfTarget(_catalogue, skus));
        }

        return number;
    }

    private int Number(IReadOnlyList<string> skus)
    {
        var key = string.Join('+', skus);
        if (!_setNumbers.TryGetValue(key, out var number))
        {
            _setNumbers[key] = number = _sets.Count;
            _sets.Add([.. skus.Select(Find)]);
        }

        return number;
    }
}
