namespace LicenseDashboard.Core.Billing;

/// <summary>
/// Sums over everyone below each manager, at any distance: people are sorted by their position in the reporting line once, and a manager's
/// sum is the difference of two running sums.
/// </summary>
public static class BelowManagers
{
    /// <param name="costs">Of people with a cost of one SKU, by position.</param>
    /// <param name="managers">Key and interval: below are positions in (From, To].</param>
    public static IEnumerable<(int ManagerKey, int People, long Micros)> Sums(
        IEnumerable<(long Position, long Micros)> costs,
        IEnumerable<(int Key, long From, long To)> managers
    )
    {
        ArgumentNullException.ThrowIfNull(managers);
        var sorted = costs.OrderBy(cost => cost.Position).ToArray();
        var positions = Array.ConvertAll(sorted, cost => cost.Position);
        var sums = new long[sorted.Length + 1];
        for (var at = 0; at < sorted.Length; at++)
        {
            sums[at + 1] = sums[at] + sorted[at].Micros;
        }

        foreach (var (key, from, to) in managers)
        {
            var (first, end) = (After(positions, from), After(positions, to));
            if (end > first)
            {
                yield return (key, end - first, sums[end] - sums[first]);
            }
        }
    }

    /// <summary>Index of the first position greater than a value.</summary>
    private static int After(long[] positions, long value)
    {
        var (low, high) = (0, positions.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = positions[middle] > value ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
