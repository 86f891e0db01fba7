using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Billing;

/// <summary>
/// The coming periods of all contracts, as expected, with some changes made (design §4.4): presence of the last closed period, log-ins
/// since that began, the latest seats; people with a season tag in exactly the periods that their season touches; commitments by need from
/// the renewals on that still count.
/// </summary>
internal sealed class Outlook
{
    private readonly BillingBook _book;
    private readonly IReadOnlySet<string> _absent;
    private readonly List<World> _worlds = [];
    private readonly List<int> _contractOf = [];
    private readonly Dictionary<(int Contract, int Moves, string Touched), int> _known = [];
    private readonly List<PricedPeriod> _periods = [];
    private readonly List<(int World, int Need)> _worldsOf = [];

    /// <param name="changes">In the order in which they are made.</param>
    /// <param name="absent">Season tags whose people are left out.</param>
    public Outlook(BillingBook book, IReadOnlyList<SeatChange> changes, IReadOnlySet<string>? absent = null)
    {
        (_book, _absent) = (book, absent ?? new HashSet<string>());
        for (var contract = 0; contract < book.Contracts.Count; contract++)
        {
            Plan(contract);
        }

        foreach (var change in changes.Where(change => !IsAbsent(book.Person(change.PersonId))))
        {
            var (person, set) = (book.Person(change.PersonId), book.Skus.SetOf(change.Target));
            _worlds.ForEach(world => world.Change(person, set, book.Effective(change)));
        }

        for (var world = 0; world < _worlds.Count; world++)
        {
            _worlds[world].SetPeaks(ConcurrentIn(world), book.Facts.Levels);
        }

        _periods.ForEach(period => period.PriceAll());
    }

    /// <summary>Number of a world that a period doesn't need.</summary>
    public const int NoWorld = -1;

    public IReadOnlyList<World> Worlds => _worlds;

    /// <summary>By contract and first day.</summary>
    public IReadOnlyList<PricedPeriod> Periods => _periods;

    /// <summary>Numbers of <see cref="Worlds"/>: of a period, and of the renewal it is priced by (<see cref="NoWorld"/> if none).</summary>
    public (int World, int Need) WorldsOf(int period) => _worldsOf[period];

    /// <summary>SKUs whose peak matters in a world.</summary>
    public IReadOnlyList<int> ConcurrentIn(int world) => _book.Concurrent(_contractOf[world]);

    /// <summary>For each period the first one in which every change costs the same (itself, if none is before it).</summary>
    public IReadOnlyList<int> Alike() => [.. _periods.Select(period => _periods.FindIndex(period.PricesAs))];

    /// <summary>Bills by month, oldest first.</summary>
    public IEnumerable<IGrouping<int, PricedPeriod>> ByMonth() =>
        _periods.GroupBy(period => period.Period.Month).OrderBy(month => month.Key);

    private void Plan(int contract)
    {
        var terms = _book.Contracts[contract];
        var renewals = Renewal.Of(terms, _book.Facts.Today, _book.Horizon).Where(each => each.Changes).ToList();
        foreach (var period in _book.Periods[contract].Where(each => each.State == PeriodState.Coming))
        {
            Renewal? renewal = renewals.Exists(each => each.On <= period.First) ? renewals.FindLast(each => each.On <= period.First) : null;
            var world = WorldIn(contract, period.First, period.Days);
            var need = renewal is { } on ? WorldIn(contract, on.On, null) : NoWorld;
            _worldsOf.Add((world, need));
            _periods.Add(
                new PricedPeriod(_book.Skus, terms, period, renewal, _book.Outside(contract, period.Month))
                {
                    Quantities = _worlds[world].Quantities,
                    Need = need == NoWorld ? null : _worlds[need].Quantities,
                }
            );
        }
    }

    /// <param name="days">Seasons that touch them are on; null: people with a season tag don't come.</param>
    private int WorldIn(int contract, DateOnly start, Period? days)
    {
        var on = _book
            .Facts.Seasons.Where(season => days is { } range && season.Value.Touches(range))
            .Select(season => season.Key)
            .Order(StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal);
        var key = (contract, _book.MovesBefore(start), string.Join('\n', on));
        if (!_known.TryGetValue(key, out var number))
        {
            _known[key] = number = _worlds.Count;
            var use = _book.Expected(contract);
            _contractOf.Add(contract);
            _worlds.Add(new World(_book.Skus, use, start, SetsOn(start), person => AttendanceOf(person, use, on)));
        }

        return number;
    }

    private int[] SetsOn(DateOnly day)
    {
        var sets = _book.SetsOn(day);
        for (var person = 0; _absent.Count > 0 && person < sets.Length; person++)
        {
            sets[person] = IsAbsent(person) ? SkuBook.NoSet : sets[person];
        }

        return sets;
    }

    private bool IsAbsent(int person) => _absent.Count > 0 && _absent.Contains(_book.Facts.People[person].Season ?? "");

    private Attendance AttendanceOf(int person, PeriodUse use, HashSet<string> on)
    {
        if (_book.SeasonOf(person) is null)
        {
            return new Attendance(use.LoggedIn[person], IsPresent: true, AddsOne: false, IsPermanent: true);
        }

        var comes = on.Contains(_book.Facts.People[person].Season!);
        return new Attendance(comes, comes, comes && use.Presence[person].Length == 0, IsPermanent: false);
    }
}
