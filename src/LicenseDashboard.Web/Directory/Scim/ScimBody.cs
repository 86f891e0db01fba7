using System.Text;
using System.Text.Json;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>
/// Reads the body of a request if it is an object. <c>schemas</c> is not evaluated, because the address says what is meant. Attribute
/// names are case-insensitive.
/// </summary>
internal static class ScimBody
{
    public const int MaxBytes = 1024 * 1024;
    private const int MaxDepth = 24;

    public static async Task<Outcome<JsonElement>> ReadAsync(HttpContext context)
    {
        if (context.Request.ContentType is { Length: > 0 } type && !IsJson(type))
        {
            return new Refusal("media-type", "Send the body as application/scim+json.");
        }

        using var buffer = new MemoryStream();
        var piece = new byte[8192];
        for (int read; (read = await context.Request.Body.ReadAsync(piece, context.RequestAborted)) > 0; )
        {
            buffer.Write(piece, 0, read);
            if (buffer.Length > MaxBytes)
            {
                return new Refusal("too-large", $"The body is larger than {MaxBytes / 1024} KiB.");
            }
        }

        try
        {
            var bytes = buffer.GetBuffer().AsSpan(0, (int)buffer.Length);
            bytes = bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = MaxDepth });
            var body = JsonElement.ParseValue(ref reader);
            Touch(body);
            return reader.Read() ? Unreadable("something follows the object.") : Checked(body);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return Unreadable(e.Message);
        }
    }

    /// <summary>The members of an object by name. Two that differ only in case are ambiguous and refused.</summary>
    public static Outcome<Dictionary<string, JsonElement>> Members(JsonElement value)
    {
        var members = new Dictionary<string, JsonElement>(StringComparer.OrdinalIgnoreCase);
        foreach (var member in value.EnumerateObject())
        {
            if (!members.TryAdd(member.Name, member.Value))
            {
                return new Refusal("invalidSyntax", $"'{Short(member.Name)}' is given twice.");
            }
        }

        return members;
    }

    public static string Short(string text) => text.Length <= 80 ? text : text[..80] + "…";

    private static bool IsJson(string type)
    {
        var media = type.Split(';')[0].Trim();
        return media.Equals(ScimAnswer.ContentType, StringComparison.OrdinalIgnoreCase)
            || media.Equals("application/json", StringComparison.OrdinalIgnoreCase);
    }

    private static Outcome<JsonElement> Checked(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return Unreadable("it must be an object.");
        }

        return Members(body).Refusal is { } refusal ? refusal : body;
    }

    /// <summary>Reads every string once, so that invalid ones, such as unpaired surrogates, are found here and not later.</summary>
    private static void Touch(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    Touch(member.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    Touch(item);
                }

                break;
            case JsonValueKind.String:
                _ = value.GetString();
                break;
        }
    }

    private static Refusal Unreadable(string why) => new("invalidSyntax", "The body can't be read: " + why);
}
