using LicenseDashboard.Application.Persistence.Bulk;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// First and last day of each use of the features being replaced, as stored. Read once: only the replacement writes the rollup, and
/// knowing its content makes each change a single plain write.
/// </summary>
internal sealed class KnownUses
{
    private readonly Dictionary<(int PersonKey, int FeatureKey), (int First, int Last)> _uses = [];

    public static async Task<KnownUses> ReadAsync(IBulkWriter bulk, HashSet<int> features, CancellationToken ct)
    {
        var known = new KnownUses();
        var cells = await bulk.ScanAsync(FactShapes.FeatureUses, $"\"FeatureKey\" IN ({string.Join(", ", features.Order())})", ct);
        for (var at = 0; at < cells.Count; at += 4)
        {
            known._uses[((int)cells[at], (int)cells[at + 1])] = ((int)cells[at + 3], (int)cells[at + 2]);
        }

        return known;
    }

    public (int First, int Last)? this[int person, int feature] => _uses.TryGetValue((person, feature), out var use) ? use : null;

    public void Keep(int person, int feature, (int First, int Last) use) => _uses[(person, feature)] = use;

    public void Forget(int person, int feature) => _uses.Remove((person, feature));
}
