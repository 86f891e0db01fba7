using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>Where a request stands on its way through the door.</summary>
internal enum Passage
{
    /// <summary>The vendor has not seen it.</summary>
    Asked,

    /// <summary>The vendor has done it, and whoever asked does not know yet.</summary>
    Done,

    /// <summary>Whoever asked has the answer.</summary>
    Answered,
}

/// <summary>Stands before a vendor and lets everything through, so that a test sees each request at a moment of its choice.</summary>
internal sealed class ForwardingDoor : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _vendor;

    private ForwardingDoor(WebApplication app, HttpClient vendor) => (_app, _vendor) = (app, vendor);

    public Uri Address => new(_app.Urls.Single());

    /// <summary>Told of every request, three times; the request waits meanwhile.</summary>
    public Action<string, Passage>? Passing { get; set; }

    public static async Task<ForwardingDoor> OpenAsync(Uri vendor)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var app = builder.Build();
        var door = new ForwardingDoor(app, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = vendor });
        app.Run(door.ForwardAsync);
        await app.StartAsync();
        return door;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _vendor.Dispose();
    }

    private async Task ForwardAsync(HttpContext http)
    {
        var path = http.Request.Path + http.Request.QueryString;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        Passing?.Invoke(path, Passage.Asked);
        using var asked = new HttpRequestMessage(new HttpMethod(http.Request.Method), path);
        if (body.Length > 0)
        {
            asked.Content = new ByteArrayContent(body.ToArray());
        }

        foreach (var header in http.Request.Headers.Where(header => header.Key is not ("Host" or "Transfer-Encoding" or "Connection")))
        {
            _ =
                asked.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string?>)header.Value)
                || asked.Content?.Headers.TryAddWithoutValidation(header.Key, (IEnumerable<string?>)header.Value) == true;
        }

        // Whoever asked may die meanwhile; the vendor does it all the same.
        using var done = await _vendor.SendAsync(asked, CancellationToken.None);
        var answer = await done.Content.ReadAsByteArrayAsync(CancellationToken.None);
        Passing?.Invoke(path, Passage.Done);
        http.Response.StatusCode = (int)done.StatusCode;
        foreach (
            var header in done
                .Headers.Concat(done.Content.Headers)
                .Where(header => header.Key is not ("Transfer-Encoding" or "Content-Length"))
        )
        {
            http.Response.Headers[header.Key] = header.Value.ToArray();
        }

        if (answer.Length > 0)
        {
            await http.Response.Body.WriteAsync(answer); // a 204 takes none, not even an empty one
        }

        await http.Response.CompleteAsync();
        Passing?.Invoke(path, Passage.Answered);
    }
}
