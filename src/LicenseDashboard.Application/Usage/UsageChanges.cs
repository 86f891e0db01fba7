using LicenseDashboard.Application.Persistence.Bulk;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// What one transaction changes in the usage days, and the effects on their rollup. Reused for the next one because its lists are large.
/// </summary>
internal sealed class UsageChanges
{
    private readonly Cells _upserts = new();
    private readonly Cells _uses = new();
    private readonly Cells _deletes = new();
    private readonly List<FeatureDay> _added = [];
    private readonly List<FeatureDay> _lost = [];
    private bool _addedInOrder = true;

    public long Written => _upserts.Count / 5;

    public long Removed => _lost.Count;

    public long Unchanged { get; private set; }

    public void Clear()
    {
        _upserts.Clear();
        _deletes.Clear();
        _added.Clear();
        _lost.Clear();
        _addedInOrder = true;
        Unchanged = 0;
    }

    /// <summary>Both in key order.</summary>
    public void Compare(List<UsageRow> wanted, List<UsageRow> stored)
    {
        var (w, s) = (0, 0);
        while (w < wanted.Count || s < stored.Count)
        {
            var order =
                w == wanted.Count ? 1
                : s == stored.Count ? -1
                : wanted[w].CompareTo(stored[s]);
            if (order > 0)
            {
                var gone = stored[s++];
                _deletes.Add(gone.Day, gone.PersonKey, gone.FeatureKey);
                _lost.Add(new FeatureDay(gone.PersonKey, gone.FeatureKey, gone.Day));
                continue;
            }

            var row = wanted[w++];
            if (order == 0 && row == stored[s++])
            {
                Unchanged++;
                continue;
            }

            _upserts.Add(row.Day, row.PersonKey, row.FeatureKey, row.Count, row.Seconds);
            if (order < 0)
            {
                var added = new FeatureDay(row.PersonKey, row.FeatureKey, row.Day);
                _addedInOrder = _addedInOrder && (_added.Count == 0 || _added[^1].CompareTo(added) < 0);
                _added.Add(added);
            }
        }
    }

    public async Task WriteAsync(IBulkWriter bulk, KnownUses known, CancellationToken ct)
    {
        await bulk.DeleteAsync(FactShapes.UsageDays, _deletes.Memory, ct);
        await bulk.UpsertAsync(FactShapes.UsageDays, _upserts.Memory, ct);
        await bulk.UpsertAsync(FactShapes.FeatureUses, Widened(known), ct);
        if (_lost.Count > 0)
        {
            await new UseNarrowing(bulk, known).RunAsync(_lost, ct);
        }
    }

    /// <summary>Uses that are extended by the added days, in key order of the rollup.</summary>
    private ReadOnlyMemory<long> Widened(KnownUses known)
    {
        if (!_addedInOrder)
        {
            _added.Sort();
        }

        _uses.Clear();
        for (var at = 0; at < _added.Count; )
        {
            var (use, last) = (_added[at], _added[at].Day);
            for (at++; at < _added.Count && _added[at].IsSameUse(use); at++)
            {
                last = _added[at].Day;
            }

            var held = known[use.PersonKey, use.FeatureKey];
            var wide = held is { } h ? (First: Math.Min(h.First, use.Day), Last: Math.Max(h.Last, last)) : (First: use.Day, Last: last);
            if (held != wide)
            {
                _uses.Add(use.PersonKey, use.FeatureKey, wide.Last, wide.First);
                known.Keep(use.PersonKey, use.FeatureKey, wide);
            }
        }

        return _uses.Memory;
    }
}

internal readonly record struct FeatureDay(int PersonKey, int FeatureKey, int Day) : IComparable<FeatureDay>
{
    public bool IsSameUse(FeatureDay other) => PersonKey == other.PersonKey && FeatureKey == other.FeatureKey;

    public int CompareTo(FeatureDay other) =>
        PersonKey != other.PersonKey ? PersonKey.CompareTo(other.PersonKey)
        : FeatureKey != other.FeatureKey ? FeatureKey.CompareTo(other.FeatureKey)
        : Day.CompareTo(other.Day);
}
