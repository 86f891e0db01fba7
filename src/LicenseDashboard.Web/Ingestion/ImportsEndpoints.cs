using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Ingestion;

internal sealed record ImportJson(
    Guid Id, string Platform, string Kind, string Status, DateTime StartedAt, DateTime? EndedAt, long Requests, long Rows, string Step, int StepsDone, int StepsTotal, string? Failure);

internal static class ImportsEndpoints
{
    public static IEndpointRouteBuilder MapImports(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet("/imports", ListAsync).WithSummary("Pulls from the vendor, newest first.").Lists<ImportJson>(
            platform,
            QueryField.Several("kind", "What was pulled.", [ImportKinds.Directory, ImportKinds.Usage, ImportKinds.Backfill]),
            QueryField.Several("status", "How it stands; all when left out.", ApiWords.All<RunStatus>()));
        return api;
    }

    private static async Task<IResult> ListAsync(HttpContext context, ImportList list)
    {
        var call = await ApiCall.OfAsync(context);
        var filter = new ImportFilter { Platform = call.Query.Text("platform"), Kinds = call.Query.Many("kind"), Statuses = call.Query.Several<RunStatus>("status") };
        var rows = await list.FromAsync(call.Viewer, filter, call.Query.Page, call.Aborted);
        return PageOf<ImportJson>.Answer(rows, row => new ImportJson(
            row.Id, row.Platform, row.Kind, ApiWords.Of(row.Status), row.StartedAt, row.EndedAt, row.Requests, row.Rows, row.Step, row.StepsDone, row.StepsTotal,
            row.Failure.Length > 0 ? row.Failure : null));
    }
}
