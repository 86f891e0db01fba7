using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// One page of a program with everything that is painted of it, as bytes in memory behind a bare server. Its scripts are left out: bytes
/// have nothing to do.
/// </summary>
internal sealed partial class StaticCopy : IDisposable
{
    private const string Html = "text/html; charset=utf-8";

    private readonly Dictionary<string, (byte[] Body, string Type, string? Encoding)> _files = [];
    private readonly WebApplication _server;

    private StaticCopy()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public Uri Address => new(_server.Urls.Single());

    /// <summary>Of all files as they go over the wire.</summary>
    public long Bytes => _files.Values.Sum(file => (long)file.Body.Length);

    public static async Task<StaticCopy> OfAsync(Uri page)
    {
        var copy = new StaticCopy();
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = page,
        };
        var html = Scripts().Replace(await http.GetStringAsync(page), "");
        copy._files["/"] = (System.Text.Encoding.UTF8.GetBytes(html), Html, null);
        http.DefaultRequestHeaders.AcceptEncoding.ParseAdd("gzip");
        foreach (var path in Painted().Matches(html).Select(link => WebUtility.HtmlDecode(link.Groups[1].Value)).Distinct())
        {
            await copy.TakeAsync(http, "/" + path);
        }

        await copy._server.StartAsync();
        return copy;
    }

    public void Dispose() => _server.DisposeAsync().AsTask().GetAwaiter().GetResult();

    private async Task TakeAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        answer.EnsureSuccessStatusCode();
        _files[path] = (
            await answer.Content.ReadAsByteArrayAsync(),
            answer.Content.Headers.ContentType!.ToString(),
            answer.Content.Headers.ContentEncoding.SingleOrDefault()
        );
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (!_files.TryGetValue(context.Request.Path.Value ?? "", out var file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        (context.Response.ContentType, context.Response.ContentLength) = (file.Type, file.Body.Length);
        if (file.Encoding is { } encoding)
        {
            context.Response.Headers.ContentEncoding = encoding;
        }

        await context.Response.Body.WriteAsync(file.Body);
    }

    [GeneratedRegex("<script\\b.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("<(?:link|img)\\b[^>]*?\\b(?:href|src)=\"([^\"]+)\"", RegexOptions.Singleline)]
    private static partial Regex Painted();
}
