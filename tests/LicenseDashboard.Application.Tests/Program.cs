using LicenseDashboard.Application.Tests.Ingestion;

namespace LicenseDashboard.Application.Tests;

/// <summary>The tests, or, with <c>--child</c>, the program that <see cref="KilledIngestTests"/> starts and kills.</summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) => args is ["--child", .. var rest]
        ? await IngestChild.RunAsync(rest)
        : await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args);
}
