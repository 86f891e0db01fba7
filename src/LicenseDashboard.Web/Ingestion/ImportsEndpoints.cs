using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Ingestion;

internal sealed record ImportJson(
    Guid Id,
    string Platform,
    string Kind,
    string Status,
    DateTime StartedAt,
    DateTime? EndedAt,
    long Requests,
    long Rows,
    string Step,
    int StepsDone,
    int StepsTotal,
    string? Failure,
    IReadOnlyList<RefusedListJson> Refused
)
{
    public static ImportJson Of(ImportRow row) =>
        new(
            row.Id,
            row.Platform,
            row.Kind,
            ApiWords.Of(row.Status),
            row.StartedAt,
            row.EndedAt,
            row.Requests,
            row.Rows,
            row.Step,
            row.StepsDone,
            row.StepsTotal,
            row.Failure.Length > 0 ? row.Failure : null,
            [.. row.Refused.Select(RefusedListJson.Of)]
        );
}

/// <summary>
/// A list that was too short to believe: what arrived, what the last good import had, how many of those are missing, and how many the
/// vendor's own total withholds.
/// </summary>
internal sealed record RefusedListJson(
    string List,
    int Listed,
    int Known,
    int Missing,
    int Withheld,
    DateTime? AcceptedAt,
    string? AcceptedBy,
    bool Spent
)
{
    public static RefusedListJson Of(RefusedListRow list) =>
        new(list.List, list.Listed, list.Known, list.Missing, list.Withheld, list.AcceptedAt, list.AcceptedBy, list.Spent);
}

internal static class ImportsEndpoints
{
    public static IEndpointRouteBuilder MapImports(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet("/imports", ListAsync)
            .WithSummary("List imports, newest first.")
            .Lists<ImportJson>(
                platform,
                QueryField.Several("kind", "Kind of import.", [ImportKinds.Directory, ImportKinds.Usage, ImportKinds.Backfill]),
                QueryField.Several("status", "Status. Defaults to all.", ApiWords.All<RunStatus>())
            );
        api.MapPost("/imports/{id}/accept", AcceptAsync)
            .Needs(ApiScope.Operate)
            .WithMetadata(new TakesBody([]))
            .Produces<ImportJson>()
            .WithSummary("Accept the short lists that a directory import refused, once, for the next successful import.");
        return api;
    }

    private static async Task<IResult> ListAsync(HttpContext context, ImportList list)
    {
        var call = await ApiCall.OfAsync(context);
        var filter = new ImportFilter
        {
            Platform = call.Query.Text("platform"),
            Kinds = call.Query.Many("kind"),
            Statuses = call.Query.Several<RunStatus>("status"),
        };
        var rows = await list.FromAsync(call.Viewer, filter, call.Query.Page, call.Aborted);
        return PageOf<ImportJson>.Answer(rows, ImportJson.Of);
    }

    private static async Task<IResult> AcceptAsync(HttpContext context, string id, AcceptShortLists accept, ImportList list)
    {
        if (ApiCall.Unreadable(id, out var value) is { } unreadable)
        {
            return unreadable;
        }

        var (_, problem) = await DecisionBody.ReadAsync(context);
        if (problem is not null)
        {
            return problem;
        }

        var call = await ApiCall.OfAsync(context);
        var outcome = await accept.RunAsync(call.Viewer, new RunId(value), call.Aborted);
        var import = await list.OneAsync(call.Viewer, new RunId(value), call.Aborted);
        return outcome.Refusal is { } refusal
            ? ProblemAnswer.Of(refusal, import is null ? null : ImportJson.Of(import))
            : Results.Ok(ImportJson.Of(import!));
    }
}
