using LicenseDashboard.Connectors;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Ingestion;

internal sealed record CheckedPlatform(ConnectorPlatform Connector, Uri? Address, CheckTerms Terms);

/// <summary>The few settings that a check needs: the vendor's, and catalogue, contract and day if set.</summary>
internal sealed record CheckSettings(IReadOnlyList<CheckedPlatform> Platforms, TimeProvider Clock)
{
    /// <param name="only">Key of one platform; null means all.</param>
    /// <exception cref="Core.Shared.StartRefusedException">Names every missing or malformed setting.</exception>
    public static CheckSettings Read(IConfiguration configuration, IHostEnvironment environment, string? only)
    {
        var reader = new SettingsReader(configuration);
        var more = configuration.GetSection(PlatformSettings.MoreSection).GetChildren().ToList();
        var first =
            configuration.GetSection(PlatformSettings.FirstSection).Get<PlatformSettings>() is { NamesVendor: true } || more.Count == 0;
        var (_, catalogue) = CatalogueSettings.Read(reader, environment.ContentRootPath);
        var clock = reader.Read(ClockSettings.Section, new ClockRules(environment.IsDevelopment()));
        List<CheckedPlatform> platforms = [];
        foreach (
            var (section, index) in more.Select((each, i) => (each.Path, i + 1))
                .Prepend((PlatformSettings.FirstSection, 0))
                .Where(each => each.Item2 > 0 || first)
        )
        {
            var platform = reader.Read(section, new PlatformRules(required: true));
            var contract = ContractTerms.Read(
                reader,
                index == 0 ? ContractTerms.Section : $"{section}:{ContractTerms.Section}",
                platform.Key,
                catalogue
            );
            if (reader.Problems.Count == 0 && (only is null || only == platform.Key))
            {
                var terms = CheckQuestions.Terms(
                    catalogue,
                    TimeZoneInfo.FindSystemTimeZoneById(platform.TimeZone),
                    contract?.Lines.Select(line => line.Basis)
                );
                platforms.Add(
                    new(new(platform.Key, Modules.Genesys, _ => Modules.Connection(platform, section)), platform.ApiBaseUrl, terms)
                );
            }
        }

        if (only is not null && reader.Problems.Count == 0 && platforms.Count == 0)
        {
            reader.Add($"No platform has the Key '{only}'.");
        }

        reader.ThrowIfAny("The check does not start");
        return new(platforms, clock.Today is { } day ? new ChosenDayClock(day, TimeProvider.System) : TimeProvider.System);
    }
}
