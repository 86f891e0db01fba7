using LicenseDashboard.Web.Platforms;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.HostFiltering;

namespace LicenseDashboard.Web.Demo;

internal static class DemoRegistration
{
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Lets anybody on this machine sign in as one of the personas.</summary>
    public static IServiceCollection AddPersonas(this IServiceCollection services)
    {
        services
            .AddAuthentication(PersonaSignIn.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, PersonaSignIn>(PersonaSignIn.SchemeName, null);

        // A foreign page whose name resolves to 127.0.0.1 would count as same origin, but its host name doesn't match.
        return services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ThisMachine);
    }

    /// <summary>The built-in simulator replaces the first platform's vendor.</summary>
    public static IServiceCollection AddSimulator(this IServiceCollection services, SimulatedVendor vendor) =>
        services
            .AddSingleton(DemoExemptions.EmergencyAccess(vendor.Platforms[0].Key))
            .AddSingleton(vendor)
            .AddSingleton<DemoSimulator>()
            .AddSingleton<IPlatformSource>(all => all.GetRequiredService<DemoSimulator>())
            .AddHostedService(all => all.GetRequiredService<DemoSimulator>());
}
