using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using LicenseDashboard.Connectors.Webhooks;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Connectors.IdentityRequests;

/// <summary>
/// A signed POST for each request. The receiver checks the HMAC-SHA256 of the body as it came, and answers a key that it has seen with
/// success, doing nothing.
/// </summary>
internal sealed class SignedRequests(IdentityRequestOptions options, HttpClient http) : IAskIdentityProvider
{
    public const string SignatureHeader = "X-LicenseDashboard-Signature";
    public const string KeyHeader = "Idempotency-Key";

    private readonly byte[] _secret = Encoding.UTF8.GetBytes(options.Secret);

    public async Task AskAsync(RemediationId id, string request, CancellationToken ct)
    {
        var bytes = Encoding.UTF8.GetBytes(request);
        using var body = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } };
        var headers = new Dictionary<string, string>
        {
            [KeyHeader] = id.Value.ToString(),
            [SignatureHeader] = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(_secret, bytes)),
        };
        if (await Webhook.PostAsync(http, options.Url, body, headers, ct) is { } fault)
        {
            throw new IdentityRequestException(Words(fault), fault.Cause);
        }
    }

    private static string Words(WebhookFault fault) =>
        fault switch
        {
            { Status: 401 or 403 } =>
                $"The identity provider refused the request with {fault.Status}. Check that IdentityRequests__Secret is the "
                    + "one it verifies signatures with.",
            { Status: >= 300 and < 400 } =>
                $"The identity provider sent the request elsewhere with {fault.Status}, which is not followed. Check "
                    + "IdentityRequests__Url.",
            { Status: 404 or 405 or 410 } =>
                $"The identity provider takes no requests there: it refused with {fault.Status}. Check IdentityRequests__Url.",
            { Status: >= 400 and < 500 } =>
                $"The identity provider refused the request with {fault.Status}. Its own log says why; fix that and retry, or give up.",
            { Status: { } status } => $"The identity provider had a fault of its own ({status}).",
            { Broken: { } broken } => $"The identity provider could not be reached ({broken}). Check IdentityRequests__Url.",
            _ => "The identity provider did not answer in time.",
        };
}
