using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Exemptions;

/// <summary>A file for the import of exemptions to start from.</summary>
internal static class ExemptionsSample
{
    public const string Path = "export/sample-exemptions" + ExportFile.Csv;

    public static void MapExemptionsSample(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet(
                Path,
                (HttpContext context, TimeProvider clock) =>
                    ExportFile.SampleOf(
                        context,
                        "sample-exemptions",
                        ImportExemptions.Sample(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
                    )
            )
            .RequireAuthorization()
            .ExcludeFromDescription();
}
