using System.Text.Json;
using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Directory.Scim;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>A user being changed by a request, attribute by attribute.</summary>
internal sealed class UserDraft(IdentityFields fields)
{
    private const int MaxText = 256;
    private const int MaxMail = 320;

    private delegate IdentityFields Setter(IdentityFields fields, string? text);

    /// <summary>By <see cref="ScimName.Word"/>: the name in errors, the maximum length, and the setter.</summary>
    private static readonly Dictionary<string, (string Name, int Max, Setter Set)> _texts = new(StringComparer.Ordinal)
    {
        ["externalid"] = ("externalId", MaxText, (f, text) => f with { ExternalId = text }),
        ["displayname"] = ("displayName", MaxText, (f, text) => f with { DisplayName = text }),
        ["name.formatted"] = ("name.formatted", MaxText, (f, text) => f with { FormattedName = text }),
        ["name.givenname"] = ("name.givenName", MaxText, (f, text) => f with { GivenName = text }),
        ["name.familyname"] = ("name.familyName", MaxText, (f, text) => f with { FamilyName = text }),
        ["title"] = ("title", MaxText, (f, text) => f with { Title = text }),
        ["emails.value"] = ("emails.value", MaxMail, (f, text) => f with { Email = text }),
        ["enterprise:employeenumber"] = ("employeeNumber", MaxText, (f, text) => f with { EmployeeNumber = text }),
        ["enterprise:department"] = ("department", MaxText, (f, text) => f with { Department = text }),
        ["enterprise:manager.value"] = ("manager.value", MaxText, (f, text) => f with { ManagerId = text }),
        ["enterprise:manager.displayname"] = ("manager.displayName", MaxText, (f, text) => f with { ManagerName = text }),
    };

    private static readonly string[] _readOnly = ["id", "meta", "schemas", "groups"];

    public IdentityFields Fields { get; private set; } = fields;

    public bool SaysActive { get; private set; }

    public IdentityChange Change => new(Fields, SaysActive);

    /// <summary>If something is wrong, only <c>active</c> is applied.</summary>
    public Outcome<IdentityChange> ChangeOr(Refusal? wrong, IdentityFields before) =>
        wrong is null ? Change
        : SaysActive ? new IdentityChange(before with { Active = Fields.Active }, true) { Left = wrong }
        : wrong;

    public static bool IsReadOnly(ScimName name) => _readOnly.Contains(name.Name) && name.Schema is "" or ScimName.User;

    /// <summary>True if it is stored, in part or as a whole.</summary>
    public static bool IsKept(ScimName name) =>
        _texts.ContainsKey(name.Word)
        || name.Word
            is "username"
                or "active"
                or "name"
                or "emails"
                or "emails.type"
                or "emails.primary"
                or "enterprise:"
                or "enterprise:manager";

    /// <summary>Sets an attribute. Returns null if done or ignored.</summary>
    /// <param name="adds">Existing values stay if the new one is an additional one.</param>
    public Refusal? Set(ScimName name, JsonElement value, bool adds = false)
    {
        if (_texts.TryGetValue(name.Word, out var target))
        {
            var text = UserValues.Text(target.Name, value, target.Max);
            Fields = text.Refusal is null ? target.Set(Fields, text.Value) : Fields;
            return text.Refusal;
        }

        return name.Word switch
        {
            "username" => SetUserName(value),
            "active" => SetActive(value),
            "name" => SetParts(name, value),
            "emails" => SetMail(value, adds),
            "enterprise:" => SetParts(name, value),
            "enterprise:manager" => SetManager(name, value),
            _ => null,
        };
    }

    public Refusal? Remove(ScimName name)
    {
        switch (name.Word)
        {
            case "username" or "active":
                return new Refusal(
                    "mutability",
                    $"{(name.Word == "active" ? "active" : "userName")} can't be removed; give it another value."
                );
            case "name":
                Fields = Fields with { FormattedName = null, GivenName = null, FamilyName = null };
                return null;
            case "emails":
                Fields = Fields with { Email = null };
                return null;
            case "enterprise:manager":
                Fields = Fields with { ManagerId = null, ManagerName = null };
                return null;
            case "enterprise:":
                Fields = Fields with { EmployeeNumber = null, Department = null, ManagerId = null, ManagerName = null };
                return null;
            default:
                Fields = _texts.TryGetValue(name.Word, out var target) ? target.Set(Fields, null) : Fields;
                return null;
        }
    }

    private Refusal? SetUserName(JsonElement value)
    {
        var text = UserValues.Text("userName", value, MaxMail);
        if (text.Refusal is not null)
        {
            return text.Refusal;
        }

        if (text.Value is not { } userName)
        {
            return new Refusal("invalidValue", "userName is missing; send the email address.");
        }

        Fields = Fields with { UserName = userName };
        return null;
    }

    private Refusal? SetActive(JsonElement value)
    {
        var truth = UserValues.Truth("active", value);
        if (truth.Refusal is null)
        {
            (Fields, SaysActive) = (Fields with { Active = truth.Value }, true);
        }

        return truth.Refusal;
    }

    /// <summary>An object with the attribute's parts as members.</summary>
    private Refusal? SetParts(ScimName owner, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return Remove(owner);
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return new Refusal("invalidValue", $"{(owner.Name.Length > 0 ? owner.Name : owner.Schema)} must be an object.");
        }

        var members = ScimBody.Members(value);
        return members.Refusal
            ?? members
                .Value.Select(member =>
                    Set(
                        owner.Name.Length == 0
                            ? owner with
                            {
                                Name = member.Key.ToLowerInvariant(),
                            }
                            : owner with
                            {
                                Sub = member.Key.ToLowerInvariant(),
                            },
                        member.Value
                    )
                )
                .OfType<Refusal>()
                .FirstOrDefault();
    }

    private Refusal? SetManager(ScimName name, JsonElement value)
    {
        var meant = value.ValueKind == JsonValueKind.Array && value.GetArrayLength() == 1 ? value[0] : value;
        return meant.ValueKind == JsonValueKind.Object ? SetParts(name, meant) : Set(name with { Sub = "value" }, meant);
    }

    private Refusal? SetMail(JsonElement value, bool adds)
    {
        var given = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().ToList() : [value];
        if (given is [] or [{ ValueKind: JsonValueKind.Null }])
        {
            return adds ? null : Remove(new ScimName("", "emails", ""));
        }

        if (given.Exists(mail => mail.ValueKind is not (JsonValueKind.Object or JsonValueKind.String)))
        {
            return new Refusal("invalidValue", "emails must be a list of objects with a value.");
        }

        var chosen =
            given.Find(IsPrimary) is { ValueKind: not JsonValueKind.Undefined } primary ? primary
            : given.Find(IsWork) is { ValueKind: not JsonValueKind.Undefined } work ? work
            : adds && Fields.Email is not null ? default
            : given[0];
        return chosen.ValueKind == JsonValueKind.Undefined ? null : Set(new ScimName("", "emails", "value"), chosen);
    }

    private static bool IsPrimary(JsonElement mail) =>
        Part(mail, "primary") is { } primary && UserValues.Truth("", primary) is { Refusal: null, Value: true };

    private static bool IsWork(JsonElement mail) =>
        Part(mail, "type") is { ValueKind: JsonValueKind.String } type
        && "work".Equals(type.GetString(), StringComparison.OrdinalIgnoreCase);

    private static JsonElement? Part(JsonElement mail, string name) =>
        mail.ValueKind == JsonValueKind.Object
        && ScimBody.Members(mail) is { Refusal: null } members
        && members.Value.TryGetValue(name, out var part)
            ? part
            : null;
}
