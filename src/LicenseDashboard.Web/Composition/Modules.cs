using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Billing;
using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Ledger;
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
using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Connectors;
using LicenseDashboard.Connectors.IdentityRequests;
using LicenseDashboard.Connectors.Notices;
using LicenseDashboard.SqlServer;
using LicenseDashboard.Web.Demo;
using LicenseDashboard.Web.Platforms;

namespace LicenseDashboard.Web.Composition;

/// <summary>
/// All features in the order of the data flow. Hosted services start in the order they are added: first the database, then the platform
/// rows, the demo's vendor, and the jobs last.
/// </summary>
internal static class Modules
{
    public static void AddFacts(this WebApplicationBuilder builder, HostSettings settings)
    {
        var database = settings.Database.ToOptions(settings.ConnectionString);
        builder.Services.AddPersistence(database).AddSqlServer(database);
        builder.Services.AddPlatforms([.. settings.Platforms.Select(platform => platform.ToSeed(settings.Simulates(platform)))]);
        builder.Services.AddSingleton(settings.Catalogue);
        builder.Services.AddContracts(settings.Contracts);
        builder.Services.AddConnectors(
            settings.Platforms.Select(
                (platform, index) =>
                    new ConnectorPlatform(
                        platform.Key,
                        PlatformSettings.Vendor,
                        services =>
                            services.GetRequiredService<IPlatformSource>().Platforms[index].ToOptions(PlatformSettings.SectionOf(index))
                    )
            )
        );
    }

    /// <summary>Registers the vendor and, in the demo, the sign-in.</summary>
    public static void AddVendor(this WebApplicationBuilder builder, HostSettings settings)
    {
        if (settings.IsDemo)
        {
            builder.Services.AddPersonas();
        }

        if (settings.Simulates(settings.Platforms[0]))
        {
            builder.Services.AddSimulator(
                new SimulatedVendor(settings.Platforms, settings.Demo, settings.Clock.Today, settings.DataFolder)
                {
                    Contract = settings.Contracts.FirstOrDefault(contract => contract.Platform == settings.Platforms[0].Key),
                }
            );
        }
        else
        {
            builder.Services.AddSingleton<IPlatformSource>(new ConfiguredPlatforms(settings.Platforms));
        }
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
            .Services.AddRightsizing(settings.Rightsizing.ToOptions())
            .AddRecommendations()
            .AddReviews()
            .AddRemediation(settings.Remediation.ToOptions(), settings.IdentityRequests.RouteOf(settings.IsDemo, notices.Root))
            .AddPeople()
            .AddReclamation()
            .AddUtilization(settings.Utilization.ToOptions())
            .AddBilling(settings.Billing.ToOptions())
            .AddInvoices()
            .AddLedger()
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
}
