using System.Globalization;
using System.Text;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Rightsizing;

/// <summary>Files for BI tools. Streamed: the first row leaves before the last is read.</summary>
internal static class ExportsEndpoints
{
    public static IEndpointRouteBuilder MapExports(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet("/exports/utilization.csv", UtilizationAsync).Needs(ApiScope.Read).Takes(platform).Produces<string>(StatusCodes.Status200OK, "text/csv")
            .WithSummary("User_ID, Current_License and Observed_Feature_Usage, one row per user.");
        return api;
    }

    private static async Task<IResult> UtilizationAsync(HttpContext context, UtilizationExport export)
    {
        var call = await ApiCall.OfAsync(context);
        var rows = export.RunAsync(call.Viewer, call.Query.Text("platform"), call.Aborted);
        return Results.Stream(async body =>
        {
            await using var writer = new StreamWriter(body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            await writer.WriteAsync(CsvText.Line("User_ID", "Current_License", "Observed_Feature_Usage"));
            await foreach (var row in rows)
            {
                await writer.WriteAsync(CsvText.Line(row.UserId, string.Join('+', row.Held), UsageOf(row)));
            }
        }, "text/csv; charset=utf-8", "utilization.csv");
    }

    private static string UsageOf(UtilizationRow row) =>
        string.Join(';', row.Usage.Select(use => $"{use.Feature}={use.Count?.ToString(CultureInfo.InvariantCulture) ?? "unknown"}"));
}
