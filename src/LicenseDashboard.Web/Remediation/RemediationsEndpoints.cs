using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Remediation;

/// <summary>A row of <c>/remediations</c>.</summary>
/// <param name="CreatedAt">UTC time of the approval.</param>
/// <param name="ApprovedBy">The person, token, or policy that approved the change.</param>
/// <param name="NextTryAt">UTC time of the next automatic retry of a failed change. Null if there is none.</param>
/// <param name="RestoredBy">Who requested the restore. Null if there was no request.</param>
/// <param name="RestoredAt">UTC time when the previous license was asked for.</param>
/// <param name="RecalledAt">UTC time when the request to the identity provider was recalled. Null if it was not.</param>
/// <param name="Instruction">What an administrator has to do in Genesys Cloud. Null if LicenseDashboard makes the change.</param>
internal sealed record RemediationJson(
    Guid Id,
    Guid RecommendationId,
    UserJson User,
    string Status,
    IReadOnlyList<string> From,
    IReadOnlyList<string> To,
    DateTime CreatedAt,
    DateTime? WrittenAt,
    DateTime? VerifiedAt,
    string? Error,
    bool WaitsForPerson,
    string? Instruction,
    bool Overdue,
    DateTime? RecalledAt,
    MoneyJson ListMonthlySaving,
    string? ApprovedBy,
    DateTime? NextTryAt,
    string? RestoredBy,
    DateTime? RestoredAt
)
{
    public static RemediationJson Of(RemediationRow row) =>
        new(
            row.Id,
            row.RecommendationId,
            new UserJson(row.VendorId, row.Name, row.Email),
            RemediationWords.Of(row.Status),
            row.From,
            row.To,
            row.CreatedAt,
            row.WrittenAt,
            row.VerifiedAt,
            row.Error.Length > 0 ? row.Error : null,
            row.WaitsForPerson,
            row.Instruction,
            row.Overdue,
            row.RecalledAt,
            MoneyJson.Of(row.ListMonthlySaving),
            row.ApprovedByName,
            row.NextTryAt,
            row.RestoredByName,
            row.RestoredAt
        );
}

/// <summary><c>/remediations</c>: current and past changes, and what a person can do about them.</summary>
internal static class RemediationsEndpoints
{
    private const string One = "/remediations/{id}";

    public static IEndpointRouteBuilder MapRemediations(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet("/remediations", ListAsync)
            .WithSummary("List remediations, newest first.")
            .Lists<RemediationJson>(platform, QueryField.Several("status", "Status. Defaults to all.", ApiWords.All<RemediationStatus>()));
        api.MapPost(One + "/restore", RestoreAsync)
            .Moves(
                ApiScope.Decide,
                "Restore the previous license. " + "A request to the identity provider that no import has verified is recalled instead.",
                DecisionBody.UntilField
            );
        api.MapPost(One + "/retry", RetryAsync).Moves(ApiScope.Operate, "Retry a failed remediation.");
        api.MapPost(One + "/give-up", GiveUpAsync)
            .Moves(ApiScope.Operate, "Give up a failed remediation. If anything was changed, the roles are put back first.");
        api.MapPost(One + "/confirm-nothing-done", ConfirmAsync)
            .Moves(
                ApiScope.Decide,
                "Confirm that the identity provider did not act on a recalled request. The remediation is then cancelled."
            );
        return api;
    }

    private static void Moves(this RouteHandlerBuilder endpoint, ApiScope scope, string summary, params string[] fields)
    {
        endpoint.Needs(scope).WithMetadata(new TakesBody(fields)).Produces<RemediationJson>().WithSummary(summary);
        if (fields.Length > 0)
        {
            endpoint.Accepts<DecisionJson>(isOptional: true, "application/json");
        }
    }

    private static async Task<IResult> ListAsync(HttpContext context, RemediationList list)
    {
        var call = await ApiCall.OfAsync(context);
        var filter = new RemediationFilter
        {
            Platform = call.Query.Text("platform"),
            Statuses = call.Query.Several<RemediationStatus>("status"),
        };
        var rows = await list.RunAsync(call.Viewer, filter, call.Query.Page, call.Aborted);
        return PageOf<RemediationJson>.Answer(rows, RemediationJson.Of);
    }

    private static Task<IResult> RestoreAsync(HttpContext context, string id, RestoreRemediation restore) =>
        MoveAsync(context, id, (viewer, item, body, ct) => restore.RunAsync(viewer, item, body.Until, ct));

    private static Task<IResult> ConfirmAsync(HttpContext context, string id, ConfirmNothingDone confirm) =>
        MoveAsync(context, id, (viewer, item, _, ct) => confirm.RunAsync(viewer, item, ct));

    private static Task<IResult> RetryAsync(HttpContext context, string id, RetryRemediation retry) =>
        MoveAsync(context, id, (viewer, item, _, ct) => retry.RunAsync(viewer, item, ct));

    private static Task<IResult> GiveUpAsync(HttpContext context, string id, GiveUpRemediation giveUp) =>
        MoveAsync(context, id, (viewer, item, _, ct) => giveUp.RunAsync(viewer, item, ct));

    /// <summary>Returns the row as left by the move; a worker may change it a moment later.</summary>
    private static async Task<IResult> MoveAsync(
        HttpContext context,
        string id,
        Func<Viewer, RemediationId, DecisionBody, CancellationToken, Task<Outcome<RemediationStatus>>> move
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

        var call = await ApiCall.OfAsync(context);
        var item = new RemediationId(value);
        var outcome = await move(call.Viewer, item, body, call.Aborted);
        var now = await context.RequestServices.GetRequiredService<RemediationList>().OneAsync(call.Viewer, item, call.Aborted);
        return outcome.Refusal is { } refusal ? ProblemAnswer.Of(refusal, now is null ? null : RemediationJson.Of(now))
            : now is null ? ProblemAnswer.Of(Refusal.NotFound("Remediation not found."))
            : Results.Ok(RemediationJson.Of(now with { Status = outcome.Value }));
    }
}
