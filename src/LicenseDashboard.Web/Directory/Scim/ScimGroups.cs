using System.Globalization;
using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary><c>/scim/v2/Groups</c>: the vendor's groups, created and named there. A provider sets their members.</summary>
internal static class ScimGroups
{
    public static RouteGroupBuilder MapGroups(this RouteGroupBuilder scim)
    {
        scim.MapGet("/Groups", ListAsync).Needs(ApiScope.Scim);
        scim.MapGet("/Groups/{id}", ReadAsync).Needs(ApiScope.Scim);
        scim.MapPatch("/Groups/{id}", PatchAsync).Needs(ApiScope.Scim);
        return scim;
    }

    private static async Task<IResult> ListAsync(HttpContext context, SearchGroups search)
    {
        var query = ScimQuery.Of(context.Request);
        if (query.Refusal is { } refusal)
        {
            return ScimError.Of(refusal);
        }

        var call = await ApiCall.OfAsync(context);
        var found = await query.Value.SearchAsync(
            filter => search.RunAsync(call.Viewer, filter, query.Value.Slice, query.Value.Shape.WantsItems("members"), call.Aborted),
            groups => groups.Total
        );
        return found.Refusal is { } refused
            ? ScimError.Of(refused)
            : new ScimAnswer(
                StatusCodes.Status200OK,
                ScimResources.List(
                    found.Value.Total,
                    found.Value.Start,
                    found.Value.Items.Select(group => ScimResources.Of(context.Request, group, query.Value.Shape))
                )
            );
    }

    private static async Task<IResult> ReadAsync(HttpContext context, string id, SearchGroups search)
    {
        var shape = ScimShape.Of(context.Request.Query);
        if (shape.Refusal is { } refusal)
        {
            return ScimError.Of(refusal);
        }

        var call = await ApiCall.OfAsync(context);
        return Answer(
            context,
            Key(id) is { } key ? await search.OneAsync(call.Viewer, key, shape.Value.WantsItems("members"), call.Aborted) : NoSuchGroup,
            shape.Value
        );
    }

    private static async Task<IResult> PatchAsync(HttpContext context, string id, ChangeGroupMembers change)
    {
        var body = await ScimBody.ReadAsync(context);
        var shape = ScimShape.Of(context.Request.Query);
        var version = ScimTag.Required(context.Request);
        if ((body.Refusal ?? shape.Refusal ?? version.Refusal) is { } refusal)
        {
            return ScimError.Of(refusal);
        }

        var operations = ScimPatch.Read(body.Value);
        if (operations.Wrong is { } wrong)
        {
            return ScimError.Of(wrong);
        }

        var call = await ApiCall.OfAsync(context);
        return Answer(
            context,
            Key(id) is { } key
                ? await change.RunAsync(
                    call.Viewer,
                    key,
                    version.Value,
                    group => GroupPatch.Apply(operations.Operations, group),
                    call.Aborted
                )
                : NoSuchGroup,
            shape.Value
        );
    }

    private static Refusal NoSuchGroup => Refusal.NotFound("Group not found.");

    private static int? Key(string id) => int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var key) ? key : null;

    private static IResult Answer(HttpContext context, Outcome<GroupRow> outcome, ScimShape shape) =>
        outcome.Refusal is { } refusal
            ? ScimError.Of(refusal)
            : new ScimAnswer(StatusCodes.Status200OK, ScimResources.Of(context.Request, outcome.Value, shape))
            {
                Tag = ScimResources.TagOf(outcome.Value),
                Location = ScimResources.AddressOf(context.Request, outcome.Value),
            };
}
