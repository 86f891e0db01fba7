using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Notices;
using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.People;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Reviews;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Connectors;
using LicenseDashboard.Connectors.Genesys;
using LicenseDashboard.Connectors.IdentityRequests;
using LicenseDashboard.Connectors.Notices;
using LicenseDashboard.SqlServer;

namespace LicenseDashboard.Web.Hosting;

/// <summary>
/// All features in the order of the data flow. Hosted services start in the order they are added: first the database, then the platform
/// rows, whatever the caller adds in between (the demo's vendor), and the jobs last.
/// </summary>
internal static class Modules
{
    public const string Genesys = "genesys";

    public static void AddFacts(this WebApplicationBuilder builder, HostSettings settings)
    {
        builder.Services.AddPersistence(builder.Configuration).AddSqlServer(builder.Configuration);
        builder.Services.AddPlatforms([
            .. settings.Platforms.Select(platform => new Application.Platforms.PlatformSettings(
                platform.Key,
                Genesys,
                platform.TimeZone,
                ReadOnly: !settings.Simulates(platform) && string.IsNullOrEmpty(platform.WriteClientId)
            )),
        ]);
        builder.Services.AddSingleton(settings.Catalogue);
        builder.Services.AddContracts(settings.Contracts);
        builder.Services.AddConnectors(
            settings.Platforms.Select(
                (platform, index) => new ConnectorPlatform(platform.Key, Genesys, services => Connection(services, index))
            )
        );
    }

    public static void AddFlow(this WebApplicationBuilder builder, HostSettings settings)
    {
        builder.Services.AddAudit().AddExemptions().AddIngestion().AddLeavers();
        builder.Services.AddSingleton(
            new ClientOwners(
                settings
                    .Platforms.Where(platform => !string.IsNullOrEmpty(platform.ClientOwner))
                    .ToDictionary(platform => platform.Key, platform => platform.ClientOwner!)
            )
        );
        var notices = settings.Notices.RouteOf(settings.IsDemo, builder.Configuration["urls"]);
        builder
            .Services.AddRightsizing(settings.Rightsizing)
            .AddRecommendations()
            .AddReviews()
            .AddRemediation(builder.Configuration, settings.IdentityRequests.RouteOf(settings.IsDemo, notices.Root))
            .AddPeople()
            .AddReclamation()
            .AddOverview();
        builder.Services.AddNotices(notices);
        if (!settings.IsDemo)
        {
            builder
                .Services.AddNoticeChannels(settings.Notices.Smtp.Options, settings.Notices.Webhook.Options)
                .AddIdentityRequests(settings.IdentityRequests.Options);
        }

        builder.Services.AddJobs(new JobStore(settings.Database.Provider == DatabaseKind.SqlServer, settings.ConnectionString));
    }

    /// <summary>How to connect to a platform.</summary>
    /// <param name="section">Configuration section, for messages.</param>
    public static GenesysOptions Connection(PlatformSettings platform, string section) =>
        new()
        {
            ApiBaseUrl = platform.ApiBaseUrl?.ToString() ?? "",
            LoginBaseUrl = platform.LoginBaseUrl?.ToString() ?? "",
            ClientId = platform.ClientId ?? "",
            ClientSecret = platform.ClientSecret ?? "",
            WriteClientId = platform.WriteClientId,
            WriteClientSecret = platform.WriteClientSecret,
            Section = section,
        };

    private static GenesysOptions Connection(IServiceProvider services, int index) =>
        Connection(
            services.GetRequiredService<IPlatformSource>().Platforms[index],
            index == 0 ? PlatformSettings.FirstSection : $"{PlatformSettings.MoreSection}:{index}"
        );
}
