using LicenseDashboard.Connectors;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Ingestion;

/// <summary>
/// <c>check</c>: checks all assumptions about the vendor against a real organization before anything is set up. Needs only the vendor's
/// settings: no database, no sign-in, no port.
/// </summary>
internal static class CheckCommand
{
    public const string Word = "check";
    public const int Objected = 1;
    public const int SettingsMissing = 2;
    public const int Stopped = 130;

    public const string Usage = """
        Usage: check [--json] [--platform KEY]
          --json           only the report, without anything that names people or divisions, for sharing
          --platform KEY   one of several platforms; without it, all of them
        Exit code: 0 = all checks passed or were inconclusive, 1 = a check failed, 2 = settings or options are wrong, 130 = stopped.
        """;

    public static async Task<int> RunAsync(string[] options)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGINT,
            Stop
        );
        using var terminate = System.Runtime.InteropServices.PosixSignalRegistration.Create(
            System.Runtime.InteropServices.PosixSignal.SIGTERM,
            Stop
        );
        try
        {
            var builder = WebApplication.CreateBuilder();
            return await RunAsync(options, builder.Configuration, builder.Environment, Console.Out, Console.Error, stop.Token);
        }
        catch (Exception failure) when (StartFailure.MessageFor(failure) is { } message)
        {
            await Console.Error.WriteLineAsync(message);
            return SettingsMissing;
        }

        void Stop(System.Runtime.InteropServices.PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    public static async Task<int> RunAsync(
        IReadOnlyList<string> options,
        IConfiguration configuration,
        IHostEnvironment environment,
        TextWriter output,
        TextWriter errors,
        CancellationToken ct
    )
    {
        var (json, only, wrong) = Read(options);
        if (wrong is not null)
        {
            await errors.WriteLineAsync(wrong + Environment.NewLine + Usage);
            return SettingsMissing;
        }

        CheckSettings settings;
        try
        {
            settings = CheckSettings.Read(configuration, environment, only);
        }
        catch (StartRefusedException refused)
        {
            await errors.WriteLineAsync(refused.Message);
            return SettingsMissing;
        }

        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(settings.Clock)
            .AddConnectors(settings.Platforms.Select(platform => platform.Connector))
            .BuildServiceProvider();
        var vendors = services.GetRequiredService<IVendorConnectors>();
        List<CheckReport> reports = [];
        try
        {
            foreach (var platform in settings.Platforms)
            {
                var text = new CheckText(json ? errors : output, terse: json);
                reports.Add(await AskAsync(platform, vendors.For(platform.Connector.Name), settings.Clock, text, ct));
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await errors.WriteLineAsync("Stopped. Nothing was changed.");
            return Stopped;
        }

        if (json)
        {
            await output.WriteLineAsync(
                reports is [var one]
                    ? one.ToSharedJson()
                    : $"[{string.Join("," + Environment.NewLine, reports.Select(report => report.ToSharedJson()))}]"
            );
        }

        return reports.Exists(report => report.Objects) ? Objected : 0;
    }

    private static async Task<CheckReport> AskAsync(
        CheckedPlatform platform,
        IVendorConnector vendor,
        TimeProvider clock,
        CheckText text,
        CancellationToken ct
    )
    {
        var check = vendor.Check ?? throw new StartRefusedException($"Platform {platform.Connector.Name} can't be checked.");
        var (started, begun) = (clock.GetUtcNow().UtcDateTime, clock.GetTimestamp());
        await text.BeginAsync(platform.Connector.Name, platform.Address, check);
        List<CheckLine> lines = [];
        await foreach (var line in check.AskAsync(platform.Terms, ct))
        {
            lines.Add(line);
            await text.WriteAsync(line);
        }

        var report = new CheckReport(
            platform.Connector.Name,
            platform.Connector.Vendor,
            started,
            clock.GetUtcNow().UtcDateTime,
            vendor.RequestsSent,
            lines
        );
        await text.EndAsync(report, clock.GetElapsedTime(begun));
        if (report.Of(CheckQuestions.SeatsAssigned) == CheckResult.Holds)
        {
            await text.AddAsync(
                "This command keeps nothing. For Utilization to count by the list of licenses, run the check under Settings > Vendor check."
            );
        }

        return report;
    }

    private static (bool Json, string? Only, string? Wrong) Read(IReadOnlyList<string> options)
    {
        var (json, only) = (false, (string?)null);
        for (var i = 0; i < options.Count; i++)
        {
            switch (options[i])
            {
                case "--json":
                    json = true;
                    break;
                case "--platform" when i + 1 < options.Count:
                    only = options[++i];
                    break;
                default:
                    return (json, only, $"'{options[i]}' is not an option of check.");
            }
        }

        return (json, only, null);
    }
}
