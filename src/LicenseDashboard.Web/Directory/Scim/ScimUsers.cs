using System.Globalization;
using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary><c>/scim/v2/Users</c>.</summary>
internal static class ScimUsers
{
    public static RouteGroupBuilder MapUsers(this RouteGroupBuilder scim)
    {
        scim.MapGet("/Users", ListAsync).Needs(ApiScope.Scim);
        scim.MapPost("/Users", CreateAsync).Needs(ApiScope.Scim);
        scim.MapGet("/Users/{id}", ReadAsync).Needs(ApiScope.Scim);
        scim.MapPut("/Users/{id}", ReplaceAsync).Needs(ApiScope.Scim);
        scim.MapPatch("/Users/{id}", PatchAsync).Needs(ApiScope.Scim);
        scim.MapDelete("/Users/{id}", DeleteAsync).Needs(ApiScope.Scim);
        return scim;
    }

    private static async Task<IResult> ListAsync(HttpContext context, SearchIdentities search)
    {
        var query = ScimQuery.Of(context.Request);
        if (query.Refusal is { } refusal)
        {
            return ScimError.Of(refusal);
        }

        var call = await ApiCall.OfAsync(context);
        var found = await query.Value.SearchAsync(
            filter => search.RunAsync(call.Viewer, filter, query.Value.Slice, query.Value.Shape.WantsItems("groups"), call.Aborted),
            users => users.Total
        );
        return found.Refusal is { } refused
            ? ScimError.Of(refused)
            : new ScimAnswer(
                StatusCodes.Status200OK,
                ScimResources.List(
                    found.Value.Total,
                    found.Value.Start,
                    found.Value.Items.Select(user => ScimResources.Of(context.Request, user, query.Value.Shape))
                )
            );
    }

    private static Task<IResult> ReadAsync(HttpContext context, string id, ReadIdentity read) =>
        AboutAsync(context, id, (call, person, shape) => read.RunAsync(call.Viewer, person, shape.WantsItems("groups"), call.Aborted));

    private static async Task<IResult> CreateAsync(HttpContext context, CreateIdentity create)
    {
        var body = await ScimBody.ReadAsync(context);
        var shape = ScimShape.Of(context.Request.Query);
        if ((body.Refusal ?? shape.Refusal) is { } refusal)
        {
            return ScimError.Of(refusal);
        }

        var fields = UserReader.Read(body.Value);
        if (fields.Refusal is { } wrong)
        {
            return ScimError.Of(wrong);
        }

        var call = await ApiCall.OfAsync(context);
        return Answer(
            context,
            await create.RunAsync(call.Viewer, fields.Value.Fields, call.Aborted),
            shape.Value,
            StatusCodes.Status201Created
        );
    }

    private static async Task<IResult> ReplaceAsync(HttpContext context, string id, ChangeIdentity change)
    {
        var body = await ScimBody.ReadAsync(context);
        return body.Refusal is { } refusal
            ? ScimError.Of(refusal)
            : await WriteAsync(
                context,
                id,
                (call, person, version) =>
                    change.RunAsync(call.Viewer, person, version, fields => UserReader.Read(body.Value, fields), call.Aborted)
            );
    }

    private static async Task<IResult> PatchAsync(HttpContext context, string id, ChangeIdentity change)
    {
        var body = await ScimBody.ReadAsync(context);
        if (body.Refusal is { } refusal)
        {
            return ScimError.Of(refusal);
        }

        var operations = ScimPatch.Read(body.Value);
        return await WriteAsync(
            context,
            id,
            (call, person, version) =>
                change.RunAsync(call.Viewer, person, version, fields => UserPatch.Apply(operations, fields), call.Aborted)
        );
    }

    private static async Task<IResult> DeleteAsync(HttpContext context, string id, DeleteIdentity delete)
    {
        var answer = await WriteAsync(context, id, (call, person, version) => delete.RunAsync(call.Viewer, person, version, call.Aborted));
        return answer is ScimAnswer ? new ScimAnswer(StatusCodes.Status204NoContent) : answer;
    }

    private static async Task<IResult> WriteAsync(
        HttpContext context,
        string id,
        Func<ApiCall, PersonId, int?, Task<Outcome<IdentityRow>>> write
    )
    {
        var required = ScimTag.Required(context.Request);
        if (required.Refusal is { } refusal)
        {
            return ScimError.Of(refusal);
        }

        // A version in another format can't be current.
        int? version = required.Value is { } text
            ? int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : 0
            : null;
        return await AboutAsync(context, id, (call, person, _) => write(call, person, version));
    }

    private static async Task<IResult> AboutAsync(
        HttpContext context,
        string id,
        Func<ApiCall, PersonId, ScimShape, Task<Outcome<IdentityRow>>> run
    )
    {
        var shape = ScimShape.Of(context.Request.Query);
        if (shape.Refusal is { } refusal)
        {
            return ScimError.Of(refusal);
        }

        return Guid.TryParseExact(id, "D", out var person)
            ? Answer(
                context,
                await run(await ApiCall.OfAsync(context), new PersonId(person), shape.Value),
                shape.Value,
                StatusCodes.Status200OK
            )
            : ScimError.Of(Refusal.NotFound("User not found."));
    }

    private static IResult Answer(HttpContext context, Outcome<IdentityRow> outcome, ScimShape shape, int status) =>
        outcome.Refusal is { } refusal
            ? ScimError.Of(refusal)
            : new ScimAnswer(status, ScimResources.Of(context.Request, outcome.Value, shape))
            {
                Tag = ScimResources.TagOf(outcome.Value),
                Location = ScimResources.AddressOf(context.Request, outcome.Value),
            };
}
