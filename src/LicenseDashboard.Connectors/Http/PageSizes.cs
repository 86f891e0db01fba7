using System.Collections.Concurrent;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Http;

/// <summary>
/// How long the pages of a list may be. The vendor documents no maximum, so the first page asks for what we would like; where that is
/// refused with 400, it asks for what every public client uses, and goes on doing so for the life of the process.
/// </summary>
internal sealed class PageSizes
{
    /// <summary>No list is known to refuse it.</summary>
    public const int Proven = 100;

    private readonly ConcurrentDictionary<string, int> _learned = new(StringComparer.Ordinal);

    /// <summary>Asks for a first page. The pages after it must be of the same size, or rows would be missed.</summary>
    public async Task<(T Answer, int Size)> FirstAsync<T>(string route, int wanted, Func<int, Task<T>> ask)
    {
        var size = Math.Min(wanted, _learned.GetValueOrDefault(route, wanted));
        try
        {
            return (await ask(size), size);
        }
        catch (VendorException fault) when (fault.Status == 400 && size > Proven)
        {
            var answer = await ask(Proven);
            _learned[route] = Proven;
            return (answer, Proven);
        }
    }
}
