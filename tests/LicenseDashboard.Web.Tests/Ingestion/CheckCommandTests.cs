using System.Text.Json.Nodes;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using LicenseDashboard.Web.Ingestion;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace LicenseDashboard.Web.Tests.Ingestion;

/// <summary>The command against the simulator over HTTP, with the settings that it needs and no others.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly StringWriter _output = new();
    private readonly StringWriter _errors = new();

    public void Dispose()
    {
        _output.Dispose();
        _errors.Dispose();
    }

    [Fact]
    public async Task Kind_vendor_ends_with_0_and_says_how_much_it_asks()
    {
        await using var vendor = await SimulatorFixture.StartAsync();
        Assert.Equal(0, await RunAsync(vendor));
        var text = _output.ToString();
        Assert.Contains("At most 600 requests and 15 minutes. Ctrl+C stops it.", text, StringComparison.Ordinal);
        Assert.Contains("  passed         The read client gets a token", text, StringComparison.Ordinal);
        Assert.Contains("0 failed", text, StringComparison.Ordinal);
        Assert.Empty(_errors.ToString());
    }

    [Fact]
    public async Task Missing_permission_ends_with_1_and_says_what_to_do()
    {
        await using var vendor = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                DeniedPermissions = ["billing:subscription:view"],
            }
        );
        Assert.Equal(CheckCommand.Objected, await RunAsync(vendor));
        var text = _output.ToString();
        Assert.Contains("  failed         billing:subscription:view", text, StringComparison.Ordinal);
        Assert.Contains(
            "Add billing:subscription:view to the role of the read client.",
            text.ReplaceLineEndings("").Replace("                 ", " ", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Json_is_alone_on_standard_output()
    {
        await using var vendor = await SimulatorFixture.StartAsync();
        Assert.Equal(0, await RunAsync(vendor, "--json"));
        var report = JsonNode.Parse(_output.ToString())!;
        Assert.Equal(("genesys", 0), ((string)report["platform"]!, (int)report["doesNotHold"]!));
        Assert.Contains("Connection", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_settings_end_with_2_and_name_each()
    {
        Assert.Equal(CheckCommand.SettingsMissing, await RunAsync([], []));
        var text = _errors.ToString();
        Assert.Contains("The check does not start: 4 settings need attention.", text, StringComparison.Ordinal);
        Assert.All(
            ["Genesys__ApiBaseUrl", "Genesys__LoginBaseUrl", "Genesys__ClientId", "Genesys__ClientSecret"],
            key => Assert.Contains(key + " is missing", text, StringComparison.Ordinal)
        );
    }

    [Theory, InlineData("--jsn"), InlineData("--platform")]
    public async Task Unknown_option_ends_with_2_and_the_usage(string option)
    {
        Assert.Equal(CheckCommand.SettingsMissing, await RunAsync([option], []));
        Assert.Contains($"'{option}' is not an option of check.", _errors.ToString(), StringComparison.Ordinal);
        Assert.Contains("Usage: check [--json]", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_platform_alone_is_checked_without_the_first_ones_settings()
    {
        await using var vendor = await SimulatorFixture.StartAsync();
        Assert.Equal(0, await RunAsync(["--platform", "emea"], [.. SettingsOf(vendor, "Platforms:1:"), new("Platforms:1:Key", "emea")]));
        Assert.Contains("Check of emea", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal(
            CheckCommand.SettingsMissing,
            await RunAsync(["--platform", "apac"], [.. SettingsOf(vendor, "Platforms:1:"), new("Platforms:1:Key", "emea")])
        );
        Assert.Contains("No platform has the Key 'apac'.", _errors.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stopped_check_ends_with_130()
    {
        await using var vendor = await SimulatorFixture.StartAsync();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();
        Assert.Equal(CheckCommand.Stopped, await RunAsync([], SettingsOf(vendor, "Genesys:"), stop.Token));
        Assert.Contains("Stopped.", _errors.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 0, "Here it means assigned licenses: ", true)]
    [InlineData(true, CheckCommand.Objected, "Here it doesn't mean assigned licenses: ", false)]
    public async Task Under_a_concurrent_contract_the_meaning_of_the_list_of_licenses_is_told(
        bool empty,
        int ends,
        string words,
        bool applies
    )
    {
        await using var vendor = await SimulatorFixture.StartAsync(
            SimulatorFixture.Quick with
            {
                At = empty ? [PathFault.Empty("/license/users")] : [],
            }
        );
        KeyValuePair<string, string?>[] contract =
        [
            new("Contract:StartsOn", "2026-01-01"),
            new("Contract:RenewalOn", "2027-01-01"),
            new("Contract:OverUse", "hard"),
            new("Contract:Lines:0:Sku", "cloudCX3"),
            new("Contract:Lines:0:Basis", "concurrent"),
            new("Contract:Lines:0:Committed", "100"),
            new("Contract:Lines:0:UnitPrice", "100"),
        ];
        Assert.Equal(ends, await RunAsync([], [.. SettingsOf(vendor, "Genesys:"), .. contract]));
        var text = _output.ToString();
        Assert.Contains(words, text, StringComparison.Ordinal);
        Assert.Equal(applies, text.Contains("run the check under Settings > Vendor check", StringComparison.Ordinal));
    }

    private Task<int> RunAsync(SimulatorFixture vendor, params string[] options) => RunAsync(options, SettingsOf(vendor, "Genesys:"));

    private Task<int> RunAsync(string[] options, IEnumerable<KeyValuePair<string, string?>> settings, CancellationToken ct = default) =>
        CheckCommand.RunAsync(
            options,
            new ConfigurationBuilder().AddInMemoryCollection(settings).Build(),
            new Development(),
            _output,
            _errors,
            ct
        );

    private static IEnumerable<KeyValuePair<string, string?>> SettingsOf(SimulatorFixture vendor, string at) =>
        [
            new(at + "ApiBaseUrl", vendor.Host.BaseAddress.ToString()),
            new(at + "LoginBaseUrl", vendor.Host.BaseAddress.ToString()),
            new(at + "ClientId", vendor.Options.ClientId),
            new(at + "ClientSecret", vendor.Options.ClientSecret),
            new(at + "LiveClientId", vendor.Options.LiveClientId),
            new(at + "LiveClientSecret", vendor.Options.LiveClientSecret),
            new("Clock:Today", "2026-11-20"),
        ];

    private sealed class Development : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Development;

        public string ApplicationName { get; set; } = "LicenseDashboard";

        public string ContentRootPath { get; set; } = AppContext.BaseDirectory;

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
