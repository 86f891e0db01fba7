using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Connectors.IdentityRequests;
using LicenseDashboard.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Remediation;

/// <summary>The identity provider's endpoint for requests to free a seat. If not set, no policy can use it.</summary>
internal sealed record IdentityRequestSettings
{
    public const string Section = "IdentityRequests";

    public const int MinSecret = 24;

    public Uri? Url { get; init; }

    /// <summary>Signs every request; the receiver verifies with the same secret.</summary>
    public string? Secret { get; init; }

    internal IdentityRequestOptions? Options => Url is { } url && Secret is { } secret ? new IdentityRequestOptions(url, secret) : null;

    public SettingGroup Shown() =>
        new(
            "Requests to the identity provider",
            [
                SettingLine.Of(Section, nameof(Url), Url, "not set: no policy can ask it"),
                SettingLine.OfSecret(Section, nameof(Secret), Secret),
            ]
        );

    /// <summary>In the demo nothing is sent, regardless of the settings.</summary>
    internal IdentityRequestRoute RouteOf(bool demo, Uri root) =>
        new(root, Configured: !demo && Options is not null, demo ? "demo: no request leaves" : null);
}

internal sealed class IdentityRequestRules : IValidateOptions<IdentityRequestSettings>
{
    public ValidateOptionsResult Validate(string? name, IdentityRequestSettings options)
    {
        List<string> problems = [];
        var secret = options.Secret ?? "";
        if (
            options.Url is { } url
            && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || (url.Scheme != "https" && !url.IsLoopback))
        )
        {
            problems.Add(
                "IdentityRequests__Url is not a whole https address. Give the one at which your identity provider takes "
                    + "requests, such as https://idp.example.com/hooks/licenses."
            );
        }

        if (options.Url is { IsAbsoluteUri: true } whole && whole.UserInfo.Length > 0)
        {
            problems.Add(
                "IdentityRequests__Url holds a user name or password. Remove them: requests are signed with IdentityRequests__Secret."
            );
        }

        if (options.Url is null && secret.Length > 0)
        {
            problems.Add(
                "IdentityRequests__Url is missing. Give the address at which your identity provider takes requests, or remove "
                    + "IdentityRequests__Secret."
            );
        }

        if (options.Url is not null && secret.Length < IdentityRequestSettings.MinSecret)
        {
            problems.Add(
                secret.Length == 0
                    ? "IdentityRequests__Secret is missing. Requests are signed with it: give one of at least 24 characters, "
                        + "such as from openssl rand -base64 32."
                    : $"IdentityRequests__Secret has {secret.Length} characters. Give one of at least "
                        + $"{IdentityRequestSettings.MinSecret}, such as from openssl rand -base64 32."
            );
        }

        return SettingsCheck.Result(problems);
    }
}
