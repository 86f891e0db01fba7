using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace LicenseDashboard.Web.Hosting;

/// <summary>Traces, metrics and logs over OTLP if the standard variable <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set.</summary>
internal static class Telemetry
{
    private const string EndpointKey = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Instrumentation of the framework itself needs only its name, no package.
    private static readonly string[] Sources = ["LicenseDashboard.*", "System.Net.Http"];
    private static readonly string[] Meters =
    [
        "LicenseDashboard.*",
        "Microsoft.AspNetCore.Components*",
        "System.Net.Http",
        "System.Runtime",
    ];

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

    public static SettingLine Shown(Uri? endpoint) => SettingLine.Of("", EndpointKey, endpoint);

    public static void AddTelemetry(this WebApplicationBuilder builder, Uri? endpoint)
    {
        if (endpoint is null)
        {
            return;
        }

        var grpc = string.Equals(builder.Configuration["OTEL_EXPORTER_OTLP_PROTOCOL"], "grpc", StringComparison.OrdinalIgnoreCase);
        var version = typeof(Telemetry).Assembly.GetName().Version?.ToString();
        builder
            .Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService("LicenseDashboard", serviceVersion: version))
            .WithTracing(traces => traces.AddAspNetCoreInstrumentation().AddSource(Sources))
            .WithMetrics(metrics => metrics.AddAspNetCoreInstrumentation().AddMeter(Meters))
            .UseOtlpExporter(grpc ? OtlpExportProtocol.Grpc : OtlpExportProtocol.HttpProtobuf, endpoint);
    }
}
