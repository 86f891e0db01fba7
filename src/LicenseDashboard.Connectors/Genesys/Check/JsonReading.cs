using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>Raw answers. A check looks at fields that the connector's own types would read leniently.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(JsonNode))]
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class CheckJson : JsonSerializerContext;

/// <summary>Reads fields without throwing on unexpected types.</summary>
internal static class JsonReading
{
    public static JsonNode? At(JsonNode? node, string name) =>
        node is JsonObject item && item.TryGetPropertyValue(name, out var value) ? value : null;

    public static bool Has(JsonNode? node, string name) => At(node, name) is not null;

    public static string? Text(JsonNode? node, string name) =>
        At(node, name) is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    public static long? Number(JsonNode? node, string name) =>
        At(node, name) is not JsonValue value ? null
        : value.TryGetValue<double>(out var number) ? (long)number
        : value.TryGetValue<string>(out var text) && long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var parsed)
            ? parsed
        : null;

    /// <summary>UTC.</summary>
    public static DateTime? Instant(JsonNode? node, string name) => LenientInstant.Parse(Text(node, name));

    /// <summary>Null if there is no list.</summary>
    public static IReadOnlyList<JsonNode>? List(JsonNode? node, string name) => Items(At(node, name));

    public static IReadOnlyList<JsonNode>? Items(JsonNode? node) => node is JsonArray list ? [.. list.OfType<JsonNode>()] : null;

    /// <summary>The ID of an object, or the plain ID.</summary>
    public static string? Id(JsonNode? node) =>
        node switch
        {
            JsonValue value when value.TryGetValue<string>(out var bare) && bare.Length > 0 => bare,
            _ => Text(node, "id"),
        };

    public static IEnumerable<string> Ids(JsonNode? node, string name) => (List(node, name) ?? []).Select(Id).OfType<string>();
}
