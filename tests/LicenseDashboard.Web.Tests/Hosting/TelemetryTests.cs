using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LicenseDashboard.Web.Tests.Hosting;

/// <summary>A collector on a port of its own, and the program told of it by the standard variable.</summary>
public sealed class TelemetryTests : IAsyncLifetime
{
    private readonly WebApplication _collector;
    private readonly ConcurrentDictionary<string, string> _received = [];
    private readonly TaskCompletionSource _everySignal = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TelemetryTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _collector = builder.Build();
        _collector.MapPost("/v1/{signal}", TakeAsync);
    }

    public async ValueTask InitializeAsync() => await _collector.StartAsync();

    public ValueTask DisposeAsync() => _collector.DisposeAsync();

    [Fact]
    public async Task Program_that_ends_has_sent_its_traces_metrics_and_logs()
    {
        await using (var program = new ReportingProgram(_collector.Urls.Single()))
        {
            using var answer = await program.CreateClient().GetAsync(new Uri("api/v1/nothing-here", UriKind.Relative));
        }

        await _everySignal.Task.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Contains("LicenseDashboard", _received["traces"], StringComparison.Ordinal);
        Assert.Contains("/api/v1/nothing-here", _received["traces"], StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", _received["metrics"], StringComparison.Ordinal);
        Assert.Contains("Microsoft.Hosting.Lifetime", _received["logs"], StringComparison.Ordinal);
    }

    private async Task TakeAsync(string signal, HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        // Names and values stand in the binary message as they are.
        var text = Encoding.Latin1.GetString(body.ToArray());
        _received.AddOrUpdate(signal, text, (_, before) => before + text);
        if (_received.Count == 3)
        {
            _everySignal.TrySetResult();
        }
    }

    private sealed class ReportingProgram(string collector) : DemoProgram
    {
        protected override IEnumerable<(string Name, string Value)> Settings =>
            [("Demo:Agents", "50"), ("Demo:HistoryDays", "5"), ("OTEL_EXPORTER_OTLP_ENDPOINT", collector)];
    }
}
