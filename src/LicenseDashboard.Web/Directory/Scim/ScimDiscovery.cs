using System.Text.Json.Nodes;
using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>The capabilities of this server: <c>/ServiceProviderConfig</c>, <c>/ResourceTypes</c>, <c>/Schemas</c>.</summary>
internal static class ScimDiscovery
{
    private static readonly (string Name, string Description, string Endpoint, string Schema, string? Extension)[] _types =
    [
        ("User", "People with accounts on one or more platforms", "/Users", ScimResources.User, ScimResources.Enterprise),
        ("Group", "Groups of the platforms", "/Groups", ScimResources.Group, null),
    ];

    public static RouteGroupBuilder MapDiscovery(this RouteGroupBuilder scim)
    {
        scim.MapGet("/ServiceProviderConfig", context => Whole(context, Config(context.Request))).Needs();
        scim.MapGet("/ResourceTypes", context => List(context, _types.Select(type => TypeOf(context.Request, type)))).Needs();
        scim.MapGet(
                "/ResourceTypes/{name}",
                context =>
                    One(context, "name", _types.Where(type => Is(context, "name", type.Name)).Select(type => TypeOf(context.Request, type)))
            )
            .Needs();
        scim.MapGet("/Schemas", context => List(context, ScimSchemas.All.Select(schema => ScimSchemas.ToJson(context.Request, schema))))
            .Needs();
        scim.MapGet(
                "/Schemas/{id}",
                context =>
                    One(
                        context,
                        "id",
                        ScimSchemas
                            .All.Where(schema => Is(context, "id", schema.Id))
                            .Select(schema => ScimSchemas.ToJson(context.Request, schema))
                    )
            )
            .Needs();

        // Disabled, and reported as such.
        scim.MapPost("/Bulk", context => Off(context, "Bulk requests are")).Needs();
        scim.MapPost("/.search", context => Off(context, "Searches by POST are")).Needs();
        scim.MapPost("/Users/.search", context => Off(context, "Searches by POST are")).Needs();
        scim.MapPost("/Groups/.search", context => Off(context, "Searches by POST are")).Needs();
        scim.Map("/Me", context => Off(context, "Tokens have no user, so /Me is")).Needs();
        return scim;
    }

    private static void Needs(this IEndpointConventionBuilder endpoint) => endpoint.Needs(ApiScope.Scim);

    private static JsonObject Config(HttpRequest request) =>
        new()
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig"),
            ["patch"] = new JsonObject { ["supported"] = true },
            ["bulk"] = new JsonObject
            {
                ["supported"] = false,
                ["maxOperations"] = 0,
                ["maxPayloadSize"] = 0,
            },
            ["filter"] = new JsonObject { ["supported"] = true, ["maxResults"] = Slice.MaxCount },
            ["changePassword"] = new JsonObject { ["supported"] = false },
            ["sort"] = new JsonObject { ["supported"] = false },
            ["etag"] = new JsonObject { ["supported"] = true },
            ["authenticationSchemes"] = new JsonArray(
                new JsonObject
                {
                    ["type"] = "oauthbearertoken",
                    ["name"] = "Bearer token",
                    ["description"] = "A secret of Api__Tokens with the scope scim.",
                    ["specUri"] = "https://www.rfc-editor.org/rfc/rfc6750",
                    ["primary"] = true,
                }
            ),
            ["meta"] = new JsonObject
            {
                ["resourceType"] = "ServiceProviderConfig",
                ["location"] = $"{ScimResources.Root(request)}/ServiceProviderConfig",
            },
        };

    private static JsonObject TypeOf(
        HttpRequest request,
        (string Name, string Description, string Endpoint, string Schema, string? Extension) type
    )
    {
        var json = new JsonObject
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:ResourceType"),
            ["id"] = type.Name,
            ["name"] = type.Name,
            ["description"] = type.Description,
            ["endpoint"] = type.Endpoint,
            ["schema"] = type.Schema,
            ["meta"] = new JsonObject
            {
                ["resourceType"] = "ResourceType",
                ["location"] = $"{ScimResources.Root(request)}/ResourceTypes/{type.Name}",
            },
        };
        if (type.Extension is not null)
        {
            json["schemaExtensions"] = new JsonArray(new JsonObject { ["schema"] = type.Extension, ["required"] = false });
        }

        return json;
    }

    private static bool Is(HttpContext context, string value, string name) =>
        name.Equals((string?)context.Request.RouteValues[value], StringComparison.OrdinalIgnoreCase);

    private static Task List(HttpContext context, IEnumerable<JsonObject> items)
    {
        JsonObject[] all = [.. items];
        return Whole(context, ScimResources.List(all.Length, 1, all));
    }

    private static Task One(HttpContext context, string value, IEnumerable<JsonObject> found) =>
        found.FirstOrDefault() is { } one
            ? Whole(context, one)
            : new ScimError(
                StatusCodes.Status404NotFound,
                null,
                $"There is none called '{ScimBody.Short((string?)context.Request.RouteValues[value] ?? "")}'."
            ).ExecuteAsync(context);

    /// <summary>Always returns the whole document: RFC 7644 §4 requires that filters on it are refused.</summary>
    private static Task Whole(HttpContext context, JsonObject body) =>
        context.Request.Query.ContainsKey("filter")
            ? new ScimError(StatusCodes.Status403Forbidden, null, "This can't be filtered.").ExecuteAsync(context)
            : new ScimAnswer(StatusCodes.Status200OK, body).ExecuteAsync(context);

    private static Task Off(HttpContext context, string what) =>
        new ScimError(
            StatusCodes.Status501NotImplemented,
            null,
            what + " not supported; /ServiceProviderConfig says what is."
        ).ExecuteAsync(context);
}
