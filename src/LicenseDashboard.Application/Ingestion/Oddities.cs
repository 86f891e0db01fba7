namespace LicenseDashboard.Application.Ingestion;

/// <summary>What the vendor sent and could not be believed: counted by kind, told in the run's summary, never a reason to stop.</summary>
internal sealed class Oddities
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public void Count(string kind, int times = 1)
    {
        if (times == 0)
        {
            return;
        }

        lock (_gate)
        {
            _counts[kind] = _counts.GetValueOrDefault(kind) + times;
        }
    }

    /// <summary>"2 people with an unknown manager, 1 record of an unknown person"; empty when there was nothing.</summary>
    public string Words
    {
        get
        {
            lock (_gate)
            {
                return string.Join(", ", _counts.Select(pair => FormattableString.Invariant($"{pair.Value} {pair.Key}")));
            }
        }
    }
}
