using System.Globalization;
using System.Text.Json.Nodes;
using LicenseDashboard.Application.Directory.Identities;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>Users and groups in wire format. Unknown values are omitted.</summary>
internal static class ScimResources
{
    public const string User = "urn:ietf:params:scim:schemas:core:2.0:User";
    public const string Group = "urn:ietf:params:scim:schemas:core:2.0:Group";
    public const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private const string ListSchema = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    public static string TagOf(IdentityRow user) => ScimTag.Of(user.Version.ToString(CultureInfo.InvariantCulture));

    public static string? TagOf(GroupRow group) => group.Version.Length == 0 ? null : ScimTag.Of(group.Version);

    public static string AddressOf(HttpRequest request, IdentityRow user) => $"{Root(request)}/Users/{user.Id.Value}";

    public static string AddressOf(HttpRequest request, GroupRow group) =>
        $"{Root(request)}/Groups/{group.Key.ToString(CultureInfo.InvariantCulture)}";

    public static string Root(HttpRequest request) => $"{request.Scheme}://{request.Host}{request.PathBase}{ScimRoutes.Prefix}";

    public static JsonObject Of(HttpRequest request, IdentityRow user, ScimShape shape)
    {
        var (fields, body) = (
            user.Fields,
            new ShapedObject(shape, new JsonObject { ["schemas"] = new JsonArray(User, Enterprise), ["id"] = user.Id.Value.ToString() })
        );
        body.Put("externalid", "externalId", fields.ExternalId);
        body.Put("username", "userName", fields.UserName);
        body.Put("active", "active", fields.Active);
        body.Put("displayname", "displayName", fields.DisplayName);
        body.Put(
            "name",
            name =>
            {
                name.Put("name.formatted", "formatted", fields.FormattedName);
                name.Put("name.givenname", "givenName", fields.GivenName);
                name.Put("name.familyname", "familyName", fields.FamilyName);
            }
        );
        body.Put("title", "title", fields.Title);
        body.PutItems(
            "emails",
            fields.Email is { } mail ? [mail] : Array.Empty<string>(),
            (email, value) =>
            {
                email.Put("emails.value", "value", value);
                email.Put("emails.type", "type", "work");
                email.Put("emails.primary", "primary", true);
            }
        );
        body.PutItems(
            "groups",
            user.Groups,
            (each, group) =>
            {
                each.Put("groups.value", "value", group.Key.ToString(CultureInfo.InvariantCulture));
                each.Put("groups.$ref", "$ref", $"{Root(request)}/Groups/{group.Key.ToString(CultureInfo.InvariantCulture)}");
                each.Put("groups.display", "display", group.Name);
            }
        );
        body.Put(
            Enterprise,
            enterprise =>
            {
                enterprise.Put("enterprise:employeenumber", "employeeNumber", fields.EmployeeNumber);
                enterprise.Put("enterprise:department", "department", fields.Department);
                enterprise.Put(
                    "manager",
                    manager =>
                    {
                        manager.Put("enterprise:manager.value", "value", fields.ManagerId);
                        manager.Put("enterprise:manager.displayname", "displayName", fields.ManagerName);
                    }
                );
            }
        );
        Meta(body, "User", AddressOf(request, user), TagOf(user), user.CreatedAt, user.ChangedAt);
        return body.Target;
    }

    public static JsonObject Of(HttpRequest request, GroupRow group, ScimShape shape)
    {
        var body = new ShapedObject(
            shape,
            new JsonObject { ["schemas"] = new JsonArray(Group), ["id"] = group.Key.ToString(CultureInfo.InvariantCulture) }
        );
        body.Put("displayname", "displayName", group.Name);
        if (group.Version.Length > 0 && group.Members.Count == 0)
        {
            body.Put("members.value", "members", new JsonArray());
        }

        body.PutItems(
            "members",
            group.Members,
            (each, member) =>
            {
                each.Put("members.value", "value", member.Id.Value.ToString());
                each.Put("members.$ref", "$ref", $"{Root(request)}/Users/{member.Id.Value}");
                each.Put("members.display", "display", member.Name);
            }
        );
        Meta(body, "Group", AddressOf(request, group), TagOf(group), null, null);
        return body.Target;
    }

    public static JsonObject List(int total, int start, IEnumerable<JsonObject> resources)
    {
        JsonNode?[] items = [.. resources];
        return new JsonObject
        {
            ["schemas"] = new JsonArray(ListSchema),
            ["totalResults"] = total,
            ["startIndex"] = start,
            ["itemsPerPage"] = items.Length,
            ["Resources"] = new JsonArray(items),
        };
    }

    private static void Meta(ShapedObject body, string type, string address, string? tag, DateTime? created, DateTime? changed) =>
        body.Put(
            "meta",
            meta =>
            {
                meta.Put("meta.resourcetype", "resourceType", type);
                meta.Put("meta.created", "created", Instant(created));
                meta.Put("meta.lastmodified", "lastModified", Instant(changed));
                meta.Put("meta.location", "location", address);
                meta.Put("meta.version", "version", tag);
            }
        );

    private static string? Instant(DateTime? at) => at?.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
