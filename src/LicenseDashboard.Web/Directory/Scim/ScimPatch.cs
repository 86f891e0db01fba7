using System.Text.Json;
using LicenseDashboard.Core.Directory.Scim;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Directory.Scim;

internal enum PatchKind
{
    Add,
    Replace,
    Remove,
}

/// <summary>One operation of a PATCH.</summary>
/// <param name="Path">Null if the members of the value name the attributes.</param>
internal sealed record PatchOperation(PatchKind Kind, ScimPath? Path, JsonElement Value);

/// <summary>The operations of a PATCH, as far as readable.</summary>
/// <param name="Wrong">What is wrong with the first unreadable one; null if nothing.</param>
internal sealed record PatchRead(IReadOnlyList<PatchOperation> Operations, Refusal? Wrong);

/// <summary>Parses the operations of a PATCH body, ignoring the case of keywords.</summary>
internal static class ScimPatch
{
    public const string Schema = "urn:ietf:params:scim:api:messages:2.0:PatchOp";
    private const int MaxOperations = 1_000;

    public static PatchRead Read(JsonElement body)
    {
        var members = ScimBody.Members(body);
        if (members.Refusal is { } twice)
        {
            return new([], twice);
        }

        if (
            !members.Value.TryGetValue("Operations", out var given)
            || given.ValueKind != JsonValueKind.Array
            || given.GetArrayLength() == 0
        )
        {
            return new([], new Refusal("invalidSyntax", "Operations must be a list with one operation or more."));
        }

        if (given.GetArrayLength() > MaxOperations)
        {
            return new([], new Refusal("tooMany", $"At most {MaxOperations} operations are taken at once."));
        }

        var operations = given.EnumerateArray().Select(One).ToList();
        return new(
            [.. operations.Where(operation => operation.Refusal is null).Select(operation => operation.Value)],
            operations.Select(operation => operation.Refusal).OfType<Refusal>().FirstOrDefault()
        );
    }

    /// <summary>
    /// Splits operations without a path into one per member, with its name as the path. A name that is not a valid attribute is ignored,
    /// as in POST and PUT.
    /// </summary>
    public static Outcome<IReadOnlyList<PatchOperation>> WithPaths(PatchOperation operation)
    {
        if (operation.Path is not null)
        {
            return new[] { operation };
        }

        if (operation.Kind == PatchKind.Remove)
        {
            return new Refusal("noTarget", "A removal needs a path.");
        }

        if (operation.Value.ValueKind != JsonValueKind.Object)
        {
            return new Refusal("invalidValue", "Without a path the value must be an object.");
        }

        var members = ScimBody.Members(operation.Value);
        if (members.Refusal is { } twice)
        {
            return twice;
        }

        var operations = new List<PatchOperation>();
        foreach (var (name, value) in members.Value)
        {
            if (ScimFilterParser.Path(name) is { Refusal: null } path)
            {
                operations.Add(new PatchOperation(operation.Kind, path.Value, value));
            }
        }

        return operations;
    }

    private static Outcome<PatchOperation> One(JsonElement given)
    {
        if (given.ValueKind != JsonValueKind.Object)
        {
            return new Refusal("invalidSyntax", "Each operation must be an object.");
        }

        var read = ScimBody.Members(given);
        if (read.Refusal is { } twice)
        {
            return twice;
        }

        var members = read.Value;
        PatchKind? kind =
            members.TryGetValue("op", out var op) && op.ValueKind == JsonValueKind.String
                ? op.GetString()!.Trim().ToLowerInvariant() switch
                {
                    "add" => PatchKind.Add,
                    "replace" => PatchKind.Replace,
                    "remove" => PatchKind.Remove,
                    _ => null,
                }
                : null;
        if (kind is not { } known)
        {
            return new Refusal("invalidSyntax", "op must be add, replace or remove.");
        }

        members.TryGetValue("value", out var value);
        if (known != PatchKind.Remove && value.ValueKind == JsonValueKind.Undefined)
        {
            return new Refusal("invalidValue", $"'{op.GetString()}' needs a value.");
        }

        if (!members.TryGetValue("path", out var path) || path.ValueKind == JsonValueKind.Null)
        {
            return new PatchOperation(known, null, value);
        }

        if (path.ValueKind != JsonValueKind.String)
        {
            return new Refusal("invalidPath", "path must be a text.");
        }

        var where = ScimFilterParser.Path(path.GetString()!);
        return where.Refusal is { } refusal ? refusal : new PatchOperation(known, where.Value, value);
    }
}
