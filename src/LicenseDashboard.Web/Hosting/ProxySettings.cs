using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace LicenseDashboard.Web.Hosting;

/// <summary>The reverse proxies whose <c>X-Forwarded-*</c> headers are trusted. None by default.</summary>
internal sealed record ProxySettings
{
    public const string Section = "Proxy";

    /// <summary>Comma-separated addresses or networks: <c>10.0.0.7, 10.1.0.0/16</c>.</summary>
    public string Trusted { get; init; } = "";

    public IReadOnlyList<string> Entries => Trusted.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public SettingLine Shown() => SettingLine.Of(Section, nameof(Trusted), string.Join(", ", Entries), "none");

    internal void Configure(ForwardedHeadersOptions options)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var entry in Entries)
        {
            if (IPAddress.TryParse(entry, out var address))
            {
                options.KnownProxies.Add(address);
            }
            else
            {
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(entry));
            }
        }
    }
}

internal sealed class ProxyRules : IValidateOptions<ProxySettings>
{
    public ValidateOptionsResult Validate(string? name, ProxySettings options) =>
        SettingsCheck.Result(
            options
                .Entries.Where(entry => !IPAddress.TryParse(entry, out _) && !System.Net.IPNetwork.TryParse(entry, out _))
                .Select(entry =>
                    $"Proxy__Trusted holds '{entry}'. Write addresses or networks separated by commas, such as 10.0.0.7, 10.1.0.0/16."
                )
        );
}
