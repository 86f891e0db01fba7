using System.Data.Common;
using System.Globalization;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Settings;

/// <summary>One effective setting.</summary>
/// <param name="Name">As an environment variable.</param>
/// <param name="Secret">The value is not shown, only whether there is one.</param>
internal sealed record SettingLine(string Name, string Value, bool Secret = false);

internal sealed record SettingGroup(string Title, IReadOnlyList<SettingLine> Lines);

/// <summary>
/// The effective configuration. Contains only names known to be safe, listed explicitly; the rest of the environment is never read for
/// this page. For a secret, only whether it is set.
/// </summary>
internal sealed class EffectiveSettings(HostSettings settings, IPlatformSource source, IOptions<RemediationOptions> remediation)
{
    private const string None = "not set";
    private static readonly string[] _safeOfConnection = ["Server", "Data Source", "Database", "Initial Catalog"];

    /// <summary>Contains addresses and accounts, so it is for administrators and auditors only.</summary>
    public Outcome<SettingGroup[]> Read(Viewer viewer)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        return viewer.Has(ViewerRoles.Administrator | ViewerRoles.Auditor)
            ? All()
            : Refusal.Forbidden("Administrators and auditors see the configuration. Your role sees the catalogue above.");
    }

    private SettingGroup[] All() =>
        [
            new(
                "Program",
                [
                    new("Mode", settings.IsDemo ? "demo: simulated vendor, personas instead of sign-in" : "production"),
                    new("Data folder", settings.DataFolder),
                    new(
                        "Clock__Today",
                        settings.Clock.Today?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "not set: the real day"
                    ),
                    new("OTEL_EXPORTER_OTLP_ENDPOINT", Address(settings.TelemetryEndpoint)),
                    new("Proxy__Trusted", settings.Proxy.Entries.Count == 0 ? "nobody" : string.Join(", ", settings.Proxy.Entries)),
                ]
            ),
            .. source.Platforms.Select((platform, index) => new SettingGroup($"Platform {platform.Key}", [.. Of(platform, index)])),
            new("Catalogue", [.. OfCatalogue()]),
            .. source.Platforms.Select(
                (platform, index) => new SettingGroup($"Contract of {platform.Key}", [.. OfContract(platform, index)])
            ),
            new(
                "Database",
                [
                    new("Database__Provider", settings.Database.Provider.ToString()),
                    new("ConnectionStrings__LicenseDashboard", Connection(settings.ConnectionString)),
                    new("Database__MaxBatchSize", Number(settings.Database.MaxBatchSize)),
                    new("Database__StartWaitSeconds", Number(settings.Database.StartWaitSeconds)),
                    new(
                        "Database__MigrateOnStart",
                        settings.Database.MigrateOnStart?.ToString().ToLowerInvariant()
                            ?? (settings.Database.Provider == DatabaseKind.Sqlite ? "not set: always" : "not set: in Development only")
                    ),
                ]
            ),
            new(
                "Right-sizing",
                [
                    new("Rightsizing__NewStarterDays", Number(settings.Rightsizing.NewStarterDays)),
                    new("Rightsizing__PresentDays", Number(settings.Rightsizing.PresentDays)),
                ]
            ),
            new(
                "Carrying out changes",
                [
                    new("Remediation__UndoSeconds", Number(remediation.Value.UndoSeconds)),
                    new("Remediation__LeaseSeconds", Number(remediation.Value.LeaseSeconds)),
                    new("Remediation__ReadBackMinutes", Number(remediation.Value.ReadBackMinutes)),
                    new("Remediation__Retries", Number(remediation.Value.Retries)),
                    new("Remediation__Parallel", Number(remediation.Value.Parallel)),
                    new("Remediation__OverdueDays", Number(remediation.Value.OverdueDays)),
                ]
            ),
            new(
                "Notices",
                [
                    new("Notices__BaseUrl", Address(settings.Notices.BaseUrl)),
                    new("Notices__AdministratorMail", Or(settings.Notices.AdministratorMail)),
                    new("Notices__Smtp__Host", Or(settings.Notices.Smtp.Host)),
                    new("Notices__Smtp__Port", Number(settings.Notices.Smtp.Port)),
                    new("Notices__Smtp__Security", settings.Notices.Smtp.Security.ToString()),
                    new("Notices__Smtp__User", Or(settings.Notices.Smtp.User)),
                    Secret("Notices__Smtp__Password", settings.Notices.Smtp.Password),
                    new("Notices__Smtp__From", Or(settings.Notices.Smtp.From)),
                    Secret("Notices__Webhook__Url", settings.Notices.Webhook.Url?.ToString()),
                    new("Notices__Webhook__Format", settings.Notices.Webhook.Format.ToString()),
                ]
            ),
            new(
                "Requests to the identity provider",
                [
                    new(
                        "IdentityRequests__Url",
                        settings.IdentityRequests.Url is null ? "not set: no policy can ask it" : Address(settings.IdentityRequests.Url)
                    ),
                    Secret("IdentityRequests__Secret", settings.IdentityRequests.Secret),
                ]
            ),
            .. settings.ApiTokens.Select(
                (token, index) =>
                    new SettingGroup(
                        $"API token {token.Name}",
                        [
                            new($"Api__Tokens__{Number(index)}__Scopes", string.Join(' ', token.ScopeWords)),
                            Secret($"Api__Tokens__{Number(index)}__Secret", token.Secret),
                        ]
                    )
            ),
            new(
                "Sign-in",
                [
                    new("Oidc__Authority", Address(settings.Oidc.Authority)),
                    new("Oidc__ClientId", Or(settings.Oidc.ClientId)),
                    Secret("Oidc__ClientSecret", settings.Oidc.ClientSecret),
                ]
            ),
            .. settings.IsDemo
                ? new[]
                {
                    new SettingGroup(
                        "Demo",
                        [
                            new("Demo__Agents", Number(settings.Demo.Agents)),
                            new("Demo__Seed", Number(settings.Demo.Seed)),
                            new("Demo__HistoryDays", Number(settings.Demo.HistoryDays)),
                            new("Demo__Profile", settings.Demo.Profile),
                            new("Demo__Contract", settings.Demo.Contract ? "true" : "false"),
                        ]
                    ),
                }
                : [],
        ];

    private IEnumerable<SettingLine> Of(PlatformSettings platform, int index)
    {
        var at = index == 0 ? PlatformSettings.FirstSection + "__" : $"{PlatformSettings.MoreSection}__{Number(index)}__";
        yield return new("Served by", settings.Simulates(settings.Platforms[index]) ? "the built-in simulator" : "the vendor");
        yield return new(at + "TimeZone", platform.TimeZone);
        yield return new(at + "ApiBaseUrl", Address(platform.ApiBaseUrl));
        yield return new(at + "LoginBaseUrl", Address(platform.LoginBaseUrl));
        yield return new(at + "ClientId", Or(platform.ClientId));
        yield return Secret(at + "ClientSecret", platform.ClientSecret);
        yield return new(
            at + "WriteClientId",
            platform.WriteClientId is { Length: > 0 } id ? id : "not set: approved changes are handed over to a person"
        );
        yield return Secret(at + "WriteClientSecret", platform.WriteClientSecret);
        yield return new(at + "ClientOwner", Or(platform.ClientOwner));
    }

    private IEnumerable<SettingLine> OfCatalogue()
    {
        yield return new(
            "Catalogue__File",
            settings.CatalogueSettings.File is { Length: > 0 } file ? file : "not set: the built-in catalogue"
        );
        foreach (var (sku, price) in settings.CatalogueSettings.Prices)
        {
            yield return new("Catalogue__Prices__" + sku, price);
        }

        foreach (var (feature, days) in settings.CatalogueSettings.Lookbacks)
        {
            yield return new("Catalogue__Lookbacks__" + feature, days);
        }
    }

    private IEnumerable<SettingLine> OfContract(PlatformSettings platform, int index)
    {
        var at = index == 0 ? ContractTerms.Section : $"{PlatformSettings.MoreSection}__{Number(index)}__{ContractTerms.Section}";
        if (settings.Contracts.FirstOrDefault(contract => contract.Platform == platform.Key) is not { } terms)
        {
            yield return new(at, "not set: entitlements are unknown");
            yield break;
        }

        if (terms.Assumed)
        {
            yield return new("Demo__Contract", "assumed by the demo; set " + at + "__* to enter yours");
        }

        yield return new(at + "__StartsOn", Day(terms.StartsOn));
        yield return new(at + "__RenewalOn", Day(terms.RenewalOn));
        yield return new(at + "__NoticeDays", Number(terms.NoticeDays));
        yield return new(at + "__Currency", terms.Currency);
        yield return new(at + "__OverUse", terms.OverUse == OverUse.Hard ? "hard: log-in is refused" : "soft: overage is billed");
        foreach (var (line, number) in terms.Lines.Select((line, number) => (line, number)))
        {
            yield return new(
                $"{at}__Lines__{Number(number)}",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{line.Sku}, {line.Basis.ToString().ToLowerInvariant()}, {line.Committed} committed, minimum "
                        + $"{line.Minimum}, {line.UnitPrice} each, {line.OveragePrice} beyond"
                )
            );
        }
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Location of the database, without credentials.</summary>
    private static string Connection(string text)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = text };
        var shown = _safeOfConnection.Where(parts.ContainsKey).Select(key => $"{key}={parts[key]}").ToList();
        return shown.Count == parts.Count ? string.Join("; ", shown) : string.Join("; ", shown.Append("(the rest is not shown)"));
    }

    private static SettingLine Secret(string name, string? value) => new(name, string.IsNullOrEmpty(value) ? None : "set", Secret: true);

    private static string Or(string? value) => string.IsNullOrEmpty(value) ? None : value;

    private static string Address(Uri? address) =>
        address is null ? None
        : address.IsAbsoluteUri ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : address.ToString();

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
