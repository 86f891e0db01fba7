using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Recommendations;

/// <summary><c>/recommendations</c>: the table, one row, and decisions about it.</summary>
internal static class RecommendationsEndpoints
{
    private const string One = "/recommendations/{id}";

    public static IEndpointRouteBuilder MapRecommendations(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet("/recommendations", ListAsync)
            .Lists<RecommendationJson>(platform, Filters(api.ServiceProvider.GetRequiredService<Catalogue>()))
            .WithSummary("List recommended changes, largest savings at list price first.");
        api.MapGet(One, OneAsync)
            .Needs(ApiScope.Read)
            .Produces<RecommendationDetailJson>()
            .WithSummary(
                "Get one recommendation with evidence, data coverage, plan, permissions lost, and history. The ETag is its version."
            );
        api.MapPost(One + "/approve", ApproveAsync)
            .Decides("Approve. The change is made after the undo period.", DecisionBody.VersionField, DecisionBody.JustificationField);
        api.MapPost(One + "/reject", RejectAsync)
            .Decides(
                "Reject, with a justification and, optionally, a date to be reminded.",
                DecisionBody.VersionField,
                DecisionBody.JustificationField,
                DecisionBody.UntilField
            );
        api.MapPost(One + "/undo", UndoAsync)
            .Decides("Undo your own decision.", DecisionBody.VersionField, DecisionBody.JustificationField);
        return api;
    }

    private static RouteHandlerBuilder Decides(this RouteHandlerBuilder endpoint, string summary, params string[] fields) =>
        endpoint
            .Needs(ApiScope.Decide)
            .WithMetadata(new TakesBody(fields))
            .Produces<RecommendationJson>()
            .Accepts<DecisionJson>(isOptional: true, "application/json")
            .WithSummary(summary);

    private static IEnumerable<QueryField> Filters(Catalogue catalogue) =>
        [
            QueryField.Several("status", "Status. Defaults to all.", ApiWords.All<RecommendationStatus>()),
            QueryField.Several("lane", "Ready, review, or protected.", ApiWords.All<Lane>()),
            QueryField.Several("kind", "Kinds. Defaults to `right-sizing`, which is downgrades.", ApiWords.All<RecommendationKind>()),
            new QueryField("manager", "ID of a manager in Genesys Cloud. Returns everyone below them."),
            QueryField.Several("division", "Division names."),
            QueryField.Several("tier", "Base SKUs held.", catalogue.Bases.Select(sku => sku.Id)),
            QueryField.Word("cash", "Rows by what they do to bills within 24 months.", ApiWords.All<CashFilter>()),
            new QueryField("text", "Part of a name, email address, manager, or division."),
            QueryField.Sort(RecommendationSort.Fields, RecommendationSort.Default),
        ];

    private static async Task<IResult> ListAsync(HttpContext context, RecommendationList list)
    {
        var call = await ApiCall.OfAsync(context);
        var query = call.Query;
        var filter = new RecommendationFilter
        {
            Platform = query.Text("platform"),
            Statuses = query.Several<RecommendationStatus>("status"),
            Lanes = query.Several<Lane>("lane"),
            Kinds = query.Several<RecommendationKind>("kind"),
            Manager = query.Text("manager"),
            Divisions = query.Many("division"),
            Tiers = query.Many("tier"),
            Cash = CashWords.Read(query.Text("cash")),
            Text = query.Text("text"),
            Sort = query.Text("sort") ?? RecommendationSort.Default,
        };
        var rows = await list.RunAsync(call.Viewer, filter, query.Page, call.Aborted);
        return PageOf<RecommendationJson>.Answer(rows, RecommendationJson.Of);
    }

    private static async Task<IResult> OneAsync(HttpContext context, string id, RecommendationDetail detail)
    {
        if (ApiCall.Unreadable(id, out var value) is { } problem)
        {
            return problem;
        }

        var call = await ApiCall.OfAsync(context);
        if (await detail.RunAsync(call.Viewer, new RecommendationId(value), call.Aborted) is not { } found)
        {
            return NotFound;
        }

        context.Response.Headers.ETag = RowVersion.TagOf(found.Row.Version);
        return Results.Ok(RecommendationDetailJson.Of(found));
    }

    private static Task<IResult> ApproveAsync(HttpContext context, string id, ApproveRecommendation approve) =>
        DecideAsync(context, id, (viewer, row, version, body, ct) => approve.RunAsync(viewer, row, version, body.Justification, ct));

    private static Task<IResult> RejectAsync(HttpContext context, string id, RejectRecommendation reject) =>
        DecideAsync(
            context,
            id,
            (viewer, row, version, body, ct) => reject.RunAsync(viewer, row, version, body.Justification, body.Until, ct)
        );

    private static Task<IResult> UndoAsync(HttpContext context, string id, UndoDecision undo) =>
        DecideAsync(context, id, (viewer, row, version, _, ct) => undo.RunAsync(viewer, row, version, ct));

    /// <summary>Reads the body, decides, and returns the current row; after a conflict as part of the problem.</summary>
    private static async Task<IResult> DecideAsync(
        HttpContext context,
        string id,
        Func<Viewer, RecommendationId, int, DecisionBody, CancellationToken, Task<Outcome<Decided>>> decide
    )
    {
        if (ApiCall.Unreadable(id, out var value) is { } unreadable)
        {
            return unreadable;
        }

        var (body, problem) = await DecisionBody.ReadAsync(
            context,
            context.GetEndpoint()!.Metadata.GetRequiredMetadata<TakesBody>().Fields
        );
        if (problem is not null)
        {
            return problem;
        }

        var (version, wrong) = RowVersion.Of(context, body);
        if (wrong is not null)
        {
            return wrong;
        }

        var call = await ApiCall.OfAsync(context);
        var row = new RecommendationId(value);
        var outcome = await decide(call.Viewer, row, version, body, call.Aborted);
        var now = await context.RequestServices.GetRequiredService<RecommendationList>().OneAsync(call.Viewer, row, call.Aborted);
        if (now is not null)
        {
            context.Response.Headers.ETag = RowVersion.TagOf(now.Version);
        }

        return outcome.Refusal is { } refusal ? ProblemAnswer.Of(refusal, now is null ? null : RecommendationJson.Of(now))
            : now is null ? NotFound
            : Results.Ok(RecommendationJson.Of(now));
    }

    private static ProblemAnswer NotFound =>
        ProblemAnswer.Of(Refusal.NotFound("Recommendation not found. GET /api/v1/recommendations lists all recommendations."));
}
