using System.Text.Json;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Analytics;

/// <summary>What all aggregate queries accept and refuse.</summary>
internal static class Aggregates
{
    public static string[] Fields { get; } =
    [
        "interval",
        "granularity",
        "timeZone",
        "groupBy",
        "filter",
        "metrics",
        "flattenMultivaluedDimensions",
        "views",
        "alternateTimeDimension",
        "queryType",
        "sortMetric",
        "limit",
    ];

    public static string[] JobFields { get; } = [.. Fields.Except(["queryType", "sortMetric", "limit"]), "pageSize"];

    /// <summary>At least one metric, and only documented ones.</summary>
    public static IReadOnlyList<string> Metrics(this JsonElement body, IReadOnlyCollection<string> known) =>
        body.Texts("metrics") switch
        {
            [] => throw ApiError.BadRequest("metrics must name at least one metric."),
            var asked when asked.FirstOrDefault(metric => !known.Contains(metric)) is { } unknown => throw ApiError.BadRequest(
                $"There is no metric '{unknown}'."
            ),
            var asked => asked,
        };
}
