namespace LicenseDashboard.Application.Platforms;

/// <summary>What configuration says about one platform and the database has to know. Connections are the connector's.</summary>
/// <param name="Name">Stable, lower case: <c>genesys</c>.</param>
/// <param name="Vendor">Key of the connector.</param>
/// <param name="TimeZone">IANA id.</param>
/// <param name="ReadOnly">No write client is configured: every remediation is handed over to a person.</param>
public sealed record PlatformSeed(string Name, string Vendor, string TimeZone, bool ReadOnly);
