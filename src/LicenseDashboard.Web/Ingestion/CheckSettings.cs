using LicenseDashboard.Connectors;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Web.Contracts;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Platforms;

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
        var more = PlatformSettings.MoreSections(configuration).ToList();
        var first =
            configuration.GetSection(PlatformSettings.FirstSection).Get<PlatformSettings>() is { NamesVendor: true } || more.Count == 0;
        var (_, catalogue) = CatalogueSettings.Read(reader, environment.ContentRootPath);
        var clock = reader.Read(ClockSettings.Section, new ClockRules(environment.IsDevelopment()));
        List<CheckedPlatform> platforms = [];
        foreach (var section in more.Prepend(PlatformSettings.FirstSection).Where(each => each != PlatformSettings.FirstSection || first))
        {
            var platform = reader.Read(section, new PlatformRules(required: true));
            var contract = ContractSettings.Read(reader, ContractSettings.SectionOf(section), platform.Key, catalogue);
            if (reader.Problems.Count == 0 && (only is null || only == platform.Key))
            {
                var terms = CheckQuestions.Terms(
                    catalogue,
                    TimeZoneInfo.FindSystemTimeZoneById(platform.TimeZone),
                    contract?.Lines.Select(line => line.Basis)
                );
                platforms.Add(
                    new(new(platform.Key, PlatformSettings.Vendor, _ => platform.ToOptions(section)), platform.ApiBaseUrl, terms)
                );
            }
        }

        if (only is not null && reader.Problems.Count == 0 && platforms.Count == 0)
        {
            reader.Add($"No platform has the Key '{only}'.");
        }

        reader.ThrowIfAny("The check does not start");
        return new(platforms, clock.Clock);
    }
}
