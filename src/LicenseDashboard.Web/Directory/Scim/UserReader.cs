using System.Text.Json;
using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Directory.Scim;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>
/// Reads a whole user from POST and PUT. Attributes that are not stored, read-only or unknown are ignored, as the standard requires.
/// </summary>
internal static class UserReader
{
    public static Outcome<IdentityChange> Read(JsonElement body, IdentityFields? before = null)
    {
        // Attributes missing from a PUT are removed, except that a missing active changes nothing.
        var draft = new UserDraft(new IdentityFields { UserName = "", Active = before?.Active ?? true });
        var members = ScimBody.Members(body);
        if (members.Refusal is { } twice)
        {
            return twice;
        }

        Refusal? wrong = null;
        foreach (var (name, value) in members.Value)
        {
            var path = ScimFilterParser.Path(name);
            if (path is { Refusal: null, Value: { Condition: null, Attribute: var attribute } } && UserDraft.IsKept(attribute))
            {
                var refused = draft.Set(attribute, value);
                wrong ??= refused;
            }
        }

        wrong ??= draft.Fields.UserName.Length == 0 ? new Refusal("invalidValue", "userName is missing; send the email address.") : null;
        return before is null
            ? wrong is null
                ? draft.Change
                : wrong
            : draft.ChangeOr(wrong, before);
    }
}
