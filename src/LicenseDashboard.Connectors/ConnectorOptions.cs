namespace LicenseDashboard.Connectors;

/// <summary>What one organization at one vendor needs; each vendor has its own.</summary>
public abstract record ConnectorOptions;

/// <summary>One configured platform.</summary>
/// <param name="Name">As in <c>Platform.Name</c>.</param>
/// <param name="Vendor">As in <c>Platform.Vendor</c>: <c>genesys</c>.</param>
/// <param name="Options">Asked at the first use, when the demo's simulator has its port.</param>
public sealed record ConnectorPlatform(string Name, string Vendor, Func<IServiceProvider, ConnectorOptions> Options);
