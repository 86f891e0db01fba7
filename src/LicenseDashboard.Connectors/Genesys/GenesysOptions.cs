using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>One organization. Addresses have no path: <c>https://api.mypurecloud.de</c> and <c>https://login.mypurecloud.de</c>.</summary>
public sealed record GenesysOptions : ConnectorOptions
{
    public string ApiBaseUrl { get; init; } = "";

    public string LoginBaseUrl { get; init; } = "";

    public string ClientId { get; init; } = "";

    public string ClientSecret { get; init; } = "";

    /// <summary>A separate client for changes; without it, every remediation is handed over.</summary>
    public string? WriteClientId { get; init; }

    public string? WriteClientSecret { get; init; }

    /// <summary>A separate client for presence at this moment, with its own rate limit; without it, the read client is used.</summary>
    public string? LiveClientId { get; init; }

    public string? LiveClientSecret { get; init; }

    /// <summary>Configuration section, for messages: <c>Genesys</c> or <c>Platforms:1</c>.</summary>
    public string Section { get; init; } = "Genesys";

    internal bool CanWrite => !string.IsNullOrEmpty(WriteClientId) && !string.IsNullOrEmpty(WriteClientSecret);

    internal bool HasLiveClient => !string.IsNullOrEmpty(LiveClientId) && !string.IsNullOrEmpty(LiveClientSecret);

    internal Uri Api => Address(ApiBaseUrl, nameof(ApiBaseUrl));

    internal ClientCredentials Reader =>
        new(
            Address(LoginBaseUrl, nameof(LoginBaseUrl)),
            ClientId,
            ClientSecret,
            Setting(nameof(LoginBaseUrl)),
            Setting(nameof(ClientId)),
            Setting(nameof(ClientSecret))
        );

    internal ClientCredentials Writer =>
        new(
            Address(LoginBaseUrl, nameof(LoginBaseUrl)),
            WriteClientId ?? "",
            WriteClientSecret ?? "",
            Setting(nameof(LoginBaseUrl)),
            Setting(nameof(WriteClientId)),
            Setting(nameof(WriteClientSecret))
        );

    internal ClientCredentials Live =>
        new(
            Address(LoginBaseUrl, nameof(LoginBaseUrl)),
            LiveClientId ?? "",
            LiveClientSecret ?? "",
            Setting(nameof(LoginBaseUrl)),
            Setting(nameof(LiveClientId)),
            Setting(nameof(LiveClientSecret))
        );

    private string Setting(string name) => $"{Section}:{name}";

    private Uri Address(string text, string name) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https")
            ? address
            : throw new Core.Platforms.VendorException(
                $"{Setting(name)} must be an http or https address, such as https://api.mypurecloud.com."
            );

    // The generated ToString of a record would contain the secrets.
    public override string ToString() => $"{nameof(GenesysOptions)} {{ {Section}, {ApiBaseUrl} }}";
}
