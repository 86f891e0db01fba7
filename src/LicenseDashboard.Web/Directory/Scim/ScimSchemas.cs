using System.Text.Json.Nodes;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>One attribute as described by <c>/Schemas</c>.</summary>
internal sealed record SchemaAttribute(string Name, string Type = "string", string Description = "")
{
    public bool Many { get; init; }

    public bool Required { get; init; }

    public bool CaseExact { get; init; }

    public string Mutability { get; init; } = "readWrite";

    public string Uniqueness { get; init; } = "none";

    public string[] References { get; init; } = [];

    public SchemaAttribute[] Parts { get; init; } = [];

    public JsonObject ToJson()
    {
        var json = new JsonObject
        {
            ["name"] = Name,
            ["type"] = Type,
            ["multiValued"] = Many,
            ["description"] = Description,
            ["required"] = Required,
            ["caseExact"] = CaseExact,
            ["mutability"] = Mutability,
            ["returned"] = "default",
            ["uniqueness"] = Uniqueness,
        };
        if (References.Length > 0)
        {
            json["referenceTypes"] = new JsonArray([.. References.Select(each => (JsonNode)each)]);
        }

        if (Parts.Length > 0)
        {
            json["subAttributes"] = new JsonArray([.. Parts.Select(each => (JsonNode)each.ToJson())]);
        }

        return json;
    }
}

/// <summary>The schemas, with exactly the stored attributes.</summary>
internal static class ScimSchemas
{
    private const string ReadOnly = "readOnly";

    public static readonly IReadOnlyList<(string Id, string Name, string Description, SchemaAttribute[] Attributes)> All =
    [
        (
            ScimResources.User,
            "User",
            "A person with accounts on one or more platforms",
            [
                new("userName", Description: "The email address.") { Required = true, Uniqueness = "server" },
                new("name", "complex", "Parts of the name.") { Parts = [new("formatted"), new("givenName"), new("familyName")] },
                new("displayName", Description: "The name as people read it."),
                new("title", Description: "What they are."),
                new("active", "boolean", "False: the person has left, and their license is released."),
                new("emails", "complex", "One address, for work.")
                {
                    Many = true,
                    Parts =
                    [
                        new("value"),
                        new("type", Description: "Always work.") { Mutability = ReadOnly },
                        new("primary", "boolean", "Always true.") { Mutability = ReadOnly },
                    ],
                },
                new("groups", "complex", "Groups of the platform they belong to.")
                {
                    Many = true,
                    Mutability = ReadOnly,
                    Parts =
                    [
                        new("value") { Mutability = ReadOnly },
                        new("$ref", "reference") { Mutability = ReadOnly, References = ["Group"] },
                        new("display") { Mutability = ReadOnly },
                    ],
                },
            ]
        ),
        (
            ScimResources.Enterprise,
            "EnterpriseUser",
            "What employers say of a user",
            [
                new("employeeNumber", Description: "Identifies people without an email address.") { CaseExact = true },
                new("department"),
                new("manager", "complex", "The person they report to.") { Parts = [new("value") { CaseExact = true }, new("displayName")] },
            ]
        ),
        (
            ScimResources.Group,
            "Group",
            "A group of the platform; made and named there",
            [
                new("displayName", Description: "The platform's name of it.") { Mutability = ReadOnly },
                new("members", "complex", "Users who belong to it, as the provider and the platform say.")
                {
                    Many = true,
                    Parts =
                    [
                        new("value") { CaseExact = true },
                        new("$ref", "reference") { Mutability = ReadOnly, References = ["User"] },
                        new("display") { Mutability = ReadOnly },
                    ],
                },
            ]
        ),
    ];

    public static JsonObject ToJson(
        HttpRequest request,
        (string Id, string Name, string Description, SchemaAttribute[] Attributes) schema
    ) =>
        new()
        {
            ["schemas"] = new JsonArray("urn:ietf:params:scim:schemas:core:2.0:Schema"),
            ["id"] = schema.Id,
            ["name"] = schema.Name,
            ["description"] = schema.Description,
            ["attributes"] = new JsonArray([.. schema.Attributes.Select(each => (JsonNode)each.ToJson())]),
            ["meta"] = new JsonObject { ["resourceType"] = "Schema", ["location"] = $"{ScimResources.Root(request)}/Schemas/{schema.Id}" },
        };
}
