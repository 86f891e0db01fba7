using System.Text.Json.Nodes;

namespace LicenseDashboard.Testing.Scenarios;

/// <summary>
/// golden.json tells of one world and of some that differ from it. Compiled into Core.Tests as well, which references no other project than
/// Core.
/// </summary>
public static class GoldenWorlds
{
    /// <summary>Names; empty: as the file stands.</summary>
    public static IEnumerable<string> Of(JsonObject root) => (root["worlds"] as JsonObject ?? []).Select(world => world.Key).Prepend("");

    /// <summary>The file as it reads in one world.</summary>
    public static JsonObject In(JsonObject root, string world)
    {
        var settings = (JsonObject)root.DeepClone();
        Replace(settings, world.Length == 0 ? null : root["worlds"]![world]!.AsObject());
        return settings;
    }

    /// <summary>What must come out for a person there.</summary>
    public static JsonObject ExpectationOf(JsonObject root, string world, string person)
    {
        var expected = (JsonObject)root["expect"]!.AsArray().Single(e => (string)e!["person"]! == person)!.DeepClone();
        var different = expected["in"]?[world] as JsonObject;
        if (different is not null && (different.ContainsKey("kind") || different.ContainsKey("noFinding")))
        {
            expected.Remove("noFinding");
        }

        Replace(expected, different);
        return expected;
    }

    private static void Replace(JsonObject fields, JsonObject? by)
    {
        foreach (var (key, value) in by ?? [])
        {
            fields[key] = value?.DeepClone();
        }
    }
}
