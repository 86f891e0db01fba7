using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Hosting;

/// <summary>The OpenID Connect provider for sign-in in production.</summary>
internal sealed record OidcSettings
{
    public const string Section = "Oidc";

    public Uri? Authority { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    public SettingGroup Shown() =>
        new(
            "Sign-in",
            [
                SettingLine.Of(Section, nameof(Authority), Authority),
                SettingLine.Of(Section, nameof(ClientId), ClientId),
                SettingLine.OfSecret(Section, nameof(ClientSecret), ClientSecret),
            ]
        );
}

internal sealed class OidcRules(bool required) : IValidateOptions<OidcSettings>
{
    public ValidateOptionsResult Validate(string? name, OidcSettings options)
    {
        List<string> problems = [];
        if (options.Authority is { } authority && (!authority.IsAbsoluteUri || (authority.Scheme != "https" && !authority.IsLoopback)))
        {
            problems.Add(
                $"Oidc__Authority is '{authority}'. Give the whole https address of the provider, such as "
                    + "https://login.microsoftonline.com/<tenant>/v2.0."
            );
        }

        if (required)
        {
            problems.AddRange(
                new[]
                {
                    options.Authority is null
                        ? "Oidc__Authority is missing. Give the address of your OpenID Connect provider, such as "
                            + "https://login.microsoftonline.com/<tenant>/v2.0."
                        : null,
                    string.IsNullOrWhiteSpace(options.ClientId)
                        ? "Oidc__ClientId is missing. Register this program with the provider and give the client id."
                        : null,
                    string.IsNullOrWhiteSpace(options.ClientSecret)
                        ? "Oidc__ClientSecret is missing. Give the secret of that registration."
                        : null,
                }.OfType<string>()
            );
        }

        return SettingsCheck.Result(problems);
    }
}
