using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LicenseDashboard.Connectors;

public static class ConnectorRegistration
{
    /// <summary>Registers the connectors of these platforms, available through <see cref="IVendorConnectors"/>.</summary>
    public static IServiceCollection AddConnectors(this IServiceCollection services, params IEnumerable<ConnectorPlatform> platforms)
    {
        var configured = platforms.ToList();
        services.TryAddSingleton(TimeProvider.System);
        // Attempts have their own time limit; request logging would add an entry per page.
        services
            .AddHttpClient(ApiClient.HttpClientName, http => http.Timeout = Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(() =>
                new SocketsHttpHandler
                {
                    AllowAutoRedirect = false,
                    AutomaticDecompression = System.Net.DecompressionMethods.All,
                    PooledConnectionLifetime = TimeSpan.FromMinutes(5),
                    // A firewall that swallows packets is noticed long before an attempt's own limit.
                    ConnectTimeout = TimeSpan.FromSeconds(10),
                }
            );
        return services.AddSingleton<IVendorConnectors>(provider => new VendorConnectors(configured, provider));
    }
}
