using System.Globalization;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Remediation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>
/// A program that carries out what is approved, on a database and against an address that are given. Ends with 0 when no worker has
/// anything left to do. It watches its standard input: a parent that dies closes it, and no child is left behind.
/// </summary>
internal static class RemediationChild
{
    public const string Word = "--remediate";

    public static string[] Arguments(string database, Uri vendor, DateTimeOffset now) =>
        [Word, database, vendor.ToString(), now.ToString("O", CultureInfo.InvariantCulture)];

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
        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ContentRootPath = Path.GetDirectoryName(args[0]) }
        );
        builder.Logging.AddSimpleConsole().SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddPersistence(new DatabaseOptions { ConnectionString = "Data Source=" + args[0] });
        SimulatedPipeline.Services(
            builder.Services,
            new Uri(args[1]),
            new ClockFrom(DateTimeOffset.Parse(args[2], CultureInfo.InvariantCulture)),
            Catalogue.Default,
            new PlatformSeed(SimulatedPipeline.Platform, "genesys", "UTC", ReadOnly: false),
            new RemediationOptions { IdleSeconds = 1 }
        );
        using var host = builder.Build();
        await host.StartAsync();
        var dbs = host.Services.GetRequiredService<IDbContextFactory<LicenseDb>>();
        while (await HasWorkAsync(dbs))
        {
            await Task.Delay(100);
        }

        await host.StopAsync();
        return 0;
    }

    private static async Task<bool> HasWorkAsync(IDbContextFactory<LicenseDb> dbs)
    {
        await using var db = await dbs.CreateDbContextAsync();
        return await db.Remediations.AnyAsync(r => r.DueAt != null || r.Status == RemediationStatus.Executing);
    }
}
