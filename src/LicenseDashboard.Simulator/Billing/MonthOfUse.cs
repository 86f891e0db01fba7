using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.History;

namespace LicenseDashboard.Simulator.Billing;

/// <summary>What one billing month counts of each license, from who was logged in when.</summary>
internal sealed class MonthOfUse
{
    /// <summary>A level of simultaneous people counts once it lasted so long in all.</summary>
    private const long CountedTicks = 30 * TimeSpan.TicksPerMinute;

    private readonly Dictionary<string, int> _users = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _ticks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(long At, int Step)>> _steps = new(StringComparer.Ordinal);

    private MonthOfUse() { }

    /// <param name="days">UTC instants between which the month lies.</param>
    /// <param name="sets">The licenses that a person held in the month, each set that there was.</param>
    public static MonthOfUse Count(
        Organization organization,
        IHistory history,
        Interval days,
        Func<Person, IReadOnlyList<IReadOnlyList<string>>> sets
    )
    {
        var use = new MonthOfUse();
        var stretches = new List<Stretch>();
        foreach (var person in organization.People)
        {
            var billed = BilledOf(organization.Catalogue, sets(person));
            if (billed.Count > 0 && Present(person, history, days, stretches) is { Count: > 0 } present)
            {
                use.Add(billed, present);
            }
        }

        return use;
    }

    public int Quantity(string license, BilledBy by) =>
        by switch
        {
            BilledBy.User => _users.GetValueOrDefault(license),
            BilledBy.Hour => (int)((_ticks.GetValueOrDefault(license) + TimeSpan.TicksPerHour - 1) / TimeSpan.TicksPerHour),
            BilledBy.Concurrent => Peak(license),
        };

    /// <summary>The most expensive tier of the month, and what was held beside it on top of it.</summary>
    private static HashSet<string> BilledOf(Catalogue catalogue, IReadOnlyList<IReadOnlyList<string>> sets)
    {
        var known = catalogue.Skus.ToDictionary(sku => sku.Id, StringComparer.Ordinal);
        var top = sets.SelectMany(set => set).Where(id => known.TryGetValue(id, out var sku) && sku.IsBase).MaxBy(id => known[id].Rank);
        var billed = new HashSet<string>(StringComparer.Ordinal);
        foreach (var set in sets)
        {
            foreach (var id in set)
            {
                var counts = !known.TryGetValue(id, out var sku) || (sku.IsBase ? id == top : OnTopOf(sku));
                if (counts)
                {
                    billed.Add(id);
                }
            }

            bool OnTopOf(Sku addOn) => top is not null && set.Contains(top) && addOn.Prerequisites.Contains(top);
        }

        return billed;
    }

    /// <summary>Times that overlap are joined: a person logged in twice is there once.</summary>
    private static List<(long From, long To)> Present(Person person, IHistory history, Interval days, List<Stretch> stretches)
    {
        stretches.Clear();
        var last = Zones.LocalDay(person.Site.Zone, days.To);
        for (var day = Zones.LocalDay(person.Site.Zone, days.From).AddDays(-history.LongestStretchDays); day <= last; day = day.AddDays(1))
        {
            history.Presence(person, day, stretches);
        }

        var joined = new List<(long From, long To)>();
        foreach (var stretch in stretches.Where(stretch => stretch.Status != "OFFLINE").OrderBy(stretch => stretch.Start))
        {
            var (from, to) = (Math.Max(stretch.Start.Ticks, days.From.Ticks), Math.Min(stretch.End.Ticks, days.To.Ticks));
            if (from >= to)
            {
                continue;
            }

            if (joined.Count > 0 && from <= joined[^1].To)
            {
                joined[^1] = (joined[^1].From, Math.Max(joined[^1].To, to));
            }
            else
            {
                joined.Add((from, to));
            }
        }

        return joined;
    }

    private void Add(HashSet<string> licenses, List<(long From, long To)> present)
    {
        foreach (var license in licenses)
        {
            _users[license] = _users.GetValueOrDefault(license) + 1;
            _ticks[license] = _ticks.GetValueOrDefault(license) + present.Sum(time => time.To - time.From);
            if (!_steps.TryGetValue(license, out var steps))
            {
                _steps[license] = steps = [];
            }

            foreach (var (from, to) in present)
            {
                steps.Add((from, 1));
                steps.Add((to, -1));
            }
        }
    }

    private int Peak(string license)
    {
        if (!_steps.TryGetValue(license, out var steps))
        {
            return 0;
        }

        // Time spent at exactly each level; a level was also reached while more people were there.
        var lasted = new SortedDictionary<int, long>();
        var (level, since) = (0, 0L);
        foreach (var (at, step) in steps.OrderBy(step => step.At))
        {
            lasted[level] = lasted.GetValueOrDefault(level) + at - since;
            (level, since) = (level + step, at);
        }

        var total = 0L;
        foreach (var (reached, ticks) in lasted.Reverse())
        {
            total += ticks;
            if (total >= CountedTicks)
            {
                return reached;
            }
        }

        return 0;
    }
}
