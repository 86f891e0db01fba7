using System.Globalization;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Connectors;
using LicenseDashboard.Connectors.Genesys;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Tests.Ingestion;

/// <summary>
/// A whole program without pages: database, scheduler and imports against an address that is given. Ends with 0 when everything has
/// arrived, older history included. It watches its standard input: a parent that dies closes it, and no child is left behind.
/// </summary>
internal static class IngestChild
{
    public static string[] Arguments(string database, string vendor, DateTimeOffset now) =>
        ["--child", database, vendor, now.ToString("O", CultureInfo.InvariantCulture)];

    public static async Task<int> RunAsync(string[] args)
    {
        _ = Task.Run(() =>
        {
            while (Console.In.Read() >= 0)
            {
                // Nothing is said; what counts is the end.
            }

            Environment.Exit(3);
        });
        var connection = "Data Source=" + args[0];
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ContentRootPath = Path.GetDirectoryName(args[0]) }
        );
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton<TimeProvider>(new ClockFrom(DateTimeOffset.Parse(args[2], CultureInfo.InvariantCulture)));
        builder.Services.AddPersistence(new DatabaseOptions { ConnectionString = connection });
        builder.Services.AddSingleton(Catalogue.Default);
        builder.Services.AddConnectors(
            new ConnectorPlatform(
                IngestBench.Platform,
                "genesys",
                _ => new GenesysOptions
                {
                    ApiBaseUrl = args[1],
                    LoginBaseUrl = args[1],
                    ClientId = "simulator-read",
                    ClientSecret = "simulator-read-secret",
                }
            )
        );
        builder.Services.AddPlatforms([new PlatformSeed(IngestBench.Platform, "genesys", "UTC", ReadOnly: true)]);
        builder.Services.AddIngestion().AddExemptions().AddLeavers().AddSingleton<IProtectRows, NoRows>();
        builder.Services.AddJobs(new JobStore(SqlServer: false, connection));
        using var host = builder.Build();
        await host.StartAsync();
        var dbs = host.Services.GetRequiredService<IDbContextFactory<LicenseDb>>();
        while (!await IsDoneAsync(dbs))
        {
            await Task.Delay(100);
        }

        await host.StopAsync();
        return 0;
    }

    private static async Task<bool> IsDoneAsync(IDbContextFactory<LicenseDb> dbs)
    {
        await using var db = await dbs.CreateDbContextAsync();
        return await db.Platforms.AnyAsync(p => p.BackfillComplete) && !await db.JobRuns.AnyAsync(r => r.Status == RunStatus.Running);
    }
}
