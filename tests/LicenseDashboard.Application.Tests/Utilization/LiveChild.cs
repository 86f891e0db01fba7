using System.Diagnostics;
using System.Globalization;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Testing.Vendors;
using Microsoft.Extensions.Hosting;

namespace LicenseDashboard.Application.Tests.Utilization;

/// <summary>
/// A program that runs the live feed on a database that is given, until it is killed. It watches its standard input: a parent that dies
/// closes it, and no child is left behind.
/// </summary>
internal static class LiveChild
{
    public const string Word = "--live";

    /// <summary>Levels are written once a minute, which is three seconds here.</summary>
    private const int Speed = 20;

    public static Process Start(string database, DateTimeOffset now, int signedIn) =>
        Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    "exec",
                    typeof(LiveChild).Assembly.Location,
                    Word,
                    database,
                    now.ToString("O", CultureInfo.InvariantCulture),
                    signedIn.ToString(CultureInfo.InvariantCulture),
                ]
            )
            {
                RedirectStandardInput = true,
            }
        )!;

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
        var now = DateTimeOffset.Parse(args[1], CultureInfo.InvariantCulture);
        var vendor = new LiveVendor();
        for (var person = 0; person < int.Parse(args[2], CultureInfo.InvariantCulture); person++)
        {
            vendor.Say("p" + person, "AVAILABLE", now.UtcDateTime, "OFF_QUEUE", now.UtcDateTime);
        }

        var builder = Host.CreateEmptyApplicationBuilder(
            new HostApplicationBuilderSettings { ContentRootPath = Path.GetDirectoryName(args[0]) }
        );
        builder.Services.AddPersistence(new DatabaseOptions { ConnectionString = "Data Source=" + args[0] });
        LiveWorld.Services(builder.Services, new ClockFrom(now, Speed), vendor);
        using var host = builder.Build();
        await host.RunAsync();
        return 0;
    }
}
