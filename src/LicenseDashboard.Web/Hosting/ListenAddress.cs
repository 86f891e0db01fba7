using System.Globalization;
using System.Net;
using LicenseDashboard.Core.Shared;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace LicenseDashboard.Web.Hosting;

/// <summary>The default address of the program, and the addresses it refuses.</summary>
internal static class ListenAddress
{
    public const string Default = "http://localhost:5080";
    private const string DemoOnly = "The demo signs in anyone, so it listens on this machine only: set ASPNETCORE_URLS=" + Default + ".";

    public static WebApplicationBuilder UseDefaultAddress(this WebApplicationBuilder builder)
    {
        if (!Chosen(builder.Configuration).Any())
        {
            builder.WebHost.UseUrls(Default);
        }

        return builder;
    }

    /// <summary>Checks the configured addresses before any of them is bound.</summary>
    public static IEnumerable<string> ProblemsOf(IConfiguration configuration, bool loopbackOnly)
    {
        foreach (var (key, url) in Chosen(configuration))
        {
            if (Parse(url) is not { } address)
            {
                yield return $"{key} holds '{url}', which is not an address. Write one such as {Default}.";
            }
            else if (loopbackOnly && !IsLoopback(address))
            {
                yield return $"{key} holds '{url}', which other machines can reach. {DemoOnly}";
            }
        }
    }

    /// <summary>Checks every address that was bound, however it was configured.</summary>
    public static void RequireLoopback(IServer server)
    {
        foreach (var url in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            if (Parse(url) is not { } address || !IsLoopback(address))
            {
                throw new StartRefusedException($"LicenseDashboard does not start: '{url}' can be reached by other machines. {DemoOnly}");
            }
        }
    }

    private static IEnumerable<(string Key, string Url)> Chosen(IConfiguration configuration)
    {
        var endpoints = configuration
            .GetSection("Kestrel:Endpoints")
            .GetChildren()
            .Select(endpoint => ($"Kestrel__Endpoints__{endpoint.Key}__Url", endpoint["Url"] ?? ""));
        var urls = Split(configuration["urls"]).Select(url => ("ASPNETCORE_URLS", url)).ToList();
        if (urls.Count == 0)
        {
            urls.AddRange(Split(configuration["http_ports"]).Select(port => ("ASPNETCORE_HTTP_PORTS", $"http://*:{port}")));
            urls.AddRange(Split(configuration["https_ports"]).Select(port => ("ASPNETCORE_HTTPS_PORTS", $"https://*:{port}")));
        }

        return endpoints.Concat(urls);
    }

    private static string[] Split(string? list) =>
        list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static BindingAddress? Parse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Port is >= 0 and <= 65535 && address.Scheme is "http" or "https" ? address : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsLoopback(BindingAddress address) =>
        address.IsUnixPipe
        || string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(address.Host.Trim('[', ']').ToString(CultureInfo.InvariantCulture), out var ip) && IPAddress.IsLoopback(ip));
}
