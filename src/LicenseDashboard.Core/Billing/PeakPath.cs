namespace LicenseDashboard.Core.Billing;

/// <summary>
/// The peaks that rows lead to in one world, one after the other. Worked out SKU by SKU before anything is priced, so that only one peak is
/// in memory at a time.
/// </summary>
internal sealed class PeakPath
{
    private readonly Dictionary<int, Queue<int>> _peaks = [];

    /// <param name="world">Is used up: all rows are applied to it.</param>
    public PeakPath(BillingBook book, World world, IReadOnlyList<int> skus, IReadOnlyList<SeatChange> rows)
    {
        if (skus.Count == 0)
        {
            return;
        }

        var levels = book.Facts.Levels;
        var before = skus.ToDictionary(sku => sku, sku => (Present: world.PresentWith(sku), Expected: world.ExpectedWith(sku)));
        var moves = skus.ToDictionary(sku => sku, _ => new List<(int Person, int By)>());
        foreach (var row in rows)
        {
            var person = book.Person(row.PersonId);
            world.Change(person, book.Skus.SetOf(row.Target), book.Effective(row));
            world.Lost.Where(moves.ContainsKey).ToList().ForEach(sku => moves[sku].Add((person, -1)));
            world.Gained.Where(moves.ContainsKey).ToList().ForEach(sku => moves[sku].Add((person, 1)));
        }

        foreach (var sku in skus)
        {
            _peaks[sku] = Walk(world, world.PeakOf(before[sku].Present, levels), before[sku].Expected, moves[sku]);
        }
    }

    /// <summary>Whether the SKU's peak matters here.</summary>
    public bool Has(int sku) => _peaks.ContainsKey(sku);

    /// <summary>The peak after the next row that takes or gives the SKU.</summary>
    public int Next(int sku) => _peaks[sku].Dequeue();

    private static Queue<int> Walk(World world, Peak peak, int expected, List<(int Person, int By)> moves)
    {
        var peaks = new Queue<int>(moves.Count);
        foreach (var (person, by) in moves)
        {
            var attendance = world.Of(person);
            expected += attendance.AddsOne ? by : 0;
            if (attendance.IsPresent && by > 0)
            {
                peak.Add(person);
            }
            else if (attendance.IsPresent)
            {
                peak.Remove(person);
            }

            peaks.Enqueue(peak.Value + expected);
        }

        return peaks;
    }
}
