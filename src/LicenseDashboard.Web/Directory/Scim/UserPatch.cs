using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Directory.Scim;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>
/// Applies the operations of a PATCH to a user: all of them or, if one is refused, only <c>active</c>. A person who left must not keep
/// access because of a malformed phone number.
/// </summary>
internal static class UserPatch
{
    public static Outcome<IdentityChange> Apply(PatchRead read, IdentityFields fields)
    {
        var draft = new UserDraft(fields);
        var wrong = read.Wrong;
        foreach (var operation in read.Operations)
        {
            var parts = ScimPatch.WithPaths(operation);
            var refused = parts.Refusal is { } whole
                ? [whole]
                : parts.Value.Select(part => One(draft, part, hadPath: operation.Path is not null)).OfType<Refusal>().ToList();
            wrong ??= refused.FirstOrDefault();
        }

        return draft.ChangeOr(wrong, fields);
    }

    private static Refusal? One(UserDraft draft, PatchOperation operation, bool hadPath)
    {
        var (attribute, condition) = operation.Path!;
        if (UserDraft.IsReadOnly(attribute))
        {
            // Providers repeat the ID among other members; only an explicit path is refused.
            return hadPath ? new Refusal("mutability", $"{attribute} is read-only.") : null;
        }

        if (!UserDraft.IsKept(attribute))
        {
            return null;
        }

        if (condition is not null)
        {
            if (attribute.Name != "emails")
            {
                return new Refusal("invalidPath", $"{attribute.Name} has one value, so no condition chooses among several.");
            }

            // Only the work mail address is stored; others are ignored.
            if (!Meets(condition, draft.Fields.Email))
            {
                return null;
            }
        }

        return operation.Kind == PatchKind.Remove
            ? draft.Remove(attribute)
            : draft.Set(attribute, operation.Value, operation.Kind == PatchKind.Add && condition is null);
    }

    private static bool Meets(ScimFilter condition, string? mail) =>
        condition switch
        {
            ScimFilter.And and => Meets(and.Left, mail) && Meets(and.Right, mail),
            ScimFilter.Or or => Meets(or.Left, mail) || Meets(or.Right, mail),
            ScimFilter.Not not => !Meets(not.Inner, mail),
            ScimFilter.Present present => Part(present.Attribute, mail) is not null,
            ScimFilter.Compare compare => Part(compare.Attribute, mail) is { } text
                && compare.Operator switch
                {
                    ScimOperator.Eq => text.Equals(compare.Value.Text, StringComparison.OrdinalIgnoreCase),
                    ScimOperator.Ne => !text.Equals(compare.Value.Text, StringComparison.OrdinalIgnoreCase),
                    ScimOperator.Co => text.Contains(compare.Value.Text, StringComparison.OrdinalIgnoreCase),
                    ScimOperator.Sw => text.StartsWith(compare.Value.Text, StringComparison.OrdinalIgnoreCase),
                    ScimOperator.Ew => text.EndsWith(compare.Value.Text, StringComparison.OrdinalIgnoreCase),
                    ScimOperator.Gt or ScimOperator.Ge or ScimOperator.Lt or ScimOperator.Le => false,
                },
            _ => false,
        };

    private static string? Part(ScimName name, string? mail) =>
        (name.Sub.Length > 0 ? name.Sub : name.Name) switch
        {
            "type" => "work",
            "primary" => "true",
            "value" => mail,
            _ => null,
        };
}
