namespace LicenseDashboard.Connectors;

/// <summary>Connection settings of one organization; each vendor derives its own.</summary>
public abstract record ConnectorOptions;

/// <summary>One configured platform.</summary>
/// <param name="Name">As in <c>Platform.Name</c>.</param>
/// <param name="Vendor">As in <c>Platform.Vendor</c>: <c>genesys</c>.</param>
/// <param name="Options">Read at first use, because the demo's simulator gets its port only at start.</param>
public sealed record ConnectorPlatform(string Name, string Vendor, Func<IServiceProvider, ConnectorOptions> Options);
