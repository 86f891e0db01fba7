using System.Text.Json;
using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Core.Directory.Scim;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>
/// Applies the operations of a PATCH to the members of a group. Only members can change. The name belongs to the vendor: another name is
/// ignored if it comes with members and refused if it comes alone.
/// </summary>
internal static class GroupPatch
{
    public static Outcome<IReadOnlySet<PersonId>> Apply(IReadOnlyList<PatchOperation> operations, GroupRow group)
    {
        var members = group.Members.Select(member => member.Id).ToHashSet();
        var parts = operations.Select(ScimPatch.WithPaths).ToList();
        if (parts.Select(each => each.Refusal).OfType<Refusal>().FirstOrDefault() is { } unread)
        {
            return unread;
        }

        var all = parts.SelectMany(each => each.Value).ToList();
        var bringsMembers = all.Exists(part => part.Path!.Attribute.Name == "members");
        if (all.Select(part => One(members, part, group, bringsMembers)).FirstOrDefault(refusal => refusal is not null) is { } refused)
        {
            return refused;
        }

        return members;
    }

    private static Refusal? One(HashSet<PersonId> members, PatchOperation operation, GroupRow group, bool bringsMembers)
    {
        var (attribute, condition) = operation.Path!;
        switch (attribute.Word)
        {
            case "members" or "members.value" when condition is not null:
                return Where(members, operation.Kind, condition);
            case "members" or "members.value":
                return Members(members, operation);
            case "displayname" when bringsMembers:
            case "displayname"
                when UserValues.Text("displayName", operation.Value, int.MaxValue) is { Refusal: null } name && name.Value == group.Name:
            case "id" or "schemas" or "meta" or "externalid":
                return null;
            case "displayname":
                return new Refusal("mutability", "Group names come from Genesys Cloud. Change the name there.");
            default:
                return null;
        }
    }

    private static Refusal? Members(HashSet<PersonId> members, PatchOperation operation)
    {
        if (operation is { Kind: PatchKind.Remove, Value.ValueKind: JsonValueKind.Undefined or JsonValueKind.Null })
        {
            members.Clear();
            return null;
        }

        var given = Ids(operation.Value);
        if (given.Refusal is { } refusal)
        {
            return refusal;
        }

        switch (operation.Kind)
        {
            case PatchKind.Remove:
                members.ExceptWith(given.Value);
                break;
            case PatchKind.Replace:
                members.Clear();
                members.UnionWith(given.Value);
                break;
            case PatchKind.Add:
                members.UnionWith(given.Value);
                break;
        }

        return null;
    }

    /// <summary><c>members[value eq "…"]</c>: a filter only makes sense for removals.</summary>
    private static Refusal? Where(HashSet<PersonId> members, PatchKind kind, ScimFilter condition)
    {
        if (kind != PatchKind.Remove)
        {
            return new Refusal("invalidPath", "Members have no parts to change; add or remove them.");
        }

        if (
            condition
            is not ScimFilter.Compare
            {
                Operator: ScimOperator.Eq,
                Attribute: { Name: "value" } or { Name: "members", Sub: "value" }
            } wanted
        )
        {
            return new Refusal("invalidPath", "Choose a member by members[value eq \"id\"].");
        }

        members.RemoveWhere(member => member.Value.ToString().Equals(wanted.Value.Text, StringComparison.OrdinalIgnoreCase));
        return null;
    }

    private static Outcome<List<PersonId>> Ids(JsonElement value)
    {
        var ids = new List<PersonId>();
        foreach (var each in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value])
        {
            var text = UserValues.Text("members.value", each, 64);
            if (text.Refusal is { } refusal)
            {
                return refusal;
            }

            if (!Guid.TryParseExact(text.Value, "D", out var id))
            {
                return new Refusal("invalidValue", "members must be a list of objects whose value is the id of a user.");
            }

            ids.Add(new PersonId(id));
        }

        return ids;
    }
}
