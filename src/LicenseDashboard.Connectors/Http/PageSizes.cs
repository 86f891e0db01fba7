using System.Collections.Concurrent;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Http;

/// <summary>
/// Page sizes of lists. The vendor documents no maximum, so the first page asks for the preferred size. If that is refused with 400, the
/// common size of public clients is used for the rest of the process.
/// </summary>
internal sealed class PageSizes
{
    /// <summary>No list is known to refuse it.</summary>
    public const int Proven = 100;

    private readonly ConcurrentDictionary<string, int> _learned = new(StringComparer.Ordinal);

    /// <summary>Reads a first page. The pages after it must have the same size; otherwise rows would be missed.</summary>
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
