using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors;

/// <summary>One connector per platform for the life of the process: token and budget are shared by everybody who asks.</summary>
internal sealed class VendorConnectors(IEnumerable<ConnectorPlatform> platforms, IServiceProvider services) : IVendorConnectors, IDisposable
{
    private readonly Dictionary<string, Lazy<IVendorConnector>> _byName = platforms.ToDictionary(
        platform => platform.Name,
        platform => new Lazy<IVendorConnector>(() => Create(platform, services)),
        StringComparer.OrdinalIgnoreCase
    );

    public IVendorConnector For(string platformName) =>
        _byName.TryGetValue(platformName, out var connector)
            ? connector.Value
            : throw new VendorException($"No platform named {platformName} is configured; there is {string.Join(", ", _byName.Keys)}.");

    public void Dispose()
    {
        foreach (var made in _byName.Values.Where(connector => connector.IsValueCreated))
        {
            (made.Value as IDisposable)?.Dispose();
        }
    }

    private static IVendorConnector Create(ConnectorPlatform platform, IServiceProvider services)
    {
        var vendor =
            ConnectorCatalogue.Vendors.FirstOrDefault(known => known.Key == platform.Vendor)
            ?? throw new VendorException(
                $"Platform {platform.Name}: there is no connector for {platform.Vendor}, only for "
                    + $"{string.Join(", ", ConnectorCatalogue.Vendors.Select(known => known.Key))}."
            );
        return vendor.Create(platform.Name, () => platform.Options(services), services);
    }
}
