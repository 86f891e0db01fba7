using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
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
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Tests.Advice;

/// <summary>Everything but the pages: simulator, connector over HTTP, ingest, rules, rows, with waits that are over at once.</summary>
public sealed class SimulatedPipeline : IAsyncDisposable
{
    public const string Platform = "genesys";

    private static readonly Viewer Night = Viewer.Job("test");

    private SimulatedPipeline(SimulatorFixture simulator, TestDatabase database) => (Simulator, Database) = (simulator, database);

    public SimulatorFixture Simulator { get; }

    public TestDatabase Database { get; }

    public static async Task<SimulatedPipeline> CreateAsync(
        SimulatorOptions options,
        DateTimeOffset now,
        Catalogue? catalogue = null,
        string timeZone = "UTC",
        string? owner = null,
        DatabaseKind? kind = null
    )
    {
        var simulator = await SimulatorFixture.StartAsync(options);
        var database = await TestDatabase.CreateAsync(
            kind ?? TestDatabase.UseCaseKind,
            services =>
            {
                services.AddSingleton(
                    owner is null ? ClientOwners.None : new ClientOwners(new Dictionary<string, string> { [Platform] = owner })
                );
                Services(
                    services,
                    simulator.Host.BaseAddress,
                    new HurriedClock(now),
                    catalogue ?? Catalogue.Default,
                    new PlatformSeed(Platform, "genesys", timeZone, ReadOnly: false)
                );
                services.AddJobUseCases();
            }
        );
        await database.Get<EnsurePlatforms>().RunAsync(CancellationToken.None);
        return new SimulatedPipeline(simulator, database);
    }

    /// <summary>All features that lie between a vendor and its rows.</summary>
    public static void Services(
        IServiceCollection services,
        Uri vendor,
        TimeProvider clock,
        Catalogue catalogue,
        PlatformSeed platform,
        RemediationOptions? remediation = null
    )
    {
        services.AddSingleton(clock).AddSingleton(catalogue);
        services.AddSingleton<IReadOnlyList<PlatformSeed>>([platform]).AddSingleton<EnsurePlatforms>();
        services.AddConnectors(
            new ConnectorPlatform(
                Platform,
                "genesys",
                _ => new GenesysOptions
                {
                    ApiBaseUrl = vendor.ToString(),
                    LoginBaseUrl = vendor.ToString(),
                    ClientId = "simulator-read",
                    ClientSecret = "simulator-read-secret",
                    WriteClientId = "simulator-write",
                    WriteClientSecret = "simulator-write-secret",
                }
            )
        );
        services
            .AddAudit()
            .AddIngestion()
            .AddExemptions()
            .AddLeavers()
            .AddRightsizing()
            .AddRecommendations()
            .AddRemediation(remediation)
            .AddReclamation()
            .AddPeople()
            .AddOverview()
            .AddReviews();
    }

    public async Task ImportAsync()
    {
        await Database.Get<IngestDirectory>().RunAsync(Night, Platform, new JobProgress(), CancellationToken.None);
        await Database.Get<IngestUsage>().RunAsync(Night, Platform, new JobProgress(), CancellationToken.None);
        await Database.Get<BackfillUsage>().RunAsync(Night, Platform, new JobProgress(), CancellationToken.None);
    }

    public Task<EvaluationReport> EvaluateAsync(string run = "run:test") =>
        Database.Get<EvaluatePlatform>().RunAsync(Night, Platform, run, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}
