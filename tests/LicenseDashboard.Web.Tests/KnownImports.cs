using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Web.Ingestion;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Web.Tests;

/// <summary>The state of the data as the test says.</summary>
internal sealed class KnownImports : IReadIngestState
{
    public IReadOnlyList<IngestState> States { get; set; } =
    [new("genesys", false, "", 0, 0, new DateOnly(2026, 11, 20), false, "", Evaluated: true)];

    /// <summary>Everything is imported, and nothing has been evaluated yet.</summary>
    public void BeforeTheFirstEvaluation() => States = [States[0] with { Evaluated = false }];

    public Task<IReadOnlyList<IngestState>> RunAsync(CancellationToken ct) => Task.FromResult(States);
}

internal static class KnownImportsSetup
{
    public static IServiceCollection AddKnownImports(this IServiceCollection services) =>
        services
            .AddVendorReach()
            .AddSingleton<KnownImports>()
            .AddSingleton<IReadIngestState>(all => all.GetRequiredService<KnownImports>())
            .AddScoped<IngestWatch>();
}
