using LicenseDashboard.Application.Reclamation.Roster;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Reclamation;

/// <summary>A file for the import of the HR roster to start from.</summary>
internal static class RosterSample
{
    public const string Path = "export/sample-roster" + ExportFile.Csv;

    public static void MapRosterSample(this IEndpointRouteBuilder endpoints) =>
        endpoints
            .MapGet(
                Path,
                (HttpContext context, TimeProvider clock) =>
                    ExportFile.SampleOf(
                        context,
                        "sample-roster",
                        PreviewRoster.Sample(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime))
                    )
            )
            .RequireAuthorization()
            .ExcludeFromDescription();
}
