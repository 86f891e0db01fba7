using System.Net.Mime;
using System.Text;
using LicenseDashboard.Application.Ingestion.Checks;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Ingestion;

/// <summary>The last result of one platform as a file for sharing, without names of people or divisions.</summary>
internal static class CheckExport
{
    public const string Path = "export/check.json";

    public static void MapCheckExport(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet(
                Path,
                async (HttpContext context, CurrentViewer viewers, CheckList list, string? platform) =>
                {
                    var read = await list.RunAsync(await viewers.ForAsync(context.User, context.RequestAborted), context.RequestAborted);
                    return
                        read.Refusal is null && read.Value.Platforms.FirstOrDefault(row => row.Platform == platform)?.Report is { } report
                        ? Results.File(
                            Encoding.UTF8.GetBytes(report.ToSharedJson()),
                            MediaTypeNames.Application.Json,
                            $"check-{report.Platform}.json"
                        )
                        : Results.LocalRedirect("/settings/check"); // the page says what is wrong
                }
            )
            .RequireAuthorization();
}
