using LicenseDashboard.Application.Tests.Ingestion;
using LicenseDashboard.Application.Tests.Remediation;
using LicenseDashboard.Application.Tests.Utilization;

namespace LicenseDashboard.Application.Tests;

/// <summary>
/// The tests, or one of the programs that <see cref="KilledIngestTests"/>, <see cref="KilledRemediationTests"/> and
/// <see cref="TakeoverTests"/> start and kill.
/// </summary>
internal static class Program
{
    public static async Task<int> Main(string[] args) =>
        args switch
        {
            ["--child", .. var rest] => await IngestChild.RunAsync(rest),
            [RemediationChild.Word, .. var rest] => await RemediationChild.RunAsync(rest),
            [LiveChild.Word, .. var rest] => await LiveChild.RunAsync(rest),
            _ => await Xunit.Runner.InProc.SystemConsole.ConsoleRunner.Run(args),
        };
}
