using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Billing;
using LicenseDashboard.Web.Contracts;
using LicenseDashboard.Web.Demo;
using LicenseDashboard.Web.Directory.Scim;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Notices;
using LicenseDashboard.Web.Platforms;
using LicenseDashboard.Web.Remediation;
using LicenseDashboard.Web.Rightsizing;
using LicenseDashboard.Web.Utilization;

namespace LicenseDashboard.Web.Composition;

/// <summary>
/// All settings that the host needs before it builds anything, read and validated together. Only the composition root uses it; features
/// get their own sections.
/// </summary>
internal sealed record HostSettings
{
    public required RunMode Mode { get; init; }

    /// <summary>The first one is first. In the demo, a platform without a vendor address uses the built-in simulator.</summary>
    public required IReadOnlyList<PlatformSettings> Platforms { get; init; }

    /// <summary>In force for all platforms.</summary>
    public required Catalogue Catalogue { get; init; }

    public required CatalogueSettings CatalogueSettings { get; init; }

    public required RightsizingSettings Rightsizing { get; init; }

    public required RemediationSettings Remediation { get; init; }

    public required BillingSettings Billing { get; init; }

    public required UtilizationSettings Utilization { get; init; }

    /// <summary>At most one per platform.</summary>
    public required IReadOnlyList<ConfiguredContract> Contracts { get; init; }

    public required DatabaseSettings Database { get; init; }

    /// <summary>Of the application database, with an absolute path for a SQLite file.</summary>
    public required string ConnectionString { get; init; }

    public required string DataFolder { get; init; }

    public required ClockSettings Clock { get; init; }

    public required DemoSettings Demo { get; init; }

    public required OidcSettings Oidc { get; init; }

    /// <summary>If empty, the API refuses every request.</summary>
    public required IReadOnlyList<ApiTokenSettings> ApiTokens { get; init; }

    public required ScimSettings Scim { get; init; }

    public required ProxySettings Proxy { get; init; }

    public required NoticeSettings Notices { get; init; }

    public required IdentityRequestSettings IdentityRequests { get; init; }

    public required Uri? TelemetryEndpoint { get; init; }

    public bool IsDemo => Mode == RunMode.Demo;

    public PlatformKeys Keys => new([.. Platforms.Select(platform => platform.Key)]);

    /// <summary>True if the built-in simulator replaces this platform's vendor.</summary>
    public bool Simulates(PlatformSettings platform) => IsDemo && ReferenceEquals(platform, Platforms[0]) && !platform.HasVendor;

    /// <exception cref="Core.Shared.StartRefusedException">Names every missing or malformed setting.</exception>
    public static HostSettings Read(IConfiguration configuration, IHostEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var reader = new SettingsReader(configuration);
        var mode = ModeOf(configuration, environment);
        var production = mode == RunMode.Production;
        List<string> sections = [PlatformSettings.FirstSection, .. PlatformSettings.MoreSections(configuration)];
        List<PlatformSettings> platforms =
        [
            .. sections.Select((section, index) => reader.Read(section, new PlatformRules(required: production || index > 0))),
        ];
        foreach (var twice in platforms.GroupBy(platform => platform.Key).Where(same => same.Count() > 1))
        {
            reader.Add($"{twice.Count()} platforms have the Key '{twice.Key}'. Give each its own, such as Platforms__1__Key=emea.");
        }

        var connection = configuration.GetConnectionString(DatabaseSettings.ConnectionName);
        var database = reader.Read(DatabaseSettings.Section, new DatabaseRules(connection));
        var (catalogueSettings, catalogue) = CatalogueSettings.Read(reader, environment.ContentRootPath);
        var contracts = platforms
            .Select(
                (platform, index) => ContractSettings.Read(reader, ContractSettings.SectionOf(sections[index]), platform.Key, catalogue)
            )
            .OfType<ConfiguredContract>()
            .ToList();
        var requests = reader.Read(IdentityRequestSettings.Section, new IdentityRequestRules());
        var settings = new HostSettings
        {
            Mode = mode,
            Platforms = platforms,
            Catalogue = catalogue,
            CatalogueSettings = catalogueSettings,
            Rightsizing = RightsizingSettings.Read(reader),
            Remediation = reader.Read(RemediationSettings.Section, new RemediationRules()),
            Billing = reader.Read(BillingSettings.Section, new BillingRules()),
            Utilization = UtilizationSettings.Read(reader, catalogue, [.. platforms.Select(platform => platform.Key)]),
            Contracts = contracts,
            Database = database,
            ConnectionString = DataFolders.Whole(database.Provider, connection, environment.ContentRootPath),
            DataFolder = DataFolders.Of(database.Provider, connection, environment.ContentRootPath),
            Clock = reader.Read(ClockSettings.Section, new ClockRules(environment.IsDevelopment())),
            Demo = reader.Read(DemoSettings.Section, new DemoRules()),
            Oidc = reader.Read(OidcSettings.Section, new OidcRules(required: production)),
            ApiTokens = ApiTokenSettings.ReadAll(reader),
            Scim = reader.Read(ScimSettings.Section, new ScimRules()),
            Proxy = reader.Read(ProxySettings.Section, new ProxyRules()),
            Notices = NoticeSettings.Read(reader, linked: requests.Url is not null),
            IdentityRequests = requests,
            TelemetryEndpoint = Telemetry.EndpointOf(reader),
        };
        foreach (var problem in ListenAddress.ProblemsOf(configuration, loopbackOnly: !production))
        {
            reader.Add(problem);
        }

        if (production && environment.IsDevelopment() && reader.Problems.Count > 0)
        {
            reader.Add(
                "Personas exist only while every vendor address is this machine. Remove Genesys__* and Platforms__* to run the "
                    + "demo with its built-in simulator."
            );
        }

        if (production && reader.Problems.Count == 0)
        {
            reader.Add(
                "All settings are there, but sign-in is not built yet: this version runs only as a demo. Set "
                    + "ASPNETCORE_ENVIRONMENT=Development and remove Genesys__* to see it."
            );
        }

        reader.ThrowIfAny();
        return
            settings.Simulates(platforms[0])
            && settings.Demo.Contract
            && contracts.TrueForAll(contract => contract.Platform != platforms[0].Key)
            ? settings with
            {
                Contracts =
                [
                    DemoContract.Of(
                        platforms[0].Key,
                        settings.Demo,
                        catalogue,
                        settings.Clock.Today ?? DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime)
                    ),
                    .. contracts,
                ],
            }
            : settings;
    }

    private static RunMode ModeOf(IConfiguration configuration, IHostEnvironment environment)
    {
        var addresses = PlatformSettings
            .MoreSections(configuration)
            .Prepend(PlatformSettings.FirstSection)
            .Select(configuration.GetSection)
            .SelectMany(section => new[] { section[nameof(PlatformSettings.ApiBaseUrl)], section[nameof(PlatformSettings.LoginBaseUrl)] });
        var outside = addresses.Any(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && !uri.IsLoopback);
        return environment.IsDevelopment() && !outside ? RunMode.Demo : RunMode.Production;
    }
}
