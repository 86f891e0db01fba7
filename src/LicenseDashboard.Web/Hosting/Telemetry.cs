using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LicenseDashboard.Web.Hosting;

/// <summary>Traces, metrics and logs over OTLP, when the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to.</summary>
internal static class Telemetry
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static readonly string[] Sources = ["LicenseDashboard.*", "Microsoft.AspNetCore", "System.Net.Http"];
    private static readonly string[] Meters = ["LicenseDashboard.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.Components*", "System.Net.Http", "System.Runtime"];

    public static Uri? EndpointOf(SettingsReader reader)
    {
        var value = reader.Configuration[EndpointKey];
        if (string.IsNullOrWhiteSpace(value))
        {
            return null;
        }

        if (Uri.TryCreate(value, UriKind.Absolute, out var endpoint) && endpoint.Scheme is "http" or "https")
        {
            return endpoint;
        }

        reader.Add($"{EndpointKey} is '{value}'. Give the whole address of a collector, such as http://localhost:4318.");
        return null;
    }

    public static void AddTelemetry(this WebApplicationBuilder builder, Uri? endpoint)
    {
        if (endpoint is null)
        {
            return;
        }

        var grpc = string.Equals(builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"], "grpc", StringComparison.OrdinalIgnoreCase);
        var resource = ResourceBuilder.CreateDefault().AddService("LicenseDashboard", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString());
        builder.Logging.AddOpenTelemetry(logs => logs.SetResourceBuilder(resource).AddOtlpExporter(options => Address(options, "logs")));
        builder.Services.AddSingleton(_ => Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).AddSource(Sources).AddOtlpExporter(options => Address(options, "traces")).Build());
        builder.Services.AddSingleton(_ => Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Meters).AddOtlpExporter(options => Address(options, "metrics")).Build());
        builder.Services.AddHostedService<TelemetryStart>();

        void Address(OtlpExporterOptions options, string signal)
        {
            options.Protocol = grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf;
            options.Endpoint = grpc ? endpoint : new Uri($"{endpoint.ToString().TrimEnd('/')}/v1/{signal}");
        }
    }

    /// <summary>Nobody else asks for the providers; without being asked for, they would never listen.</summary>
    private sealed class TelemetryStart(TracerProvider traces, MeterProvider metrics) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            traces.ForceFlush(2000);
            metrics.ForceFlush(2000);
            return Task.CompletedTask;
        }
    }
}
