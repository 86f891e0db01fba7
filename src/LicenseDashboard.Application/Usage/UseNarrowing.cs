using LicenseDashboard.Application.Persistence.Bulk;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// A maximum can't move back by itself: for people who lost the first or last day of a use, finds the next one in the facts. Facts are
/// clustered by day, so each day is one lookup by key. Most people use a feature again within days, so the look-back starts short and
/// doubles.
/// </summary>
internal sealed class UseNarrowing(IBulkWriter bulk, KnownUses known)
{
    private const int FirstLook = 16;

    public async Task RunAsync(IReadOnlyCollection<FeatureDay> lost, CancellationToken ct)
    {
        var lostDays = lost.ToHashSet();
        var uses = lost.Select(day => (day.PersonKey, day.FeatureKey))
            .Distinct()
            .Order()
            .Select(key =>
                known[key.PersonKey, key.FeatureKey] is { } held ? new Use(key.PersonKey, key.FeatureKey, held.First, held.Last) : null
            )
            .OfType<Use>();
        var touched = uses.Where(use => lostDays.Contains(use.On(use.Last)) || lostDays.Contains(use.On(use.First))).ToList();
        var last = await SearchAsync(touched.Where(use => lostDays.Contains(use.On(use.Last))), backwards: true, ct);
        foreach (var use in touched)
        {
            use.Last = lostDays.Contains(use.On(use.Last)) ? last.GetValueOrDefault(use, int.MinValue) : use.Last;
        }

        var first = await SearchAsync(
            touched.Where(use => use.Last != int.MinValue && lostDays.Contains(use.On(use.First))),
            backwards: false,
            ct
        );
        foreach (var (use, day) in first)
        {
            use.First = day;
        }

        foreach (var use in touched)
        {
            if (use.Last == int.MinValue)
            {
                known.Forget(use.PersonKey, use.FeatureKey);
            }
            else
            {
                known.Keep(use.PersonKey, use.FeatureKey, (use.First, use.Last));
            }
        }

        await bulk.DeleteAsync(
            FactShapes.FeatureUses,
            Cells(touched.Where(use => use.Last == int.MinValue), use => [use.PersonKey, use.FeatureKey]),
            ct
        );
        await bulk.UpsertAsync(
            FactShapes.FeatureUses,
            Cells(touched.Where(use => use.Last != int.MinValue), use => [use.PersonKey, use.FeatureKey, use.Last, use.First]),
            ct
        );
    }

    /// <summary>The last (or first) day within each use that has a fact; uses without one are left out.</summary>
    private async Task<Dictionary<Use, int>> SearchAsync(IEnumerable<Use> uses, bool backwards, CancellationToken ct)
    {
        var found = new Dictionary<Use, int>();
        var open = uses.ToDictionary(use => (use.PersonKey, use.FeatureKey));
        for (int from = 0, look = FirstLook; open.Count > 0; from += look, look *= 2)
        {
            var keys = open
                .Values.SelectMany(use =>
                    Enumerable
                        .Range(from, look)
                        .Select(n => backwards ? use.Last - n : use.First + n)
                        .Where(day => day >= use.First && day <= use.Last)
                        .Select(use.On)
                )
                .OrderBy(day => day.Day)
                .ThenBy(day => day)
                .SelectMany(day => (long[])[day.Day, day.PersonKey, day.FeatureKey])
                .ToArray();
            var cells = await bulk.FindAsync(FactShapes.UsageDays, keys, ct);
            for (var at = 0; at < cells.Count; at += 5)
            {
                var use = open[((int)cells[at + 1], (int)cells[at + 2])];
                var day = (int)cells[at];
                found[use] =
                    !found.TryGetValue(use, out var best) ? day
                    : backwards ? Math.Max(best, day)
                    : Math.Min(best, day);
            }

            foreach (var use in open.Values.Where(use => found.ContainsKey(use) || from + look > use.Last - use.First).ToList())
            {
                open.Remove((use.PersonKey, use.FeatureKey));
            }
        }

        return found;
    }

    private static long[] Cells(IEnumerable<Use> uses, Func<Use, long[]> cells) => [.. uses.SelectMany(cells)];

    private sealed class Use(int person, int feature, int first, int last)
    {
        public int PersonKey => person;

        public int FeatureKey => feature;

        public int First { get; set; } = first;

        public int Last { get; set; } = last;

        public FeatureDay On(int day) => new(person, feature, day);
    }
}
