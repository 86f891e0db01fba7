using LicenseDashboard.Web.Contracts;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Platforms;

namespace LicenseDashboard.Web.Composition;

/// <summary>
/// The effective configuration by section. Each section decides what may be shown of it; the rest of the environment is never read for
/// this.
/// </summary>
internal static class ShownSettings
{
    /// <param name="source">The platforms with their effective addresses; in the demo, the simulator has its own.</param>
    public static IReadOnlyList<SettingGroup> Of(HostSettings settings, IPlatformSource source) =>
        [
            new(
                "Program",
                [
                    new("Mode", settings.IsDemo ? "demo: simulated vendor, personas instead of sign-in" : "production"),
                    new("Data folder", settings.DataFolder),
                    settings.Clock.Shown(),
                    Telemetry.Shown(settings.TelemetryEndpoint),
                    settings.Proxy.Shown(),
                ]
            ),
            .. source.Platforms.Select(
                (platform, index) => platform.Shown(PlatformSettings.SectionOf(index), settings.Simulates(settings.Platforms[index]))
            ),
            settings.CatalogueSettings.Shown(),
            .. source.Platforms.Select(
                (platform, index) =>
                    ContractSettings.Shown(
                        ContractSettings.SectionOf(PlatformSettings.SectionOf(index)),
                        platform.Key,
                        settings.Contracts.FirstOrDefault(contract => contract.Platform == platform.Key)
                    )
            ),
            settings.Database.Shown(settings.ConnectionString),
            settings.Rightsizing.Shown(),
            settings.Remediation.Shown(),
            settings.Billing.Shown(),
            settings.Utilization.Shown(),
            settings.Notices.Shown(),
            settings.IdentityRequests.Shown(),
            .. settings.ApiTokens.Select((token, index) => token.Shown(index)),
            settings.Oidc.Shown(),
            .. settings.IsDemo ? [settings.Demo.Shown()] : Array.Empty<SettingGroup>(),
        ];
}
