using LicenseDashboard.Connectors.Genesys;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors;

/// <summary>A vendor we can talk to.</summary>
/// <param name="Key">As in <c>Platform.Vendor</c>.</param>
internal sealed record Vendor(string Key, Func<Func<ConnectorOptions>, IServiceProvider, IVendorConnector> Create);

/// <summary>Every vendor, one line each.</summary>
internal static class ConnectorCatalogue
{
    public static IReadOnlyList<Vendor> Vendors { get; } =
    [new("genesys", (options, services) => GenesysConnector.Create(() => (GenesysOptions)options(), services))];
}
