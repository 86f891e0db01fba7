using LicenseDashboard.Web.Hosting;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.HostFiltering;

namespace LicenseDashboard.Web.Demo;

internal static class DemoRegistration
{
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    public static void AddDemo(this WebApplicationBuilder builder, HostSettings settings)
    {
        if (!settings.IsDemo)
        {
            builder.Services.AddSingleton<IPlatformSource, ConfiguredPlatforms>();
            return;
        }

        builder
            .Services.AddAuthentication(PersonaSignIn.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, PersonaSignIn>(PersonaSignIn.SchemeName, null);

        // A foreign page whose name resolves to 127.0.0.1 would count as same origin, but its host name doesn't match.
        builder.Services.Configure<HostFilteringOptions>(options => options.AllowedHosts = ThisMachine);
        if (settings.Platforms[0].HasVendor)
        {
            builder.Services.AddSingleton<IPlatformSource, ConfiguredPlatforms>();
            return;
        }

        builder.Services.AddSingleton(DemoExemptions.EmergencyAccess(settings.Platforms[0].Key));
        builder.Services.AddSingleton<DemoSimulator>();
        builder.Services.AddSingleton<IPlatformSource>(services => services.GetRequiredService<DemoSimulator>());
        builder.Services.AddHostedService(services => services.GetRequiredService<DemoSimulator>());
    }

    public static void MapDemo(this WebApplication app, HostSettings settings)
    {
        if (settings.IsDemo)
        {
            PersonaSignIn.MapChoice(app);
        }
    }
}
