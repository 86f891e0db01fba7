using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Ingestion.Checks;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Usage;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Ingestion;

public static class IngestionSetup
{
    /// <summary>
    /// Imports and their jobs. Needs persistence, exemptions, an <c>IVendorConnectors</c>, an <c>IHearLeavers</c>, the <c>Catalogue</c>
    /// and a <see cref="TimeProvider"/>.
    /// </summary>
    public static IServiceCollection AddIngestion(this IServiceCollection services)
    {
        services.AddDirectory().AddSignalMap();
        services.AddSingleton<IngestDirectory>();
        services.AddSingleton<AskStateReasons>();
        services.AddSingleton<IngestUsage>();
        services.AddSingleton<BackfillUsage>();
        services.AddSingleton<ImportList>();
        services.AddSingleton<AcceptShortLists>();
        services.AddSingleton<Freshness>();
        services.AddSingleton<MarkIdleDivision>();
        services.AddSingleton<SeatSummary>();
        services.AddSingleton<PersonUsage>();
        services.AddSingleton<IResolveScopes, ResolveScopes>();
        services.AddSingleton<IReadIngestState, ReadIngestState>();
        services.AddSingleton<ViewerReach>();
        services.AddSingleton<DivisionList>();
        services.AddSingleton<ManagerList>();
        services.AddChecks();
        return services.AddJob<DirectoryJob>().AddJob<UsageJob>().AddJob<BackfillJob>();
    }
}
