using System.Text.Json;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>
/// Reads single values in the forms that providers send: booleans as text, a text as the only element of an array, or as an object with
/// <c>value</c>.
/// </summary>
internal static class UserValues
{
    /// <summary>Empty text is null.</summary>
    public static Outcome<string?> Text(string attribute, JsonElement value, int atMost)
    {
        value = Single(value);
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return (string?)null;
            case JsonValueKind.Number:
                return value.GetRawText().Length <= atMost ? value.GetRawText() : TooLong(attribute, value.GetRawText().Length, atMost);
            case JsonValueKind.String:
                var text = value.GetString()!.Trim();
                return text switch
                {
                    { Length: 0 } => (string?)null,
                    _ when text.Length > atMost => TooLong(attribute, text.Length, atMost),
                    _ when text.Any(char.IsControl) => new Refusal("invalidValue", $"{attribute} holds a control character."),
                    _ => text,
                };
            default:
                return new Refusal("invalidValue", $"{attribute} must be a text.");
        }
    }

    public static Outcome<bool> Truth(string attribute, JsonElement value)
    {
        value = Single(value);
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.String when bool.TryParse(value.GetString(), out var truth) => truth,
            _ => new Refusal("invalidValue", $"{attribute} must be true or false."),
        };
    }

    /// <summary>The value of an array with one element, or of an object with <c>value</c>.</summary>
    public static JsonElement Single(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            return value.GetArrayLength() switch
            {
                0 => default,
                1 => Single(value[0]),
                _ => value,
            };
        }

        return
            value.ValueKind == JsonValueKind.Object
            && ScimBody.Members(value) is { Refusal: null } members
            && members.Value.TryGetValue("value", out var inner)
            && inner.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array)
            ? inner
            : value;
    }

    private static Refusal TooLong(string attribute, int length, int atMost) =>
        new("invalidValue", $"{attribute} has {length} characters; at most {atMost} are kept.");
}
