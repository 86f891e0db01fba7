namespace LicenseDashboard.Application.Platforms;

/// <summary>One platform's configuration that the database needs. Connections belong to the connector.</summary>
/// <param name="Name">Stable, lower case: <c>genesys</c>.</param>
/// <param name="Vendor">Key of the connector.</param>
/// <param name="TimeZone">IANA ID.</param>
/// <param name="ReadOnly">True if no write client is configured; every remediation is then handed over to a person.</param>
public sealed record PlatformSeed(string Name, string Vendor, string TimeZone, bool ReadOnly);
