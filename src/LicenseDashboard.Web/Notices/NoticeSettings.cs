using System.Net.Mail;
using LicenseDashboard.Application.Notices;
using LicenseDashboard.Connectors.Notices;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Web.Hosting;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Notices;

/// <summary>Where managers' digests are sent. If nothing is set, they are stored and held.</summary>
internal sealed record NoticeSettings
{
    public const string Section = "Notices";

    /// <summary>Public address of this program, used for links in digests.</summary>
    public Uri? BaseUrl { get; init; }

    /// <summary>Recipient of digests about people without a manager.</summary>
    public string? AdministratorMail { get; init; }

    public SmtpSettings Smtp { get; private set; } = new();

    public WebhookSettings Webhook { get; private set; } = new();

    /// <summary>In the demo nothing is sent, regardless of the settings.</summary>
    public NoticeRoute RouteOf(bool demo, string? urls)
    {
        List<NoticeChannel> channels =
        [
            .. Smtp.IsSet ? [NoticeChannel.Mail] : Array.Empty<NoticeChannel>(),
            .. Webhook.IsSet ? [NoticeChannel.Webhook] : Array.Empty<NoticeChannel>(),
        ];
        var held =
            demo ? "this is the demo"
            : channels.Count == 0 ? "no mail server or webhook is configured"
            : null;
        var local = Uri.TryCreate(urls?.Split(';')[0], UriKind.Absolute, out var first) ? first : new Uri("http://localhost:5080");
        return new NoticeRoute(BaseUrl ?? local, held is null ? channels : [], AdministratorMail, held);
    }

    public SettingGroup Shown() =>
        new(
            "Notices",
            [
                SettingLine.Of(Section, nameof(BaseUrl), BaseUrl),
                SettingLine.Of(Section, nameof(AdministratorMail), AdministratorMail),
                .. Smtp.Shown(),
                .. Webhook.Shown(),
            ]
        );

    /// <param name="linked">True if something else that is sent contains links, too.</param>
    internal static NoticeSettings Read(SettingsReader reader, bool linked)
    {
        var (smtp, webhook) = (
            reader.Read(SmtpSettings.Section, new SmtpRules()),
            reader.Read(WebhookSettings.Section, new WebhookRules())
        );
        var settings = reader.Read(Section, new NoticeRules(leaves: smtp.IsSet || webhook.IsSet || linked));
        (settings.Smtp, settings.Webhook) = (smtp, webhook);
        return settings;
    }
}

/// <summary>The mail server.</summary>
internal sealed record SmtpSettings
{
    public const string Section = "Notices:Smtp";

    public string? Host { get; init; }

    public int Port { get; init; } = 587;

    public SmtpSecurity Security { get; init; }

    public string? User { get; init; }

    public string? Password { get; init; }

    public string? From { get; init; }

    public bool IsSet => !string.IsNullOrWhiteSpace(Host);

    internal SmtpOptions? Options => IsSet ? new SmtpOptions(Host!, Port, Security, User, Password, From ?? "") : null;

    public IEnumerable<SettingLine> Shown() =>
        [
            SettingLine.Of(Section, nameof(Host), Host),
            SettingLine.Of(Section, nameof(Port), Port),
            SettingLine.Of(Section, nameof(Security), Security.ToString()),
            SettingLine.Of(Section, nameof(User), User),
            SettingLine.OfSecret(Section, nameof(Password), Password),
            SettingLine.Of(Section, nameof(From), From),
        ];
}

/// <summary>A chat channel's incoming webhook.</summary>
internal sealed record WebhookSettings
{
    public const string Section = "Notices:Webhook";

    /// <summary>Secret, because anybody who has it may post.</summary>
    public Uri? Url { get; init; }

    public WebhookFormat Format { get; init; }

    public bool IsSet => Url is not null;

    internal WebhookOptions? Options => Url is { } url ? new WebhookOptions(url, Format) : null;

    public IEnumerable<SettingLine> Shown() =>
        [SettingLine.OfSecret(Section, nameof(Url), Url?.ToString()), SettingLine.Of(Section, nameof(Format), Format.ToString())];
}

internal sealed class NoticeRules(bool leaves) : IValidateOptions<NoticeSettings>
{
    public ValidateOptionsResult Validate(string? name, NoticeSettings options)
    {
        List<string> problems = [];
        if (
            options.BaseUrl is { } address
            && (!address.IsAbsoluteUri || address.Scheme is not ("http" or "https") || address.Query.Length > 0)
        )
        {
            problems.Add(
                $"Notices__BaseUrl is '{address}'. Give the address people open this program at, such as https://licenses.example.com."
            );
        }

        if (leaves && options.BaseUrl is null)
        {
            problems.Add(
                "Notices__BaseUrl is missing. Notices and requests to the identity provider hold links: give the address "
                    + "people open this program at, such as https://licenses.example.com."
            );
        }

        if (options.AdministratorMail is { Length: > 0 } mail && !MailAddress.TryCreate(mail, out _))
        {
            problems.Add("Notices__AdministratorMail is not an email address. Enter one, such as licenses@example.com.");
        }

        return SettingsCheck.Result(problems);
    }
}

internal sealed class SmtpRules : IValidateOptions<SmtpSettings>
{
    public ValidateOptionsResult Validate(string? name, SmtpSettings options)
    {
        List<string?> problems = [SettingsCheck.Range(name, nameof(options.Port), options.Port, 1, 65535)];
        if (options.IsSet && !MailAddress.TryCreate(options.From, out _))
        {
            problems.Add(
                $"Notices__Smtp__From is {(string.IsNullOrWhiteSpace(options.From) ? "missing" : "no mail address")}. Give the "
                    + "address notices come from, such as licenses@example.com."
            );
        }

        if (!options.IsSet && (options.From is { Length: > 0 } || options.User is { Length: > 0 } || options.Password is { Length: > 0 }))
        {
            problems.Add("Notices__Smtp__Host is missing. Give the mail server's name, or remove the other Notices__Smtp settings.");
        }

        if (string.IsNullOrEmpty(options.User) != string.IsNullOrEmpty(options.Password))
        {
            problems.Add("Notices__Smtp__User and Notices__Smtp__Password belong together. Set both, or neither.");
        }

        if (options is { Security: SmtpSecurity.None, User.Length: > 0 })
        {
            problems.Add(
                "Notices__Smtp__Security is None, so the password would travel readable. Use StartTls or Tls, or remove User and Password."
            );
        }

        return SettingsCheck.Result(problems);
    }
}

internal sealed class WebhookRules : IValidateOptions<WebhookSettings>
{
    public ValidateOptionsResult Validate(string? name, WebhookSettings options) =>
        SettingsCheck.Result(
            options.Url is { } url && (!url.IsAbsoluteUri || (url.Scheme != "https" && !url.IsLoopback))
                ? "Notices__Webhook__Url is not a whole https address. Copy it from the channel's incoming webhook."
                : null
        );
}
