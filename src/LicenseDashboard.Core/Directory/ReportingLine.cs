namespace LicenseDashboard.Core.Directory;

/// <summary>
/// A person's place in the reporting line. <see cref="Position"/> 0 means not placed yet; <see cref="ManagerKey"/> is the manager named
/// by the vendor.
/// </summary>
public readonly record struct LinePlace(int Key, int? ManagerKey, long Position, long PositionEnd, bool InCycle);

/// <param name="Changes">Only the places that changed.</param>
/// <param name="InCycles">
/// Keys of people whose reporting chain leads back to themselves. Each is detached, so a cycle puts no one above anyone.
/// </param>
/// <param name="Renumbered">True if everyone was renumbered because a gap was exhausted or the input was not a valid line.</param>
public sealed record LineArrangement(IReadOnlyList<LinePlace> Changes, IReadOnlyList<int> InCycles, bool Renumbered);

/// <summary>
/// The reporting line as nested intervals: everyone below a manager has a position in (manager's position, manager's end]. Intervals
/// leave gaps so that a new or moved person renumbers only their own subtree. Nothing here recurses, so chains may be arbitrarily deep.
/// </summary>
public static class ReportingLine
{
    /// <summary>Free positions reserved for each person when everyone is renumbered.</summary>
    public const long Gap = 1 << 16;

    public static LineArrangement Arrange(IReadOnlyCollection<LinePlace> places)
    {
        var people = places.ToDictionary(place => place.Key);
        var inCycles = Cycles(people);
        var forest = new Forest(people, inCycles);
        var numbers = Keep(people, forest);
        var renumbered = numbers is null || !PlaceTheRest(forest, numbers);
        if (renumbered)
        {
            numbers = [];
            PlaceTheRest(forest, numbers);
        }

        var changes = new List<LinePlace>();
        foreach (var old in places)
        {
            var (position, end) = numbers![old.Key];
            var now = old with { Position = position, PositionEnd = end, InCycle = inCycles.Contains(old.Key) };
            if (now != old)
            {
                changes.Add(now);
            }
        }

        return new LineArrangement(changes, [.. inCycles.Order()], renumbered);
    }

    private static HashSet<int> Cycles(Dictionary<int, LinePlace> people)
    {
        var inCycles = new HashSet<int>();
        var walkOf = new Dictionary<int, int>();
        foreach (var start in people.Keys)
        {
            int? at = start;
            while (at is { } key && people.TryGetValue(key, out var person) && walkOf.TryAdd(key, start))
            {
                at = person.ManagerKey;
            }

            // Reached a person visited in this walk: the cycle starts there.
            if (at is { } met && walkOf.TryGetValue(met, out var walk) && walk == start)
            {
                for (var key = met; inCycles.Add(key); )
                {
                    key = people[key].ManagerKey!.Value;
                }
            }
        }

        return inCycles;
    }

    /// <summary>
    /// Numbers that can be kept because the person is still where the old intervals place them. Null if the old intervals don't form a
    /// forest.
    /// </summary>
    private static Dictionary<int, (long Position, long End)>? Keep(Dictionary<int, LinePlace> people, Forest forest)
    {
        var kept = new Dictionary<int, (long, long)>();
        var open = new Stack<LinePlace>();
        var last = 0L;
        foreach (var place in people.Values.Where(p => p.Position > 0).OrderBy(p => p.Position))
        {
            while (open.TryPeek(out var above) && above.PositionEnd < place.Position)
            {
                open.Pop();
            }

            int? parent = open.TryPeek(out var around) ? around.Key : null;
            if (
                place.Position == last
                || place.PositionEnd < place.Position
                || (parent is not null && place.PositionEnd > around.PositionEnd)
            )
            {
                return null;
            }

            last = place.Position;
            open.Push(place);
            if (parent == forest.ParentOf(place.Key) && (parent is not { } p || kept.ContainsKey(p)))
            {
                kept[place.Key] = (place.Position, place.PositionEnd);
            }
        }

        return kept;
    }

    private static bool PlaceTheRest(Forest forest, Dictionary<int, (long Position, long End)> numbers)
    {
        var parents = new Stack<int?>([null]);
        while (parents.TryPop(out var parent))
        {
            var children = forest.ChildrenOf(parent);
            var missing = children.Where(child => !numbers.ContainsKey(child)).ToList();
            if (missing.Count > 0)
            {
                var size = missing.Sum(forest.SizeOf);
                var (start, free) = parent is { } key
                    ? WidestGap(numbers[key], children, numbers)
                    : (children.Where(numbers.ContainsKey).Select(c => numbers[c].End).DefaultIfEmpty().Max() + 1, long.MaxValue);
                if (free < size)
                {
                    return false;
                }

                // A sixteenth of the gap, so a team can grow one by one for a long time before the gap is used up.
                var each = parent is null ? Gap : Math.Clamp(free / 16 / size, 1, Gap);
                foreach (var child in missing)
                {
                    Number(forest, child, start, each, numbers);
                    start += each * forest.SizeOf(child);
                }
            }

            foreach (var child in children)
            {
                parents.Push(child);
            }
        }

        return true;
    }

    private static (long Start, long Free) WidestGap(
        (long Position, long End) parent,
        List<int> children,
        Dictionary<int, (long Position, long End)> numbers
    )
    {
        var best = (Start: parent.Position + 1, Free: 0L);
        var from = parent.Position + 1;
        foreach (var (position, end) in children.Where(numbers.ContainsKey).Select(child => numbers[child]).OrderBy(n => n.Position))
        {
            best = position - from > best.Free ? (from, position - from) : best;
            from = end + 1;
        }

        return parent.End - from + 1 > best.Free ? (from, parent.End - from + 1) : best;
    }

    /// <summary>
    /// Numbers a subtree depth first: each person takes one position and leaves the rest of their share free after the people below them.
    /// </summary>
    private static void Number(Forest forest, int root, long start, long each, Dictionary<int, (long Position, long End)> numbers)
    {
        var next = new Stack<(int Key, long Start)>([(root, start)]);
        while (next.TryPop(out var at))
        {
            numbers[at.Key] = (at.Start, at.Start + (each * forest.SizeOf(at.Key)) - 1);
            var child = at.Start + 1;
            foreach (var key in forest.ChildrenOf(at.Key))
            {
                next.Push((key, child));
                child += each * forest.SizeOf(key);
            }
        }
    }

    /// <summary>Who reports to whom, with cycles cut and unknown managers removed.</summary>
    private sealed class Forest
    {
        private readonly Dictionary<int, int?> _parents = [];
        private readonly Dictionary<int, List<int>> _children = [];
        private readonly List<int> _roots = [];
        private readonly Dictionary<int, int> _sizes = [];

        public Forest(Dictionary<int, LinePlace> people, HashSet<int> cut)
        {
            foreach (var (key, place) in people.OrderBy(pair => pair.Key))
            {
                int? parent = place.ManagerKey is { } manager && people.ContainsKey(manager) && !cut.Contains(key) ? manager : null;
                _parents[key] = parent;
                ListBelow(parent).Add(key);
            }

            var order = new List<int>(people.Count);
            var open = new Stack<int>(_roots);
            while (open.TryPop(out var key))
            {
                order.Add(key);
                foreach (var child in ChildrenOf(key))
                {
                    open.Push(child);
                }
            }

            for (var i = order.Count - 1; i >= 0; i--)
            {
                _sizes[order[i]] = 1 + ChildrenOf(order[i]).Sum(child => _sizes[child]);
            }
        }

        public int? ParentOf(int key) => _parents[key];

        public List<int> ChildrenOf(int? key) =>
            key is not { } k ? _roots
            : _children.TryGetValue(k, out var below) ? below
            : [];

        public int SizeOf(int key) => _sizes[key];

        private List<int> ListBelow(int? parent) =>
            parent is not { } key ? _roots
            : _children.TryGetValue(key, out var list) ? list
            : _children[key] = [];
    }
}
