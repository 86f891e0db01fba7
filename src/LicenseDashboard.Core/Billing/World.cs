namespace LicenseDashboard.Core.Billing;

/// <summary>How a person counts in a period.</summary>
/// <param name="LogsIn">Billed on named lines.</param>
/// <param name="IsPresent">Their presence in the facts counts.</param>
/// <param name="AddsOne">Expected without any presence in the facts: one more at the peak.</param>
/// <param name="IsPermanent">Has no season tag.</param>
internal readonly record struct Attendance(bool LogsIn, bool IsPresent, bool AddsOne, bool IsPermanent);

/// <summary>
/// Everybody's set in a period, and the quantities that follow. All periods with the same sets and the same seasons share one, so what a
/// change does is worked out once for all of them.
/// </summary>
internal sealed class World
{
    private readonly SkuBook _skus;
    private readonly PeriodUse _use;
    private readonly Func<int, Attendance> _attendance;
    private readonly int[] _sets;
    private readonly Dictionary<int, DateOnly> _changed = [];

    /// <param name="start">Changes that take effect before it show.</param>
    /// <param name="sets">Set of each person.</param>
    public World(SkuBook skus, PeriodUse use, DateOnly start, int[] sets, Func<int, Attendance> attendance)
    {
        (_skus, _use, Start, _sets, _attendance) = (skus, use, start, sets, attendance);
        Quantities = new Quantities(skus.Count);
        for (var person = 0; person < sets.Length; person++)
        {
            if (sets[person] != SkuBook.NoSet)
            {
                foreach (var sku in skus.Set(sets[person]))
                {
                    Count(person, sku, 1);
                }
            }
        }
    }

    public DateOnly Start { get; }

    public Quantities Quantities { get; }

    /// <summary>SKUs that the last change took or gave.</summary>
    public List<int> Lost { get; } = [];

    /// <inheritdoc cref="Lost"/>
    public List<int> Gained { get; } = [];

    /// <summary>
    /// Gives a person another set, if the change shows here. Of two changes of a person the one that takes effect later stays. Peaks are
    /// left as they are.
    /// </summary>
    public void Change(int person, int set, DateOnly effective)
    {
        Lost.Clear();
        Gained.Clear();
        if (effective >= Start || (_changed.TryGetValue(person, out var before) && before > effective))
        {
            return;
        }

        _changed[person] = effective;
        var (old, now) = (_skus.Set(_sets[person]), _skus.Set(set));
        Lost.AddRange(old.Except(now));
        Gained.AddRange(now.Except(old));
        _sets[person] = set;
        foreach (var sku in Lost)
        {
            Count(person, sku, -1);
        }

        foreach (var sku in Gained)
        {
            Count(person, sku, 1);
        }
    }

    /// <summary>Those with a SKU whose presence counts.</summary>
    public IReadOnlyList<int> PresentWith(int sku) => [.. With(sku).Where(person => _attendance(person).IsPresent)];

    /// <summary>Those with a SKU who come although no presence of theirs is known.</summary>
    public int ExpectedWith(int sku) => With(sku).Count(person => _attendance(person).AddsOne);

    public Peak PeakOf(IReadOnlyList<int> people, PeakLevels levels) => new(_use.Segments, levels, people);

    public void SetPeaks(IEnumerable<int> skus, PeakLevels levels)
    {
        foreach (var sku in skus)
        {
            Quantities.Peak[sku] = PeakOf(PresentWith(sku), levels).Value + ExpectedWith(sku);
        }
    }

    public Attendance Of(int person) => _attendance(person);

    private IEnumerable<int> With(int sku) =>
        Enumerable
            .Range(0, _sets.Length)
            .Where(person => _sets[person] != SkuBook.NoSet && Array.IndexOf(_skus.Set(_sets[person]), sku) >= 0);

    private void Count(int person, int sku, int by)
    {
        var attendance = _attendance(person);
        Quantities.Holders[sku] += by;
        Quantities.Permanent[sku] += attendance.IsPermanent ? by : 0;
        Quantities.Named[sku] += attendance.LogsIn ? by : 0;
        Quantities.Seconds[sku] += attendance.IsPresent ? by * _use.Seconds[person] : 0;
    }
}
