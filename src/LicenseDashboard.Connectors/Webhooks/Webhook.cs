using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Connectors.Webhooks;

/// <summary>
/// One POST to a configured address. The address may be the secret, so nothing about the call is logged, and no redirect
/// takes the body elsewhere.
/// </summary>
internal static class Webhook
{
    public static void AddWebhookClient(this IServiceCollection services, string name) =>
        services
            .AddHttpClient(name, http => http.Timeout = TimeSpan.FromSeconds(30))
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { AllowAutoRedirect = false });

    /// <returns>Null once the receiver has taken it.</returns>
    public static async Task<WebhookFault?> PostAsync(
        HttpClient http,
        Uri address,
        HttpContent body,
        IReadOnlyDictionary<string, string> headers,
        CancellationToken ct
    )
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = body };
            foreach (var (name, value) in headers)
            {
                request.Headers.Add(name, value);
            }

            using var answer = await http.SendAsync(request, ct);
            return answer.IsSuccessStatusCode ? null : new WebhookFault((int)answer.StatusCode, null, null);
        }
        catch (HttpRequestException broken)
        {
            return new WebhookFault(null, broken.HttpRequestError, broken);
        }
        catch (TaskCanceledException late) when (!ct.IsCancellationRequested)
        {
            return new WebhookFault(null, null, late);
        }
    }
}

/// <summary>It was not taken, or that is unknown.</summary>
/// <param name="Status">What the receiver answered; null: nothing.</param>
/// <param name="Broken">Why it could not be reached; null with no status either: it did not answer in time.</param>
internal sealed record WebhookFault(int? Status, HttpRequestError? Broken, Exception? Cause);
