using LicenseDashboard.Application.Persistence.Bulk;

namespace LicenseDashboard.Application.Usage;

/// <summary>What one transaction changes of the usage days, and what that does to their rollup.</summary>
internal sealed class UsageChanges
{
    private readonly List<long> _upserts = [];
    private readonly List<long> _deletes = [];
    private readonly List<FeatureDay> _added = [];
    private readonly List<FeatureDay> _lost = [];

    public long Written => _upserts.Count / 5;

    public long Removed => _lost.Count;

    public long Unchanged { get; private set; }

    /// <summary>Both in key order.</summary>
    public void Compare(List<UsageRow> wanted, List<UsageRow> stored)
    {
        var (w, s) = (0, 0);
        while (w < wanted.Count || s < stored.Count)
        {
            var order = w == wanted.Count ? 1 : s == stored.Count ? -1 : wanted[w].CompareTo(stored[s]);
            if (order > 0)
            {
                var gone = stored[s++];
                _deletes.AddRange([gone.Day, gone.PersonKey, gone.FeatureKey]);
                _lost.Add(new FeatureDay(gone.PersonKey, gone.FeatureKey, gone.Day));
                continue;
            }

            var row = wanted[w++];
            if (order == 0 && row == stored[s++])
            {
                Unchanged++;
                continue;
            }

            _upserts.AddRange([row.Day, row.PersonKey, row.FeatureKey, row.Count, row.Seconds]);
            if (order < 0)
            {
                _added.Add(new FeatureDay(row.PersonKey, row.FeatureKey, row.Day));
            }
        }
    }

    public async Task WriteAsync(IBulkWriter bulk, CancellationToken ct)
    {
        await bulk.DeleteAsync(FactShapes.UsageDays, _deletes.ToArray(), ct);
        await bulk.UpsertAsync(FactShapes.UsageDays, _upserts.ToArray(), ct);
        await bulk.UpsertAsync(FactShapes.FeatureUsesWidened, Uses(), ct);
        if (_lost.Count > 0)
        {
            await new UseNarrowing(bulk).RunAsync(_lost, ct);
        }
    }

    /// <summary>First and last day added for each person and feature, in the order of the rollup's key.</summary>
    private long[] Uses()
    {
        _added.Sort();
        var cells = new List<long>(_added.Count * 4);
        for (var at = 0; at < _added.Count;)
        {
            var first = _added[at];
            var last = first.Day;
            for (at++; at < _added.Count && _added[at].IsSameUse(first); at++)
            {
                last = _added[at].Day;
            }

            cells.AddRange([first.PersonKey, first.FeatureKey, last, first.Day]);
        }

        return [.. cells];
    }
}

internal readonly record struct FeatureDay(int PersonKey, int FeatureKey, int Day) : IComparable<FeatureDay>
{
    public bool IsSameUse(FeatureDay other) => PersonKey == other.PersonKey && FeatureKey == other.FeatureKey;

    public int CompareTo(FeatureDay other) =>
        PersonKey != other.PersonKey ? PersonKey.CompareTo(other.PersonKey) : FeatureKey != other.FeatureKey ? FeatureKey.CompareTo(other.FeatureKey) : Day.CompareTo(other.Day);
}
