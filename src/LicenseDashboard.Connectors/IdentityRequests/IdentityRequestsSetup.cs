using LicenseDashboard.Connectors.Webhooks;
using LicenseDashboard.Core.Remediation;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Connectors.IdentityRequests;

/// <param name="Url">Where requests go: https, or this machine.</param>
/// <param name="Secret">Shared with the receiver, who checks the signature with it.</param>
public sealed record IdentityRequestOptions(Uri Url, string Secret);

public static class IdentityRequestsSetup
{
    private const string Client = "identity-requests";

    /// <summary>Null: no request is sent.</summary>
    public static IServiceCollection AddIdentityRequests(this IServiceCollection services, IdentityRequestOptions? options)
    {
        if (options is not null)
        {
            services.AddWebhookClient(Client);
            services.AddSingleton<IAskIdentityProvider>(all => new SignedRequests(
                options,
                all.GetRequiredService<IHttpClientFactory>().CreateClient(Client)
            ));
        }

        return services;
    }
}
