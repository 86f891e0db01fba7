using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("--colour", "blue", "no such option")]
    [InlineData("--seed", "abc", "whole number")]
    [InlineData("--agents", "9", "from 10 to 100000")]
    [InlineData("--history-days", "0", "from 1 to 1825")]
    [InlineData("--profile", "concurrent", "named or single-tier")]
    [InlineData("--today", "20.11.2026", "YYYY-MM-DD")]
    [InlineData("--budget", "-1", "whole number")]
    [InlineData("--audit-views", "yes", "on or off")]
    [InlineData("--scenario", "/nowhere/golden.json", "file that exists")]
    [InlineData("--fault", "errors:2:1", "KIND:PROBABILITY:SEED")]
    [InlineData("--fault", "fire:0.2:1", "KIND:PROBABILITY:SEED")]
    [InlineData("--license-delay-ms", "9000-2000", "two of them")]
    [InlineData("--omit-dates", "20", "share from 0 to 1")]
    [InlineData("--schedules", "sometimes", "inline or download or processing or canceled or error or refused")]
    [InlineData("--presence", "open", "whole or by-start")]
    [InlineData("--page-limit", "0", "from 1 to 500")]
    [InlineData("--at", "/billing/reports/billableusage=200", "status from 400 to 599")]
    [InlineData("--at", "billing=403", "PATH=WHAT")]
    [InlineData("--at", "/groups=slow", "missing-rows")]
    [InlineData("--state", "", "value is missing")]
    [InlineData("--client-id", "--seed", "value is missing")]
    [InlineData("--state", "/nowhere/state.jsonl", "folder that exists")]
    public async Task Malformed_option_gets_a_message_that_names_it_and_the_remedy(string option, string value, string remedy)
    {
        var (code, message) = await RunAsync(option, value);
        Assert.Equal(2, code);
        Assert.StartsWith(option + ": ", message, StringComparison.Ordinal);
        Assert.Contains(remedy, message, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Port_in_use_gets_a_message()
    {
        await using var simulator = await SimulatorFixture.StartAsync();
        var (code, message) = await RunAsync("--port", $"{simulator.Host.BaseAddress.Port}");
        Assert.Equal(2, code);
        Assert.Contains("choose another port", message, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Message)> RunAsync(params string[] args)
    {
        using var error = new StringWriter();
        var code = await SimulatorProgram.RunAsync(args, TextWriter.Null, error, TestContext.Current.CancellationToken);
        return (code, error.ToString());
    }
}
