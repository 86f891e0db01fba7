using LicenseDashboard.Web.Hosting;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting.Server;

namespace LicenseDashboard.Web.Composition;

internal static class HostingRegistration
{
    public static HostSettings AddHosting(this WebApplicationBuilder builder)
    {
        builder.UseDefaultAddress();
        var settings = HostSettings.Read(builder.Configuration, builder.Environment);
        DataFolders.Prepare(settings.DataFolder);
        StartFailure.QuietUntilStarted(builder);
        builder.AddTelemetry(settings.TelemetryEndpoint);

        var services = builder.Services;
        services.AddSingleton(settings.Keys);
        services.AddSingleton(settings.Clock.Clock);
        services
            .AddDataProtection()
            .SetApplicationName("LicenseDashboard")
            .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(settings.DataFolder, "keys")));
        services.AddHealth();
        services.AddProblemDetails();
        services.Configure<ForwardedHeadersOptions>(settings.Proxy.Configure);
        services.AddHostDoor();
        services.AddAuthorization();
        services.AddCascadingAuthenticationState();
        services.AddScoped<CurrentViewer>();
        services.AddSecureCookies(settings.IsDemo);
        services.AddHsts(options => options.MaxAge = TimeSpan.FromDays(365));
        return settings;
    }

    /// <summary>Runs until stopped. A demo that other machines could reach is stopped before it reports that it is ready.</summary>
    public static async Task RunHostAsync(this WebApplication app, HostSettings settings)
    {
        await using (app)
        {
            try
            {
                await app.StartAsync();
                if (settings.IsDemo)
                {
                    ListenAddress.RequireLoopback(app.Services.GetRequiredService<IServer>());
                }
            }
            catch
            {
                // The address is bound last: by then jobs are running and would keep a process alive that can't be reached.
                await app.StopAsync();
                throw;
            }

            app.Services.GetRequiredService<StartPhase>().Started = true;
            await app.WaitForShutdownAsync();
        }
    }

    /// <summary>
    /// Production cookies are bound to the host and to https. The demo uses plain http, where some browsers drop such cookies, so it uses
    /// plain names.
    /// </summary>
    private static void AddSecureCookies(this IServiceCollection services, bool demo) =>
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = demo ? "antiforgery" : "__Host-antiforgery";
            options.Cookie.SecurePolicy = demo ? CookieSecurePolicy.SameAsRequest : CookieSecurePolicy.Always;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.Path = "/";
        });
}
