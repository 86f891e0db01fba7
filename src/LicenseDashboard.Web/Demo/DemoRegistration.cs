using LicenseDashboard.Web.Platforms;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.HostFiltering;

namespace LicenseDashboard.Web.Demo;

internal static class DemoRegistration
{
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>Anybody signs in as one of the personas, on this machine only.</summary>
    public static IServiceCollection AddPersonas(this IServiceCollection services)
    {
        services
            .AddAuthentication(PersonaSignIn.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, PersonaSignIn>(PersonaSignIn.SchemeName, null);

        // A foreign page whose name was pointed at 127.0.0.1 would pass as same origin; its name does not.
        return services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ThisMachine);
    }

    /// <summary>The built-in simulator stands in for the first platform's vendor.</summary>
    public static IServiceCollection AddSimulator(this IServiceCollection services, SimulatedVendor vendor) =>
        services
            .AddSingleton(DemoExemptions.EmergencyAccess(vendor.Platforms[0].Key))
            .AddSingleton(vendor)
            .AddSingleton<DemoSimulator>()
            .AddSingleton<IPlatformSource>(all => all.GetRequiredService<DemoSimulator>())
            .AddHostedService(all => all.GetRequiredService<DemoSimulator>());
}
