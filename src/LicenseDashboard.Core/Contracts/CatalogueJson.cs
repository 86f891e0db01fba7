using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Contracts;

/// <summary>
/// Reads and writes the catalogue's JSON format, used for files, configuration and <c>GET /catalogue</c>. Unknown properties are errors.
/// </summary>
public static class CatalogueJson
{
    /// <summary>
    /// Also used to serve the catalogue: writes every property of the catalogue itself, and only non-empty properties of SKUs and
    /// features.
    /// </summary>
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            PropertyNameCaseInsensitive = false,
            NumberHandling = JsonNumberHandling.Strict,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            AllowDuplicateProperties = false,
            RespectNullableAnnotations = true,
            WriteIndented = true,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutWhatSaysNothing } },
        };

    /// <summary>Reads and validates a catalogue. The refusal lists all problems and how to fix them.</summary>
    public static Outcome<Catalogue> Read(string json)
    {
        try
        {
            if (NullIn(JsonNode.Parse(json), "catalogue") is { } place)
            {
                return Refusal.Invalid($"{place} is null; give it a value or leave it out.");
            }

            var catalogue = JsonSerializer.Deserialize<Catalogue>(json, Options)!;
            var contradictions = CatalogueCheck.Validate(catalogue);
            return contradictions.Count == 0
                ? catalogue
                : Refusal.Invalid("The catalog contradicts itself: " + string.Join(" ", contradictions));
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return Refusal.Invalid($"The catalog can't be read: {e.Message}");
        }
    }

    /// <summary>The same catalogue with some of its top-level keys replaced: <c>{"pins": […]}</c>.</summary>
    public static Outcome<Catalogue> Replace(Catalogue catalogue, string topLevelKeys)
    {
        try
        {
            if (
                JsonNode.Parse(topLevelKeys) is not JsonObject replacing
                || JsonSerializer.SerializeToNode(catalogue, Options) is not JsonObject whole
            )
            {
                return Refusal.Invalid("Give an object with keys as in catalogue.json.");
            }

            foreach (var (key, value) in replacing)
            {
                whole[key] = value?.DeepClone();
            }

            return Read(whole.ToJsonString());
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            return Refusal.Invalid($"The catalog's replacement can't be read: {e.Message}");
        }
    }

    public static string Write(Catalogue catalogue) => JsonSerializer.Serialize(catalogue, Options);

    internal static Catalogue ReadEmbedded()
    {
        var assembly = typeof(Catalogue).Assembly;
        using var stream =
            assembly.GetManifestResourceStream("LicenseDashboard.Core.Contracts.catalogue.json")
            ?? throw new InvalidOperationException("catalogue.json is not embedded in LicenseDashboard.Core.");
        using var reader = new StreamReader(stream);
        var outcome = Read(reader.ReadToEnd());
        return outcome.Refusal is null ? outcome.Value : throw new InvalidOperationException(outcome.Refusal.Message);
    }

    private static string? NullIn(JsonNode? node, string path) =>
        node switch
        {
            null => path,
            JsonObject o => o.Select(pair => NullIn(pair.Value, $"{path}.{pair.Key}")).FirstOrDefault(found => found is not null),
            JsonArray a => a.Select((item, i) => NullIn(item, $"{path}[{i}]")).FirstOrDefault(found => found is not null),
            _ => null,
        };

    private static void LeaveOutWhatSaysNothing(JsonTypeInfo info)
    {
        if (info.Kind != JsonTypeInfoKind.Object)
        {
            return;
        }

        foreach (var property in info.Properties)
        {
            if (property.Set is null)
            {
                property.ShouldSerialize = static (_, _) => false;
            }
            else if (info.Type != typeof(Catalogue) && !property.IsRequired)
            {
                property.ShouldSerialize = static (_, value) => value is not (null or false) && value is not ICollection { Count: 0 };
            }
        }
    }
}
