using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LicenseDashboard.Core.Platforms;
using Polly;

namespace LicenseDashboard.Connectors.Http;

/// <summary>
/// Downloads a result from a pre-signed address of the vendor. The address itself is the authorization: our token is not sent, redirects
/// are not followed, and the address appears in no message. Doesn't count against the API's rate limit.
/// </summary>
internal sealed class SignedDownload(IHttpClientFactory clients, Func<Uri> apiBaseAddress, RequestCounter counter, TimeProvider time)
{
    /// <summary>Far above any schedule of 100 people; a larger answer is not what was requested.</summary>
    public const long MostBytes = 64 * 1024 * 1024;

    private const int Attempts = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly ResiliencePipeline _timeout = RetryPipeline.Timeout(time);

    /// <param name="of">The request whose result is downloaded.</param>
    public async Task<T> GetAsync<T>(string address, ApiRequest of, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !VendorAddress.MayFollow(uri, apiBaseAddress()))
        {
            throw Fault(of, "lies at an address that is not fetched: only https is");
        }

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                counter.Count($"GET result of {of.Template}");
                return await _timeout.ExecuteAsync(async limited => await AttemptAsync(uri, of, type, limited), ct);
            }
            catch (Exception fault) when (ApiClient.IsConnectionFault(fault, ct) && attempt < Attempts)
            {
                await Task.Delay(Patience, time, ct);
            }
            catch (Exception fault) when (ApiClient.IsConnectionFault(fault, ct))
            {
                throw Fault(of, "could not be downloaded whole", fault);
            }
        }
    }

    private async Task<T> AttemptAsync<T>(Uri address, ApiRequest of, JsonTypeInfo<T> type, CancellationToken ct)
        where T : class
    {
        using var client = clients.CreateClient(ApiClient.HttpClientName);
        using var response = await client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, ct);
        if (IsPassing(response.StatusCode))
        {
            throw new HttpRequestException($"{(int)response.StatusCode} {response.StatusCode}");
        }

        if (!response.IsSuccessStatusCode)
        {
            throw Fault(of, $"could not be downloaded: {(int)response.StatusCode} {response.StatusCode}");
        }

        if (response.Content.Headers.ContentLength > MostBytes)
        {
            throw Fault(of, "is too large to download");
        }

        await using var body = await response.Content.ReadAsStreamAsync(ct);
        using var whole = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = await body.ReadAsync(buffer, ct)) > 0; )
        {
            whole.Write(buffer, 0, read);
            if (whole.Length > MostBytes)
            {
                throw Fault(of, "is too large to download");
            }
        }

        whole.Position = 0;
        return await JsonSerializer.DeserializeAsync(whole, type, ct) ?? throw new JsonException("the answer is null");
    }

    /// <summary>True if the storage behind the address is temporarily busy or failing; other refusals are final.</summary>
    private static bool IsPassing(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private static VendorException Fault(ApiRequest of, string what, Exception? inner = null) =>
        new($"The result of {of.Route} {what}.", inner) { Route = of.Route };
}
