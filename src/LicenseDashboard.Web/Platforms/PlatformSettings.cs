using System.Text.RegularExpressions;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Connectors.Genesys;
using LicenseDashboard.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Platforms;

/// <summary>
/// How to connect to one organization at the vendor. <c>Genesys__*</c> is the first; others are <c>Platforms__1__*</c> and so on, with
/// the same names.
/// </summary>
internal sealed record PlatformSettings
{
    public const string FirstSection = "Genesys";
    public const string MoreSection = "Platforms";

    /// <summary>Key of the connector, currently the only one.</summary>
    public const string Vendor = "genesys";

    /// <summary>Stable key of the platform in links, REST and audit.</summary>
    public string Key { get; init; } = "genesys";

    /// <summary>IANA ID; days are local calendar days in this zone.</summary>
    public string TimeZone { get; init; } = "UTC";

    public Uri? ApiBaseUrl { get; init; }

    public Uri? LoginBaseUrl { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    /// <summary>Without a write client, every remediation is handed over to a person.</summary>
    public string? WriteClientId { get; init; }

    public string? WriteClientSecret { get; init; }

    /// <summary>Without a live client, the read client also reads presence at this moment.</summary>
    public string? LiveClientId { get; init; }

    public string? LiveClientSecret { get; init; }

    /// <summary>Vendor user ID of the account that owns our API client; no plan changes its roles.</summary>
    public string? ClientOwner { get; init; }

    public bool HasVendor =>
        ApiBaseUrl is not null && LoginBaseUrl is not null && !string.IsNullOrEmpty(ClientId) && !string.IsNullOrEmpty(ClientSecret);

    /// <summary>True if at least one of the four settings that locate the vendor is set.</summary>
    public bool NamesVendor =>
        ApiBaseUrl is not null || LoginBaseUrl is not null || !string.IsNullOrEmpty(ClientId) || !string.IsNullOrEmpty(ClientSecret);

    /// <summary>True if it only connects to this machine.</summary>
    public bool StaysOnThisMachine => Stays(ApiBaseUrl) && Stays(LoginBaseUrl);

    public static IEnumerable<string> MoreSections(IConfiguration configuration) =>
        configuration.GetSection(MoreSection).GetChildren().Select(more => more.Path);

    /// <summary>In the order of configuration.</summary>
    public static string SectionOf(int index) => index == 0 ? FirstSection : FormattableString.Invariant($"{MoreSection}:{index}");

    /// <param name="simulated">True if the built-in simulator replaces the vendor, so that changes can be made.</param>
    public PlatformSeed ToSeed(bool simulated) => new(Key, Vendor, TimeZone, ReadOnly: !simulated && string.IsNullOrEmpty(WriteClientId));

    /// <param name="section">Configuration section, for messages.</param>
    public GenesysOptions ToOptions(string section) =>
        new()
        {
            ApiBaseUrl = ApiBaseUrl?.ToString() ?? "",
            LoginBaseUrl = LoginBaseUrl?.ToString() ?? "",
            ClientId = ClientId ?? "",
            ClientSecret = ClientSecret ?? "",
            WriteClientId = WriteClientId,
            WriteClientSecret = WriteClientSecret,
            LiveClientId = LiveClientId,
            LiveClientSecret = LiveClientSecret,
            Section = section,
        };

    public SettingGroup Shown(string section, bool simulated) =>
        new(
            $"Platform {Key}",
            [
                new("Served by", simulated ? "the built-in simulator" : "Genesys Cloud"),
                SettingLine.Of(section, nameof(TimeZone), TimeZone),
                SettingLine.Of(section, nameof(ApiBaseUrl), ApiBaseUrl),
                SettingLine.Of(section, nameof(LoginBaseUrl), LoginBaseUrl),
                SettingLine.Of(section, nameof(ClientId), ClientId),
                SettingLine.OfSecret(section, nameof(ClientSecret), ClientSecret),
                SettingLine.Of(
                    section,
                    nameof(WriteClientId),
                    WriteClientId,
                    "not set: approved changes are handed over to an administrator"
                ),
                SettingLine.OfSecret(section, nameof(WriteClientSecret), WriteClientSecret),
                SettingLine.Of(section, nameof(LiveClientId), LiveClientId, "not set: the read client also reads presence at this moment"),
                SettingLine.OfSecret(section, nameof(LiveClientSecret), LiveClientSecret),
                SettingLine.Of(section, nameof(ClientOwner), ClientOwner),
            ]
        );

    private static bool Stays(Uri? address) => address is null || !address.IsAbsoluteUri || address.IsLoopback;
}

internal sealed partial class PlatformRules(bool required) : IValidateOptions<PlatformSettings>
{
    public ValidateOptionsResult Validate(string? name, PlatformSettings options)
    {
        var at = SettingsReader.Prefix(name);
        List<string> problems = [];
        if (!Word().IsMatch(options.Key))
        {
            problems.Add($"{at}Key is '{options.Key}'. Use a short word of lower-case letters, digits and hyphens, such as 'genesys'.");
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(options.TimeZone, out var zone) || !zone.HasIanaId)
        {
            problems.Add(
                $"{at}TimeZone is '{options.TimeZone}', which is not an IANA time zone. Use a name such as Europe/Berlin or "
                    + "America/New_York."
            );
        }

        if (required || options.NamesVendor)
        {
            problems.AddRange(Address(at + "ApiBaseUrl", options.ApiBaseUrl, "https://api.mypurecloud.de"));
            problems.AddRange(Address(at + "LoginBaseUrl", options.LoginBaseUrl, "https://login.mypurecloud.de"));
            problems.AddRange(
                Present(
                    at + "ClientId",
                    options.ClientId,
                    "Give the id of an OAuth client (grant type Client Credentials) created in Genesys Cloud."
                )
            );
            problems.AddRange(Present(at + "ClientSecret", options.ClientSecret, "Give the secret of that OAuth client."));
        }

        if (string.IsNullOrEmpty(options.WriteClientId) != string.IsNullOrEmpty(options.WriteClientSecret))
        {
            problems.AddRange(
                Present(
                    at + "WriteClientId",
                    options.WriteClientId,
                    "Set both write settings, or neither: without them, approved changes are handed over to an administrator."
                )
            );
            problems.AddRange(
                Present(
                    at + "WriteClientSecret",
                    options.WriteClientSecret,
                    "Set both write settings, or neither: without them, approved changes are handed over to an administrator."
                )
            );
        }

        if (string.IsNullOrEmpty(options.LiveClientId) != string.IsNullOrEmpty(options.LiveClientSecret))
        {
            const string Mend = "Set both live settings, or neither: without them, the read client also reads presence at this moment.";
            problems.AddRange(Present(at + "LiveClientId", options.LiveClientId, Mend));
            problems.AddRange(Present(at + "LiveClientSecret", options.LiveClientSecret, Mend));
        }

        return SettingsCheck.Result(problems);
    }

    private static IEnumerable<string> Present(string key, string? value, string mend) =>
        string.IsNullOrWhiteSpace(value) ? [$"{key} is missing. {mend}"] : [];

    private static IEnumerable<string> Address(string key, Uri? value, string example) =>
        value switch
        {
            null => [$"{key} is missing. Give the address of your region, such as {example}."],
            { IsAbsoluteUri: false } or { Scheme: not ("http" or "https") } =>
            [
                $"{key} is '{value}'. Give a whole address, such as {example}.",
            ],
            { Scheme: "http", IsLoopback: false } => [$"{key} is '{value}'. Use https: client secrets travel over it."],
            _ when value.Query.Length > 0 || value.Fragment.Length > 0 || value.UserInfo.Length > 0 =>
            [
                $"{key} holds more than an address. Remove the user name, '?' and '#', as in {example}.",
            ],
            _ => [],
        };

    [GeneratedRegex("^[a-z][a-z0-9-]{0,31}$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
