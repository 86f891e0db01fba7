using System.Collections.Concurrent;

namespace LicenseDashboard.Connectors.Http;

/// <summary>Counts requests that were really sent, including retries.</summary>
internal sealed class RequestCounter
{
    private readonly ConcurrentDictionary<string, long> _byRoute = new(StringComparer.Ordinal);
    private long _total;

    public long Total => Interlocked.Read(ref _total);

    public IReadOnlyDictionary<string, long> ByRoute => _byRoute;

    public void Count(string route)
    {
        Interlocked.Increment(ref _total);
        _byRoute.AddOrUpdate(route, 1, (_, before) => before + 1);
    }
}
