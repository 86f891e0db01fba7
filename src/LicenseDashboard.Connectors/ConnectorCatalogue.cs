using LicenseDashboard.Connectors.Genesys;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors;

/// <summary>A supported vendor.</summary>
/// <param name="Key">As in <c>Platform.Vendor</c>.</param>
internal sealed record Vendor(string Key, Func<string, Func<ConnectorOptions>, IServiceProvider, IVendorConnector> Create);

/// <summary>All supported vendors, one line each.</summary>
internal static class ConnectorCatalogue
{
    public static IReadOnlyList<Vendor> Vendors { get; } =
    [new("genesys", (platform, options, services) => GenesysConnector.Create(platform, () => (GenesysOptions)options(), services))];
}
