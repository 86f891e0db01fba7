using LicenseDashboard.Application.People;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Recommendations;

namespace LicenseDashboard.Web.Reclamation;

/// <summary>A row of <c>/reclamations</c>.</summary>
/// <param name="Cash">Null without a figure: no contract, no price, or protected.</param>
/// <param name="CashNote">Why the cash saving is what it is. Empty until it is calculated.</param>
/// <param name="Step">Null after the decision or withdrawal.</param>
/// <param name="LastSeenOn">Null if no activity is known, which does not mean that there was none.</param>
/// <param name="Signs">Last day with activity for each signal. A missing signal is unknown.</param>
/// <param name="Outcome">Null while open.</param>
/// <param name="AllowedBy">Who allowed an automatic policy to reclaim an account that no person ever used. Null if not allowed.</param>
/// <param name="Remediation">Status of the change. Null before the approval.</param>
internal sealed record ReclamationJson(
    Guid Id,
    int Version,
    string Platform,
    string Lane,
    string LaneNote,
    string Status,
    string StatusNote,
    UserJson User,
    string? Manager,
    string? Division,
    IReadOnlyList<string> CurrentSkus,
    MoneyJson ListMonthlySaving,
    CashJson? Cash,
    string CashNote,
    string Reason,
    string? Step,
    bool Leaver,
    DateOnly FoundOn,
    DateOnly DueOn,
    DateOnly? LastSeenOn,
    int? DaysInactive,
    IReadOnlyList<SignJson> Signs,
    DateOnly? DryRunOn,
    string? DecidedBy,
    DateTime? DecidedAt,
    string? Justification,
    DateOnly? KeptUntil,
    string? Outcome,
    Guid? RemediationId,
    string? Remediation,
    string? AllowedBy
)
{
    public static ReclamationJson Of(ReclamationRow row) =>
        new(
            row.Id,
            row.Version,
            row.Platform,
            ApiWords.Of(row.Lane),
            row.LaneNote,
            ApiWords.Of(row.Status),
            row.StatusNote,
            new UserJson(row.VendorId, row.Name, row.Email),
            row.Manager,
            row.Division,
            row.CurrentSkus,
            MoneyJson.Of(row.ListMonthlySaving),
            CashJson.Of(row.Cash),
            row.CashNote,
            row.Reason,
            row.Step is { } step ? ApiWords.Of(step) : null,
            row.IsLeaver,
            row.FoundOn,
            row.DueOn,
            row.LastSeenOn,
            row.DaysInactive,
            [.. row.Seen.Select(sign => new SignJson(ApiWords.Of(sign.Sign), sign.On))],
            row.DryRunOn,
            row.DecidedByName,
            row.DecidedAt,
            row.Justification,
            row.KeptUntil,
            row.Outcome is { } outcome ? ApiWords.Of(outcome) : null,
            row.RemediationId,
            row.RemediationStatus is { } status ? RemediationWords.Of(status) : null,
            row.AllowedByName
        );
}

/// <summary>A row of <c>/reclamations/never-seen</c>.</summary>
/// <param name="HeldSince">Local day on which an import first saw the license.</param>
/// <param name="RecommendationId">The current item in <c>/recommendations</c>. Null if there is none.</param>
internal sealed record NeverSeenJson(
    UserJson User,
    string Platform,
    string? Manager,
    string? Division,
    IReadOnlyList<string> CurrentSkus,
    DateOnly HeldSince,
    Guid? RecommendationId
)
{
    public static NeverSeenJson Of(NeverSeenRow row) =>
        new(
            new UserJson(row.VendorId, row.Name, row.Email),
            row.Platform,
            row.Manager,
            row.Division,
            row.Held,
            row.HeldSince,
            row.DowngradeId
        );
}

internal sealed record SignJson(string Signal, DateOnly SeenOn);

/// <summary><c>/reclamations</c>: unused licenses, and decisions about them.</summary>
internal static class ReclamationsEndpoints
{
    private const string One = "/reclamations/{id}";

    public static IEndpointRouteBuilder MapReclamations(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet("/reclamations", ListAsync)
            .Lists<ReclamationJson>(platform, Filters(api.ServiceProvider.GetRequiredService<Catalogue>()))
            .WithSummary("List inactive licenses, by due date.");
        api.MapPost(One + "/keep", KeepAsync)
            .Decides(
                "Keep the license, with a justification and, optionally, a date to be reminded.",
                DecisionBody.VersionField,
                DecisionBody.JustificationField,
                DecisionBody.UntilField
            );
        api.MapPost(One + "/reclaim", ReclaimAsync)
            .Decides(
                "Reclaim the license. It is released after the undo period.",
                DecisionBody.VersionField,
                DecisionBody.JustificationField
            );
        api.MapGet("/reclamations/never-seen", NeverSeenAsync)
            .Lists<NeverSeenJson>(
                platform,
                new QueryField("manager", "ID of a manager in Genesys Cloud. Returns everyone below them."),
                QueryField.Several("division", "Division names."),
                new QueryField("text", "Part of a name, email address, manager, or division."),
                QueryField.Sort(UserSort.Fields, UserSort.Default)
            )
            .WithSummary("List licenses without any recorded activity. Nothing is recommended for them: unknown is not inactive.");
        api.MapPost(One + "/allow", AllowAsync)
            .Decides(
                "Allow an automatic policy to reclaim the license of an account that no person has ever used. Needed once for each account."
            );
        api.MapPost(One + "/restore", RestoreAsync).Decides("Restore a reclaimed license.", DecisionBody.UntilField);
        return api;
    }

    private static void Decides(this RouteHandlerBuilder endpoint, string summary, params string[] fields) =>
        endpoint
            .Needs(ApiScope.Decide)
            .WithMetadata(new TakesBody(fields))
            .Produces<ReclamationJson>()
            .Accepts<DecisionJson>(isOptional: true, "application/json")
            .WithSummary(summary);

    private static IEnumerable<QueryField> Filters(Catalogue catalogue) =>
        [
            QueryField.Several("status", "Status. Defaults to all.", ApiWords.All<RecommendationStatus>()),
            QueryField.Several("lane", "Ready, review, or protected.", ApiWords.All<Lane>()),
            QueryField.Several("step", "Step.", ApiWords.All<ReclamationStep>()),
            QueryField.Word("outcome", "Result.", ApiWords.All<ReclamationOutcome>()),
            new QueryField("manager", "ID of a manager in Genesys Cloud. Returns everyone below them."),
            QueryField.Several("division", "Division names."),
            QueryField.Several("tier", "Base SKUs held.", catalogue.Bases.Select(sku => sku.Id)),
            QueryField.Word("cash", "Rows by what they do to bills within 24 months.", ApiWords.All<CashFilter>()),
            new QueryField("text", "Part of a name, email address, manager, or division."),
            QueryField.Sort(ReclamationSort.Fields, ReclamationSort.Default),
        ];

    private static async Task<IResult> ListAsync(HttpContext context, ReclamationList list)
    {
        var call = await ApiCall.OfAsync(context);
        var query = call.Query;
        var outcomes = query.Several<ReclamationOutcome>("outcome");
        var filter = new ReclamationFilter
        {
            Platform = query.Text("platform"),
            Statuses = query.Several<RecommendationStatus>("status"),
            Lanes = query.Several<Lane>("lane"),
            Steps = query.Several<ReclamationStep>("step"),
            Outcome = outcomes.Count > 0 ? outcomes[0] : null,
            Manager = query.Text("manager"),
            Divisions = query.Many("division"),
            Tiers = query.Many("tier"),
            Cash = CashWords.Read(query.Text("cash")),
            Text = query.Text("text"),
            Sort = query.Text("sort") ?? ReclamationSort.Default,
        };
        var rows = await list.RunAsync(call.Viewer, filter, query.Page, call.Aborted);
        return PageOf<ReclamationJson>.Answer(rows, ReclamationJson.Of);
    }

    private static Task<IResult> KeepAsync(HttpContext context, string id, RejectRecommendation keep) =>
        DecideAsync(
            context,
            id,
            isVersioned: true,
            async (viewer, row, version, body, ct) =>
                (await keep.RunAsync(viewer, row, version, body.Justification, body.Until, ct)).Refusal
        );

    private static Task<IResult> ReclaimAsync(HttpContext context, string id, ApproveRecommendation reclaim) =>
        DecideAsync(
            context,
            id,
            isVersioned: true,
            async (viewer, row, version, body, ct) => (await reclaim.RunAsync(viewer, row, version, body.Justification, ct)).Refusal
        );

    private static async Task<IResult> NeverSeenAsync(HttpContext context, NeverSeenList list)
    {
        var call = await ApiCall.OfAsync(context);
        var query = call.Query;
        var filter = new UserFilter
        {
            Platform = query.Text("platform"),
            Manager = query.Text("manager"),
            Divisions = query.Many("division"),
            Text = query.Text("text"),
            Sort = query.Text("sort") ?? UserSort.Default,
        };
        var rows = await list.RunAsync(call.Viewer, filter, query.Page, call.Aborted);
        return PageOf<NeverSeenJson>.Answer(rows, NeverSeenJson.Of);
    }

    private static Task<IResult> AllowAsync(HttpContext context, string id, AllowAccount allow) =>
        DecideAsync(context, id, isVersioned: false, async (viewer, row, _, _, ct) => (await allow.RunAsync(viewer, row, ct)).Refusal);

    private static Task<IResult> RestoreAsync(HttpContext context, string id, RestoreReclamation restore) =>
        DecideAsync(
            context,
            id,
            isVersioned: false,
            async (viewer, row, _, body, ct) => (await restore.RunAsync(viewer, row, body.Until, ct)).Refusal
        );

    /// <summary>Reads the body, decides, and returns the current row; after a conflict as part of the problem.</summary>
    private static async Task<IResult> DecideAsync(
        HttpContext context,
        string id,
        bool isVersioned,
        Func<Viewer, RecommendationId, int, DecisionBody, CancellationToken, Task<Refusal?>> decide
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

        var (version, wrong) = isVersioned ? RowVersion.Of(context, body) : (0, null);
        if (wrong is not null)
        {
            return wrong;
        }

        var call = await ApiCall.OfAsync(context);
        var list = context.RequestServices.GetRequiredService<ReclamationList>();
        var row = new RecommendationId(value);

        // Rows of other kinds are decided through their own endpoints.
        if (await list.OneAsync(call.Viewer, row, call.Aborted) is null)
        {
            return ProblemAnswer.Of(Refusal.NotFound("Reclamation not found. GET /api/v1/reclamations lists all reclamations."));
        }

        var refusal = await decide(call.Viewer, row, version, body, call.Aborted);
        var now = (await list.OneAsync(call.Viewer, row, call.Aborted))!;
        context.Response.Headers.ETag = RowVersion.TagOf(now.Version);
        return refusal is null ? Results.Ok(ReclamationJson.Of(now)) : ProblemAnswer.Of(refusal, ReclamationJson.Of(now));
    }
}
