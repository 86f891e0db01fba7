using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.Scenarios;

/// <summary>A hand-made organization as it is written down, with one of its worlds laid over it.</summary>
internal sealed class ScenarioFile
{
    private readonly Dictionary<string, JsonElement> _settings;

    private ScenarioFile(Dictionary<string, JsonElement> settings) => _settings = settings;

    public DateOnly Today => Day(Setting("today"), "today");

    public TimeZoneInfo Zone
    {
        get
        {
            var name = Setting("timeZone").GetString() ?? "";
            return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone) ? zone : throw Malformed($"timeZone '{name}' is unknown; write an IANA name such as Europe/Berlin");
        }
    }

    public DateTime? AvailableUntil => _settings.TryGetValue("availableUntil", out var instant)
        ? Hosting.Asked.Instant(instant.GetString()) ?? throw Malformed("availableUntil must be an instant such as 2026-11-19T09:00:00Z")
        : null;

    public int? RetentionDays => _settings.TryGetValue("retentionDays", out var days) ? days.GetInt32() : null;

    public bool? AuditViews => _settings.TryGetValue("auditViews", out var views) ? views.GetBoolean() : null;

    public IReadOnlyList<string> WithoutAudits => Texts("withoutAudits");

    public IReadOnlyList<string> Without => Texts("without");

    public Catalogue Catalogue => Catalogue.Load(_settings.TryGetValue("catalogue", out var replaced) ? replaced : null);

    public IReadOnlyList<JsonElement> Roles => List("roles");

    public IReadOnlyList<JsonElement> Definitions => List("definitions");

    public IReadOnlyList<JsonElement> Groups => List("groups");

    public IReadOnlyList<JsonElement> People => List("people");

    public static ScenarioFile Read(string json, string? world)
    {
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(json);
            root = document.RootElement.Clone();
        }
        catch (JsonException failure)
        {
            throw Malformed($"it is no JSON ({failure.Message})");
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw Malformed("it must be an object");
        }

        var settings = root.EnumerateObject().ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal);
        if (world is not null)
        {
            if (!settings.TryGetValue("worlds", out var worlds) || !worlds.TryGetProperty(world, out var replaced))
            {
                throw new SimulatorOptionException("--world", $"the scenario has no world '{world}'. Name one that stands under \"worlds\".");
            }

            foreach (var member in replaced.EnumerateObject())
            {
                settings[member.Name] = member.Value;
            }
        }

        return new ScenarioFile(settings);
    }

    public static SimulatorOptionException Malformed(string what) => new("--scenario", $"the scenario can't be used: {what}.");

    public static DateOnly Day(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Malformed($"{name} must be a day such as 2026-11-20");

    private JsonElement Setting(string name) => _settings.TryGetValue(name, out var value) ? value : throw Malformed($"it lacks \"{name}\"");

    private IReadOnlyList<JsonElement> List(string name) =>
        !_settings.TryGetValue(name, out var list) ? [] : list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()] : throw Malformed($"\"{name}\" must be a list");

    private IReadOnlyList<string> Texts(string name) => [.. List(name).Select(text => text.GetString() ?? "")];
}
