using LicenseDashboard.Application.Tests.Ingestion;
using LicenseDashboard.Application.Tests.Remediation;

namespace LicenseDashboard.Application.Tests;

/// <summary>
/// The tests, or one of the programs that <see cref="KilledIngestTests"/> and <see cref="KilledRemediationTests"/> start and kill.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) =>
        args switch
        {
            ["--child", .. var rest] => await IngestChild.RunAsync(rest),
            [RemediationChild.Word, .. var rest] => await RemediationChild.RunAsync(rest),
            _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
        };
}
