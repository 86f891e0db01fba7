using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Exemptions;

/// <summary>A row of <c>/exemptions</c>.</summary>
/// <param name="Protects"><c>reclamation</c>, <c>right-sizing</c> or <c>both</c>.</param>
/// <param name="State">On the platform's local day.</param>
/// <param name="To">Null: as long as the tag is assigned.</param>
internal sealed record ExemptionJson(
    Guid Id,
    int Version,
    string Platform,
    UserJson User,
    string? Division,
    string Tag,
    string Protects,
    string Source,
    string State,
    DateOnly From,
    DateOnly? To,
    string Why,
    string? FallbackControl,
    string? Approver,
    string SetBy,
    DateTime SetAt
)
{
    public static ExemptionJson Of(ExemptionRow row) =>
        new(
            row.Id,
            row.Version,
            row.Platform,
            new UserJson(row.VendorId, row.Name, row.Email),
            row.Division,
            row.Tag,
            ProtectionWords.Of(row.Protection),
            ApiWords.Of(row.Source),
            ApiWords.Of(row.State),
            row.From,
            row.To,
            row.Why,
            row.FallbackControl,
            row.Approver,
            row.SetByName,
            row.SetAt
        );
}

/// <summary><c>/exemptions</c>: exempt people. Reading requires the scope <c>read</c>, changes <c>operate</c>.</summary>
internal static class ExemptionsEndpoints
{
    private const string All = "/exemptions";
    private const string One = All + "/{id}";
    private static readonly Refusal HeldAlready = Refusal.Stale("This user already has the tag. To change it, send the current version.");
    private static readonly QueryField _version = new("version", "The current version. You can send If-Match instead.")
    {
        Range = (1, int.MaxValue),
    };

    public static IEndpointRouteBuilder MapExemptions(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet(All, ListAsync)
            .WithSummary("List exemptions with people and reasons.")
            .Lists<ExemptionJson>(
                platform,
                QueryField.Several("tag", "Tag names."),
                QueryField.Several("source", "Source of the exemption.", ApiWords.All<ExemptionSource>()),
                QueryField.Word(
                    "state",
                    "Status today. Expiring exemptions end within two weeks and still protect.",
                    ApiWords.All<ExemptionState>()
                ),
                new QueryField("user", "Genesys Cloud ID of one person."),
                new QueryField("text", "Part of a name or email address."),
                QueryField.Sort(ExemptionList.Sorts, ExemptionList.DefaultSort)
            );
        api.MapGet(One, OneAsync).Needs(ApiScope.Read).Produces<ExemptionJson>().WithSummary("Get one exemption.");
        api.MapGet(One + "/history", HistoryAsync)
            .Needs(ApiScope.Read)
            .Produces<IReadOnlyList<ExemptionVersionJson>>()
            .WithSummary("List the changes of one exemption, newest first: who, when, from what to what, and why.");
        api.MapPut(All, PutAsync)
            .Needs(ApiScope.Operate)
            .Takes(platform)
            .WithMetadata(new TakesBody(ExemptionBody.Fields))
            .Accepts<ExemptionPutJson>("application/json")
            .Produces<ExemptionJson>()
            .Produces<ExemptionJson>(StatusCodes.Status201Created)
            .WithSummary(
                "Exempt one person with one tag, or change that exemption. Each user has one exemption per tag. An open recommendation "
                    + "is protected immediately."
            );
        api.MapDelete(One, DeleteAsync)
            .Needs(ApiScope.Operate)
            .Takes(_version)
            .WithMetadata(new TakesBody([]))
            .Produces(StatusCodes.Status204NoContent)
            .WithSummary("Remove an exemption.");
        return api.MapExemptionImport(platform);
    }

    private static async Task<IResult> ListAsync(HttpContext context, ExemptionList list)
    {
        var call = await ApiCall.OfAsync(context);
        var query = call.Query;
        var filter = new ExemptionFilter
        {
            Platform = query.Text("platform"),
            Tags = [.. query.Many("tag").Select(tag => tag.ToUpperInvariant())],
            Sources = query.Several<ExemptionSource>("source"),
            State = query.Several<ExemptionState>("state").Select(state => (ExemptionState?)state).FirstOrDefault(),
            User = query.Text("user"),
            Text = query.Text("text"),
            Sort = query.Text("sort") ?? ExemptionList.DefaultSort,
        };
        return PageOf<ExemptionJson>.Answer(await list.FromAsync(call.Viewer, filter, query.Page, call.Aborted), ExemptionJson.Of);
    }

    private static async Task<IResult> OneAsync(HttpContext context, string id, ExemptionList list)
    {
        if (ApiCall.Unreadable(id, out var value) is { } unreadable)
        {
            return unreadable;
        }

        var call = await ApiCall.OfAsync(context);
        if (await list.OneAsync(call.Viewer, new ExemptionId(value), call.Aborted) is not { } row)
        {
            return ProblemAnswer.Of(Refusal.NotFound("Exemption not found."));
        }

        context.Response.Headers.ETag = RowVersion.TagOf(row.Version);
        return Results.Ok(ExemptionJson.Of(row));
    }

    private static async Task<IResult> HistoryAsync(HttpContext context, string id, ExemptionHistory history)
    {
        if (ApiCall.Unreadable(id, out var value) is { } unreadable)
        {
            return unreadable;
        }

        var call = await ApiCall.OfAsync(context);
        var read = await history.RunAsync(call.Viewer, new ExemptionId(value), call.Aborted);
        return read.Refusal is { } refusal ? ProblemAnswer.Of(refusal) : Results.Ok(read.Value.Select(ExemptionVersionJson.Of));
    }

    private static async Task<IResult> PutAsync(HttpContext context, ExemptionList list, AssignExemptions assign, ChangeExemption change)
    {
        var (body, problem) = await ExemptionBody.ReadAsync(context);
        if (body is null)
        {
            return problem!;
        }

        var version = body.Version;
        if (version is not null || context.Request.Headers.IfMatch.Count > 0)
        {
            (version, problem) = RowVersion.Of(context, new DecisionBody(body.Version, null, null));
            if (problem is not null)
            {
                return problem;
            }
        }

        var call = await ApiCall.OfAsync(context);
        var platform = call.PlatformOrFirst;
        var before = await FindAsync(list, call, platform, body);
        if (before is null && version is not null)
        {
            return ProblemAnswer.Of(Refusal.NotFound("Exemption not found. Omit version to create it."));
        }

        if (before is not null && version is null)
        {
            return ProblemAnswer.Of(HeldAlready, ExemptionJson.Of(before));
        }

        var refusal = before is null
            ? SetOnce(await assign.RunAsync(call.Viewer, platform, body.Tag, [body.User!], body.Request, call.Aborted))
            : (await change.RunAsync(call.Viewer, new ExemptionId(before.Id), version!.Value, body.Request, call.Aborted)).Refusal;
        var now = await FindAsync(list, call, platform, body);
        if (refusal is not null || now is null)
        {
            var why = refusal ?? Refusal.NotFound("It was created and has been removed since.");
            return ProblemAnswer.Of(why, now is null ? null : ExemptionJson.Of(now));
        }

        context.Response.Headers.ETag = RowVersion.TagOf(now.Version);
        return before is null
            ? Results.Created($"{ApiRoutes.Prefix}/v1{All}/{now.Id}", ExemptionJson.Of(now))
            : Results.Ok(ExemptionJson.Of(now));
    }

    /// <summary>If several calls set the same exemption, one succeeds, and the others are answered as if they had come later.</summary>
    private static Refusal? SetOnce(Outcome<AssignReport> outcome) => outcome.Refusal ?? (outcome.Value.Set == 0 ? HeldAlready : null);

    /// <summary>Finds what a person or a script set; exemptions from rules and imports have their own rows and stay.</summary>
    private static async Task<ExemptionRow?> FindAsync(ExemptionList list, ApiCall call, string platform, ExemptionBody body)
    {
        var filter = new ExemptionFilter
        {
            Platform = platform,
            User = body.User!.Trim(),
            Tags = [body.Tag!.Trim().ToUpperInvariant()],
            Sources = [ExemptionSource.Person],
        };
        return (await list.RunAsync(call.Viewer, filter, Page.First, call.Aborted)).Items.SingleOrDefault();
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string id, ExemptionList list, RemoveExemption remove)
    {
        if (ApiCall.Unreadable(id, out var value) is { } unreadable)
        {
            return unreadable;
        }

        var call = await ApiCall.OfAsync(context);
        var said = call.Query.Number(_version, 0);
        var (version, problem) = RowVersion.Of(context, new DecisionBody(said > 0 ? said : null, null, null));
        if (problem is not null)
        {
            return problem;
        }

        var outcome = await remove.RunAsync(call.Viewer, new ExemptionId(value), version, call.Aborted);
        if (outcome.Refusal is not { } refusal)
        {
            return Results.NoContent();
        }

        var now = await list.OneAsync(call.Viewer, new ExemptionId(value), call.Aborted);
        return ProblemAnswer.Of(refusal, now is null ? null : ExemptionJson.Of(now));
    }
}
