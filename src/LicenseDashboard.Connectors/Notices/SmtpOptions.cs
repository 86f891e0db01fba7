namespace LicenseDashboard.Connectors.Notices;

public enum SmtpSecurity
{
    /// <summary>Plain text becomes encrypted before anything is said; refused where the server can't.</summary>
    StartTls,

    /// <summary>Encrypted from the first byte.</summary>
    Tls,

    /// <summary>For a relay on this machine or a closed network.</summary>
    None,
}

/// <param name="User">Null: the server asks for no sign-in.</param>
public sealed record SmtpOptions(string Host, int Port, SmtpSecurity Security, string? User, string? Password, string From);

public enum WebhookFormat
{
    /// <summary><c>{"text":…}</c>, which Slack's incoming webhooks take, and others that copied them.</summary>
    Slack,

    /// <summary>A message with one adaptive card, which Teams' workflows take.</summary>
    Teams,
}

public sealed record WebhookOptions(Uri Url, WebhookFormat Format);
