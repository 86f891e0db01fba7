using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Billing;

/// <summary>
/// The facts of one platform arranged for pricing: contracts with their periods, people with their sets, and the use that coming periods
/// are expected to have. All rules: design §4.4.
/// </summary>
public sealed class BillingBook
{
    private readonly DateOnly[] _moves;
    private readonly Dictionary<int, int[]> _sets = [];
    private readonly Dictionary<(Period, DateOnly), PeriodUse> _uses = [];
    private readonly Dictionary<string, int> _people;
    private readonly Season?[] _seasons;

    /// <param name="rows">Every change that will be asked about.</param>
    public BillingBook(BillingFacts facts, IReadOnlyList<SeatChange> rows)
    {
        (Facts, Rows) = (facts, rows);
        Skus = new SkuBook(facts, rows);
        Horizon = BillingPeriod.Horizon(facts.Today);
        Contracts = [.. facts.Contracts.OrderBy(each => each.First).ThenBy(each => each.Id, StringComparer.Ordinal)];
        Periods = [.. Contracts.Select(each => BillingPeriod.Of(each.First, Horizon, facts.Today, facts.CompleteThrough))];
        ComingFirstDays =
        [
            .. Periods
                .SelectMany(each => each)
                .Where(period => period.State == PeriodState.Coming)
                .GroupBy(period => period.Month)
                .OrderBy(month => month.Key)
                .Select(month => month.Min(period => period.First)),
        ];
        _people = facts.People.Select((person, index) => (person.Id, index)).ToDictionary(each => each.Id, each => each.index);
        _seasons = [.. facts.People.Select(SeasonOf)];
        _moves =
        [
            .. rows.Select(Effective)
                .Concat(facts.People.SelectMany(person => person.Seats).SelectMany(Ends))
                .Where(day => day >= facts.Today)
                .Distinct()
                .Order(),
        ];
    }

    public BillingFacts Facts { get; }

    public IReadOnlyList<SeatChange> Rows { get; }

    internal SkuBook Skus { get; }

    /// <summary>By first day. The first one's periods are those in which SKUs without a line are counted.</summary>
    public IReadOnlyList<ContractTerms> Contracts { get; }

    /// <summary>By contract, all that start by <see cref="Horizon"/>.</summary>
    public IReadOnlyList<IReadOnlyList<BillingPeriod>> Periods { get; }

    /// <summary>Savings are looked at in the periods that start by this day.</summary>
    public DateOnly Horizon { get; }

    /// <summary>First day of the coming periods of each month by <see cref="Horizon"/>, oldest first.</summary>
    public IReadOnlyList<DateOnly> ComingFirstDays { get; }

    public int Person(string id) => _people[id];

    /// <summary>The day after which a change shows.</summary>
    public DateOnly Effective(SeatChange row) => row.Effective is { } day && day > Facts.Today ? day : Facts.Today;

    /// <summary>The season of a person's tag; null if there is none.</summary>
    internal Season? SeasonOf(int person) => _seasons[person];

    /// <summary>Everybody's set in a range of days, by the facts.</summary>
    internal int[] SetsIn(Period days) => [.. Facts.People.Select(person => Skus.SetIn(person.Seats, days))];

    /// <summary>What a person holds today.</summary>
    internal int SetToday(int person) => Skus.SetIn(Facts.People[person].Seats, Period.Through(Facts.Today, Facts.Today));

    /// <summary>Everybody's set on a day to come, if nothing is changed.</summary>
    internal int[] SetsOn(DateOnly day)
    {
        var moves = MovesBefore(day);
        if (!_sets.TryGetValue(moves, out var sets))
        {
            _sets[moves] = sets = SetsIn(Period.Through(day, day));
        }

        return [.. sets];
    }

    /// <summary>Days with the same number have the same seats and the same changes.</summary>
    internal int MovesBefore(DateOnly day)
    {
        var at = Array.BinarySearch(_moves, day);
        return at < 0 ? ~at : at;
    }

    internal PeriodUse UseIn(Period days, DateOnly logInsThrough)
    {
        if (!_uses.TryGetValue((days, logInsThrough), out var use))
        {
            _uses[(days, logInsThrough)] = use = new PeriodUse(Facts, days, logInsThrough);
        }

        return use;
    }

    public bool HasClosed(ContractTerms contract) =>
        Facts.CompleteThrough >= contract.First.AddMonths(1).AddDays(-1) && Facts.Today >= contract.First;

    /// <summary>What coming periods are expected to have: presence of the last closed period, and the log-ins since that began.</summary>
    internal PeriodUse Expected(int contract)
    {
        var closed = Periods[contract].LastOrDefault(period => period.State == PeriodState.Closed);
        var monthToDate = new Period(Facts.CompleteThrough.AddDays(1).AddMonths(-1), Facts.CompleteThrough.AddDays(1));
        return UseIn(HasClosed(Contracts[contract]) ? closed.Days : monthToDate, Facts.Today);
    }

    /// <summary>SKUs without a line in the contracts that have a period in the month; counted with the first contract.</summary>
    internal IEnumerable<int> Outside(int contract, int month) =>
        contract != 0
            ? []
            : Enumerable
                .Range(0, Skus.Count)
                .Except(
                    Contracts
                        .Where(each => BillingPeriod.MonthOf(each.First) <= month)
                        .SelectMany(each => each.Lines)
                        .Select(line => Skus.Find(line.Sku))
                );

    /// <summary>SKUs on a concurrent line of a contract.</summary>
    internal IReadOnlyList<int> Concurrent(int contract) =>
        [.. Contracts[contract].Lines.Where(line => line.Basis == LineBasis.Concurrent).Select(line => Skus.Find(line.Sku))];

    private Season? SeasonOf(BilledPerson person) =>
        person.Season is { } tag && Facts.Seasons.TryGetValue(tag, out var season) ? season : null;

    private static IEnumerable<DateOnly> Ends(HeldSeats seats)
    {
        if (seats.From > DateOnly.MinValue)
        {
            yield return seats.From.AddDays(-1);
        }

        if (seats.To is { } last)
        {
            yield return last;
        }
    }
}
