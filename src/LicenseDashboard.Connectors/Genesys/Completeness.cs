using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>
/// Until when a stream's data lake is complete: what its route says, or earlier, if a page read since the last time it was asked said so.
/// Who asks before and after a pull therefore learns in the end what holds for every page.
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

    /// <summary>UTC; null when the answer names no date.</summary>
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
