using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Hosting;

/// <summary>
/// How to connect to one organization at the vendor. <c>Genesys__*</c> is the first; others are <c>Platforms__1__*</c> and so on, with
/// the same names.
/// </summary>
internal sealed record PlatformSettings
{
    public const string FirstSection = "Genesys";
    public const string MoreSection = "Platforms";

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

    /// <summary>Vendor user ID of the account that owns our API client; no plan changes its roles.</summary>
    public string? ClientOwner { get; init; }

    public bool HasVendor =>
        ApiBaseUrl is not null && LoginBaseUrl is not null && !string.IsNullOrEmpty(ClientId) && !string.IsNullOrEmpty(ClientSecret);

    /// <summary>True if at least one of the four settings that locate the vendor is set.</summary>
    public bool NamesVendor =>
        ApiBaseUrl is not null || LoginBaseUrl is not null || !string.IsNullOrEmpty(ClientId) || !string.IsNullOrEmpty(ClientSecret);

    /// <summary>True if it only connects to this machine.</summary>
    public bool StaysOnThisMachine => Stays(ApiBaseUrl) && Stays(LoginBaseUrl);

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
                    "Give the id of an OAuth client (grant type Client Credentials) made in the vendor's admin pages."
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
                    "Set both write settings, or neither: without them approved changes are handed over to a person."
                )
            );
            problems.AddRange(
                Present(
                    at + "WriteClientSecret",
                    options.WriteClientSecret,
                    "Set both write settings, or neither: without them approved changes are handed over to a person."
                )
            );
        }

        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
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
                $"{key} holds more than an address. Leave out user name, '?' and '#', as in {example}.",
            ],
            _ => [],
        };

    [GeneratedRegex("^[a-z][a-z0-9-]{0,31}$", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
