using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Directory.Scim;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>
/// What becomes of a user by the operations of a PATCH: all of them or, with the first that is refused, none but what is said about
/// <c>active</c>. Who has left must not keep access because a
/// telephone number was malformed.
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
            // Providers repeat the id among other members; only who names it on purpose is told.
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

            // One mail address is kept, for work; others are passed over.
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
