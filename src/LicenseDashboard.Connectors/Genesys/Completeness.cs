using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>
/// Up to when a stream's data is complete: the answer of its route or an earlier time reported by a page read since the last call.
/// Calling it before and after a pull therefore gives a time that holds for every page.
/// </summary>
internal sealed class Completeness(ApiClient api, string template, string permission)
{
    private readonly Lock _gate = new();
    private DateTime? _earliestPage;

    public void Saw(DateTime? until)
    {
        lock (_gate)
        {
            _earliestPage = _earliestPage < until ? _earliestPage : until ?? _earliestPage;
        }
    }

    /// <summary>UTC; null if the answer contains no date.</summary>
    public async Task<DateTime?> UntilAsync(RequestPriority priority, CancellationToken ct)
    {
        var request = ApiRequest.Get(template).Needing(permission);
        var stated = (await api.SendAsync(request, GenesysJson.Default.WireAvailability, priority, ct)).DataAvailabilityDate;
        lock (_gate)
        {
            var page = _earliestPage;
            _earliestPage = null;
            return page < stated ? page : stated;
        }
    }
}
