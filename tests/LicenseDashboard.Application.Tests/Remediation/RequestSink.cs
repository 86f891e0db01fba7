using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>One request as it came over the wire.</summary>
internal sealed record Received(string Key, string Signature, string ContentType, byte[] Body);

/// <summary>An identity provider on a loopback port: keeps what it gets and answers as it is told.</summary>
internal sealed class RequestSink : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<Received> _received = new();

    private RequestSink(WebApplication app) => _app = app;

    public HttpStatusCode Answers { get; set; } = HttpStatusCode.Accepted;

    public IReadOnlyList<Received> Received => [.. _received];

    public Uri Url => new(_app.Urls.Single() + "/hooks/licenses");

    public static async Task<RequestSink> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Services.AddRouting();
        var sink = new RequestSink(builder.Build());
        sink._app.Run(sink.TakeAsync);
        await sink._app.StartAsync();
        return sink;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _received.Enqueue(
            new(
                context.Request.Headers["Idempotency-Key"].ToString(),
                context.Request.Headers["X-LicenseDashboard-Signature"].ToString(),
                context.Request.ContentType ?? "",
                body.ToArray()
            )
        );
        context.Response.StatusCode = (int)Answers;
    }
}
