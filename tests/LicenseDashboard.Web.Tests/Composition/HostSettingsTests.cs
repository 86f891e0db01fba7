using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Rightsizing.Guards;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace LicenseDashboard.Web.Tests.Composition;

public sealed class HostSettingsTests
{
    private static readonly string[] Vendor =
    [
        "Genesys__ApiBaseUrl=https://api.mypurecloud.de",
        "Genesys__LoginBaseUrl=https://login.mypurecloud.de",
        "Genesys__ClientId=id",
        "Genesys__ClientSecret=s3cret-value",
    ];

    private static readonly string[] Oidc =
    [
        "Oidc__Authority=https://login.example.com/t",
        "Oidc__ClientId=app",
        "Oidc__ClientSecret=s3cret-value",
    ];

    [Fact]
    public void Development_without_settings_is_a_demo_of_1000_agents_and_130_days()
    {
        var settings = Read("Development");
        Assert.True(settings.IsDemo);
        Assert.Equal((1000, 130, 1, "named"), (settings.Demo.Agents, settings.Demo.HistoryDays, settings.Demo.Seed, settings.Demo.Profile));
        Assert.Equal(
            ("genesys", "UTC", false),
            (settings.Platforms.Single().Key, settings.Platforms.Single().TimeZone, settings.Platforms.Single().HasVendor)
        );
    }

    [Fact]
    public void Production_without_settings_names_every_missing_one_at_once()
    {
        var message = Refusal("Production");
        foreach (
            var key in new[]
            {
                "Genesys__ApiBaseUrl",
                "Genesys__LoginBaseUrl",
                "Genesys__ClientId",
                "Genesys__ClientSecret",
                "Oidc__Authority",
                "Oidc__ClientId",
                "Oidc__ClientSecret",
            }
        )
        {
            Assert.Contains($"{key} is missing.", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("Genesys__ApiBaseUrl")]
    [InlineData("Genesys__LoginBaseUrl")]
    [InlineData("Genesys__ClientId")]
    [InlineData("Genesys__ClientSecret")]
    [InlineData("Oidc__Authority")]
    [InlineData("Oidc__ClientId")]
    [InlineData("Oidc__ClientSecret")]
    public void Production_that_lacks_one_setting_names_just_that_one(string missing)
    {
        var message = Refusal(
            "Production",
            [.. Vendor.Concat(Oidc).Where(each => !each.StartsWith(missing + "=", StringComparison.Ordinal))]
        );
        Assert.Contains("one setting needs attention", message, StringComparison.Ordinal);
        Assert.Contains($"{missing} is missing.", message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-value", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Production_with_every_setting_says_that_sign_in_is_not_built_yet() =>
        Assert.Contains("sign-in is not built yet", Refusal("Production", [.. Vendor, .. Oidc]), StringComparison.Ordinal);

    [Theory]
    [InlineData("Demo__Agents=many")]
    [InlineData("Demo__Agents=3")]
    [InlineData("Demo__Agents=99999999999")]
    [InlineData("Demo__Seed=x")]
    [InlineData("Demo__HistoryDays=0")]
    [InlineData("Demo__Profile=concurrent")]
    [InlineData("Clock__Today=yesterday")]
    [InlineData("Clock__Today=1815-06-18")]
    [InlineData("Genesys__Key=Not A Word")]
    [InlineData("Genesys__TimeZone=Mars/Olympus")]
    [InlineData("Genesys__TimeZone=W. Europe Standard Time")]
    [InlineData("Genesys__WriteClientId=only-the-id", "Genesys__WriteClientSecret")]
    [InlineData("Genesys__WriteClientSecret=only-the-secret", "Genesys__WriteClientId")]
    [InlineData("Genesys__LiveClientId=only-the-id", "Genesys__LiveClientSecret")]
    [InlineData("Genesys__LiveClientSecret=only-the-secret", "Genesys__LiveClientId")]
    [InlineData("Demo__LiveSpeed=0")]
    [InlineData("Genesys__ApiBaseUrl=http://127.0.0.1:1", "Genesys__ClientId")]
    [InlineData("Genesys__ApiBaseUrl=not-an-address")]
    [InlineData("Genesys__LoginBaseUrl=ftp://localhost")]
    [InlineData("Platforms__1__Key=emea", "Platforms__1__ApiBaseUrl")]
    [InlineData("Database__Provider=Oracle")]
    [InlineData("Database__Provider=5")]
    [InlineData("Database__MaxBatchSize=0")]
    [InlineData("Database__Provider=SqlServer", "ConnectionStrings__LicenseDashboard")]
    [InlineData("ConnectionStrings__LicenseDashboard=;;=nonsense")]
    [InlineData("ConnectionStrings__LicenseDashboard=Mode=ReadOnly")]
    [InlineData("Oidc__Authority=http://login.example.com")]
    [InlineData("Rightsizing__NewStarterDays=366")]
    [InlineData("Rightsizing__PresentDays=some")]
    [InlineData("Rightsizing__PresentDays=129")]
    [InlineData("Rightsizing__PresentDaysOf30=5", "Rightsizing__PresentDaysOf30 is no longer read. A sixth of")]
    [InlineData("Remediation__UndoSeconds=3601", "Remediation__UndoSeconds is 3601. Choose from 0 to 3600 seconds.")]
    [InlineData("Remediation__Parallel=0")]
    [InlineData("Remediation__Retries=many", "Remediation__Retries is 'many', which is not a whole number.")]
    [InlineData("Notices__Smtp__Port=0", "Notices__Smtp__Port is 0. Choose from 1 to 65535.")]
    [InlineData("Scim__RequestsPerSecond=0")]
    [InlineData("IdentityRequests__Url=http://idp.example.com/hook")]
    [InlineData("IdentityRequests__Url=/hook")]
    [InlineData("IdentityRequests__Url=https://user:word@idp.example.com/hook")]
    [InlineData("IdentityRequests__Url=https://idp.example.com/hook", "IdentityRequests__Secret is missing")]
    [InlineData("IdentityRequests__Secret=0123456789012345678901234", "IdentityRequests__Url is missing")]
    [InlineData("IdentityRequests__Url=https://idp.example.com/hook", "Notices__BaseUrl is missing")]
    [InlineData("Proxy__Trusted=10.0.0.7, gateway")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=collector")]
    [InlineData("urls=nonsense", "ASPNETCORE_URLS")]
    [InlineData("urls=http://localhost:99999", "ASPNETCORE_URLS")]
    public void Malformed_setting_is_named(string setting, string? named = null) =>
        Assert.Contains(
            named ?? setting[..setting.IndexOf('=', StringComparison.Ordinal)],
            Refusal("Development", setting),
            StringComparison.Ordinal
        );

    [Fact]
    public void Secret_for_requests_that_is_too_short_is_named_and_not_shown()
    {
        string[] others = ["IdentityRequests__Url=http://127.0.0.1:5310/hook", "Notices__BaseUrl=https://licenses.example.com"];
        var message = Refusal("Development", [.. others, "IdentityRequests__Secret=short-secret-of-23-char"]);
        Assert.Contains("IdentityRequests__Secret has 23 characters. Give one of at least 24", message, StringComparison.Ordinal);
        Assert.DoesNotContain("short-secret", message, StringComparison.Ordinal);
        Assert.NotNull(Read("Development", [.. others, "IdentityRequests__Secret=short-secret-of-24-chars"]).IdentityRequests.Secret);
    }

    [Fact]
    public void Limits_of_right_sizing_are_the_designs_unless_set()
    {
        Assert.Equal(new RightsizingOptions(), Read("Development").Rightsizing.ToOptions());
        Assert.Equal(
            new RightsizingOptions { NewStarterDays = 60, PresentDays = 3 },
            Read("Development", "Rightsizing__NewStarterDays=60", "Rightsizing__PresentDays=3").Rightsizing.ToOptions()
        );
    }

    [Fact]
    public void Pace_of_changes_is_the_designs_unless_set()
    {
        Assert.Equal(new RemediationOptions(), Read("Development").Remediation.ToOptions());
        Assert.Equal(
            new RemediationOptions { UndoSeconds = 5, OverdueDays = 30 },
            Read("Development", "Remediation__UndoSeconds=5", "Remediation__OverdueDays=30").Remediation.ToOptions()
        );
    }

    [Fact]
    public void Several_mistakes_are_told_in_one_message()
    {
        var message = Refusal("Development", "Demo__Agents=many", "Clock__Today=soon", "Genesys__TimeZone=Nowhere");
        Assert.Contains("3 settings need attention", message, StringComparison.Ordinal);
        Assert.Contains("Demo__Agents is 'many', which is not a whole number.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Chosen_day_is_for_development_only()
    {
        Assert.Equal(new DateOnly(2026, 11, 20), Read("Development", "Clock__Today=2026-11-20").Clock.Today);
        Assert.Contains("only development may choose the day", Refusal("Production", "Clock__Today=2026-11-20"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://*:5080")]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://localhost:5080;http://192.168.1.4:5080")]
    [InlineData("http://dashboard.example.com:5080")]
    public void Demo_that_other_machines_could_reach_is_refused(string urls) =>
        Assert.Contains("which other machines can reach", Refusal("Development", "urls=" + urls), StringComparison.Ordinal);

    [Theory]
    [InlineData("http_ports=8080", "ASPNETCORE_HTTP_PORTS")]
    [InlineData("Kestrel__Endpoints__Web__Url=http://*:80", "Kestrel__Endpoints__Web__Url")]
    public void Every_way_to_bind_is_looked_at(string setting, string named) =>
        Assert.Contains(named, Refusal("Development", setting), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://localhost:5081")]
    [InlineData("http://127.0.0.1:0;http://[::1]:5081")]
    public void Demo_on_this_machine_may_choose_its_address(string urls) => Assert.True(Read("Development", "urls=" + urls).IsDemo);

    [Fact]
    public void Vendor_on_this_machine_is_still_a_demo()
    {
        var settings = Read(
            "Development",
            "Genesys__ApiBaseUrl=http://127.0.0.1:5090",
            "Genesys__LoginBaseUrl=http://localhost:5090",
            "Genesys__ClientId=id",
            "Genesys__ClientSecret=s"
        );
        Assert.True(settings.IsDemo && settings.Platforms[0].HasVendor);
    }

    [Fact]
    public void Real_vendor_needs_a_sign_in_provider_in_development_too()
    {
        var message = Refusal("Development", Vendor);
        Assert.Contains("Oidc__Authority is missing.", message, StringComparison.Ordinal);
        Assert.Contains("Personas exist only while", message, StringComparison.Ordinal);
        Assert.Contains("sign-in is not built yet", Refusal("Development", [.. Vendor, .. Oidc]), StringComparison.Ordinal);
    }

    [Fact]
    public void Second_platform_elsewhere_ends_the_demo_as_well() =>
        Assert.Contains(
            "Oidc__Authority is missing.",
            Refusal(
                "Development",
                "Platforms__1__Key=emea",
                "Platforms__1__ApiBaseUrl=https://api.mypurecloud.de",
                "Platforms__1__LoginBaseUrl=https://login.mypurecloud.de",
                "Platforms__1__ClientId=id",
                "Platforms__1__ClientSecret=s"
            ),
            StringComparison.Ordinal
        );

    [Fact]
    public void Two_platforms_may_not_share_a_key() =>
        Assert.Contains(
            "2 platforms have the Key 'genesys'",
            Refusal(
                "Development",
                "Platforms__1__ApiBaseUrl=http://127.0.0.1:1",
                "Platforms__1__LoginBaseUrl=http://127.0.0.1:1",
                "Platforms__1__ClientId=id",
                "Platforms__1__ClientSecret=s"
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("Data Source=/var/lib/ld/db.sqlite", "/var/lib/ld")]
    [InlineData("Data Source=elsewhere/db.sqlite", "/content/elsewhere")]
    [InlineData("Data Source=:memory:", "/content/data")]
    [InlineData("", "/content/data")]
    public void Files_lie_beside_the_database(string connection, string folder) =>
        Assert.Equal(folder, Read("Development", "ConnectionStrings__LicenseDashboard=" + connection).DataFolder);

    private static HostSettings Read(string environment, params string[] settings) =>
        HostSettings.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings
                        .Select(each => each.Split('=', 2))
                        .Select(pair => KeyValuePair.Create(pair[0].Replace("__", ":", StringComparison.Ordinal), (string?)pair[1]))
                )
                .Build(),
            new Environment { EnvironmentName = environment }
        );

    private static string Refusal(string environment, params string[] settings) =>
        Assert.Throws<StartRefusedException>(() => Read(environment, settings)).Message;

    private sealed class Environment : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = "";

        public string ApplicationName { get; set; } = "LicenseDashboard.Web";

        public string ContentRootPath { get; set; } = "/content";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
