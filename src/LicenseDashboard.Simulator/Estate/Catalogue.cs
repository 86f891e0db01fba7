using System.Text.Json;

namespace LicenseDashboard.Simulator.Estate;

internal sealed record Sku(
    string Id,
    bool IsBase,
    int Rank,
    decimal Price,
    IReadOnlyList<string> Prerequisites,
    string? Family,
    int Precedence
);

/// <summary>What is sold at which price, and which audit pairs exist. Shared with the product as a data file, not as code.</summary>
internal sealed record Catalogue(IReadOnlyList<Sku> Skus, IReadOnlyList<AuditPair> AuditPairs, IReadOnlyList<string> ViewActions)
{
    /// <param name="replaced">Top-level keys that replace those of the built-in catalogue as a whole.</param>
    public static Catalogue Load(JsonElement? replaced = null)
    {
        using var stream =
            typeof(Catalogue).Assembly.GetManifestResourceStream("catalogue.json")
            ?? throw new InvalidOperationException("catalogue.json is not embedded in the simulator.");
        using var document = JsonDocument.Parse(stream);
        var unknown = replaced
            ?.EnumerateObject()
            .Select(member => member.Name)
            .FirstOrDefault(name => !document.RootElement.TryGetProperty(name, out _));
        if (unknown is not null)
        {
            throw Scenarios.ScenarioFile.Malformed($"\"catalogue\" has \"{unknown}\", which is no top-level key of the catalogue");
        }

        JsonElement Key(string name) =>
            replaced is { } other && other.TryGetProperty(name, out var own) ? own : document.RootElement.GetProperty(name);
        var skus = Key("skus");
        var features = Key("features").EnumerateArray();
        return new Catalogue(
            [.. skus.EnumerateArray().Select(ReadSku)],
            [
                .. features
                    .Where(feature => feature.TryGetProperty("audits", out _))
                    .SelectMany(feature => feature.GetProperty("audits").EnumerateArray())
                    .Select(ReadPair),
            ],
            [.. Key("viewActions").EnumerateArray().Select(action => action.GetString()!)]
        );
    }

    private static Sku ReadSku(JsonElement sku) =>
        new(
            sku.GetProperty("id").GetString()!,
            sku.GetProperty("kind").GetString() == "base",
            sku.TryGetProperty("rank", out var rank) ? rank.GetInt32() : 0,
            sku.GetProperty("price").GetDecimal(),
            Texts(sku, "prerequisites"),
            sku.TryGetProperty("family", out var family) ? family.GetString() : null,
            sku.TryGetProperty("precedence", out var precedence) ? precedence.GetInt32() : 0
        );

    private static AuditPair ReadPair(JsonElement pair) =>
        new(pair.GetProperty("service").GetString()!, Texts(pair, "entities"), Texts(pair, "actions"));

    private static string[] Texts(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(text => text.GetString()!)] : [];
}

internal sealed record AuditPair(string Service, IReadOnlyList<string> Entities, IReadOnlyList<string> Actions);
