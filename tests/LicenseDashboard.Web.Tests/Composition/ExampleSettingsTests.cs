using System.Reflection;
using LicenseDashboard.Web.Billing;
using LicenseDashboard.Web.Composition;
using LicenseDashboard.Web.Contracts;
using LicenseDashboard.Web.Demo;
using LicenseDashboard.Web.Directory.Scim;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Notices;
using LicenseDashboard.Web.Platforms;
using LicenseDashboard.Web.Remediation;
using LicenseDashboard.Web.Rightsizing;
using LicenseDashboard.Web.Utilization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Xunit;

namespace LicenseDashboard.Web.Tests.Composition;

public sealed class ExampleSettingsTests
{
    private static IConfigurationRoot Example { get; } =
        new ConfigurationBuilder().AddJsonFile(Path.Combine(Repository.Root, "appsettings.Development.json.example")).Build();

    public static TheoryData<string, Type> Sections =>
        new()
        {
            { DemoSettings.Section, typeof(DemoSettings) },
            { ClockSettings.Section, typeof(ClockSettings) },
            { PlatformSettings.FirstSection, typeof(PlatformSettings) },
            { CatalogueSettings.Section, typeof(CatalogueSettings) },
            { RightsizingSettings.Section, typeof(RightsizingSettings) },
            { RemediationSettings.Section, typeof(RemediationSettings) },
            { UtilizationSettings.Section, typeof(UtilizationSettings) },
            { ContractSettings.Section, typeof(ContractSettings) },
            { BillingSettings.Section, typeof(BillingSettings) },
            { DatabaseSettings.Section, typeof(DatabaseSettings) },
            { NoticeSettings.Section, typeof(NoticeSettings) },
            { IdentityRequestSettings.Section, typeof(IdentityRequestSettings) },
            { OidcSettings.Section, typeof(OidcSettings) },
            { ScimSettings.Section, typeof(ScimSettings) },
            { ProxySettings.Section, typeof(ProxySettings) },
        };

    [Fact]
    public void Example_starts_the_demo_as_it_is() =>
        Assert.True(
            HostSettings
                .Read(Example, new HostingEnvironment { EnvironmentName = Environments.Development, ContentRootPath = Repository.Root })
                .IsDemo
        );

    [Theory, MemberData(nameof(Sections))]
    public void Example_lists_every_setting_and_nothing_else(string section, Type options)
    {
        var settable = options
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.CanWrite)
            .Select(property => property.Name);
        Assert.Equal(
            settable.Order(StringComparer.Ordinal),
            Example.GetSection(section).GetChildren().Select(child => child.Key).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Example_has_no_section_that_is_never_read()
    {
        string[] framework = ["Logging", "ConnectionStrings", "urls", "OTEL_EXPORTER_OTLP_ENDPOINT"];
        Assert.Equal(
            Sections.Select(row => row.Data.Item1).Concat(framework).Order(StringComparer.Ordinal),
            Example.GetChildren().Select(section => section.Key).Order(StringComparer.Ordinal)
        );
    }
}
