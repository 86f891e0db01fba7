using System.Net;

namespace LicenseDashboard.E2E.Tests;

/// <summary>Stands between the connector and the vendor, and can shut: then what matches is refused as a vendor would.</summary>
public sealed class VendorDoor
{
    private volatile Func<HttpRequestMessage, HttpStatusCode?>? _refuses;

    /// <param name="refuses">The status to answer with; null lets the request through.</param>
    public void Shut(Func<HttpRequestMessage, HttpStatusCode?> refuses) => _refuses = refuses;

    /// <summary>Nothing listens any more: every connection is refused.</summary>
    public void Cut() => _refuses = _ => throw new HttpRequestException("Connection refused (127.0.0.1:5490)");

    public void Open() => _refuses = null;

    internal DelegatingHandler Handler() => new Keeper(this);

    private sealed class Keeper(VendorDoor door) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            door._refuses?.Invoke(request) is { } status
                ? new HttpResponseMessage(status) { RequestMessage = request, Content = new StringContent("{}") }
                : await base.SendAsync(request, cancellationToken);
    }
}
