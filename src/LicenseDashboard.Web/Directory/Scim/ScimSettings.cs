using LicenseDashboard.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary><c>Scim__RequestsPerSecond</c>.</summary>
internal sealed record ScimSettings
{
    public const string Section = "Scim";

    /// <summary>Per token. A provider's first cycle sends as fast as it can; large providers ask for at least 25.</summary>
    public int RequestsPerSecond { get; init; } = 100;
}

internal sealed class ScimRules : IValidateOptions<ScimSettings>
{
    public const int Most = 10_000;

    public ValidateOptionsResult Validate(string? name, ScimSettings options) =>
        SettingsCheck.Result(SettingsCheck.Range(name, nameof(options.RequestsPerSecond), options.RequestsPerSecond, 1, Most));
}
