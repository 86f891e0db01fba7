using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Simulator.Estate;

namespace LicenseDashboard.Simulator.Scenarios;

/// <summary>Reads a hand-made organization and applies one of its worlds.</summary>
internal sealed class ScenarioFile
{
    /// <summary>The last keys belong to the product: expectations and settings that no vendor knows.</summary>
    private static readonly string[] Known =
    [
        "today",
        "timeZone",
        "availableUntil",
        "retentionDays",
        "auditViews",
        "withoutAudits",
        "without",
        "only",
        "refused",
        "inferAnswers",
        "catalogue",
        "roles",
        "definitions",
        "groups",
        "people",
        "worlds",
        "expect",
        "clientOwner",
        "idleDivisions",
        "note",
    ];

    private readonly Dictionary<string, JsonElement> _settings;

    private ScenarioFile(Dictionary<string, JsonElement> settings) => _settings = settings;

    public DateOnly Today => Day(Setting("today"), "today");

    public TimeZoneInfo Zone
    {
        get
        {
            var name = Setting("timeZone").GetString() ?? "";
            return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)
                ? zone
                : throw Malformed($"timeZone '{name}' is unknown; write an IANA name such as Europe/Berlin");
        }
    }

    public DateTime? AvailableUntil =>
        _settings.TryGetValue("availableUntil", out var instant)
            ? Hosting.Asked.Instant(instant.GetString())
                ?? throw Malformed("availableUntil must be an instant such as 2026-11-19T09:00:00Z")
            : null;

    public int? RetentionDays => _settings.TryGetValue("retentionDays", out var days) ? days.GetInt32() : null;

    public bool? AuditViews => _settings.TryGetValue("auditViews", out var views) ? views.GetBoolean() : null;

    public IReadOnlyList<string> WithoutAudits => Texts("withoutAudits");

    public IReadOnlyList<string> Without => Texts("without");

    /// <summary>Null means everybody.</summary>
    public IReadOnlyList<string>? Only => _settings.ContainsKey("only") ? Texts("only") : null;

    /// <summary>Routes that answer with a status; all others work.</summary>
    public IReadOnlyList<PathFault> Refused =>
        [
            .. Members("refused")
                .Select(route =>
                    route.Value.TryGetInt32(out var status) && status is 403 or 404
                        ? PathFault.Refuse(route.Name, status)
                        : throw Malformed($"\"refused\" gives {route.Name} the answer {route.Value}, which is neither 403 nor 404")
                ),
        ];

    /// <summary>Role IDs, sorted and joined by <c>+</c>, with the infer answer for exactly these.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> InferAnswers =>
        Members("inferAnswers")
            .ToDictionary(
                answer => string.Join('+', answer.Name.Split('+').Order(StringComparer.Ordinal)),
                answer => (IReadOnlyList<string>)[.. answer.Value.EnumerateArray().Select(license => license.GetString() ?? "")],
                StringComparer.Ordinal
            );

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
                throw new SimulatorOptionException(
                    "--world",
                    $"the scenario has no world '{world}'. Name one that stands under \"worlds\"."
                );
            }

            foreach (var member in replaced.EnumerateObject())
            {
                settings[member.Name] = member.Value;
            }
        }

        Check("the scenario", settings.Keys, Known);
        return new ScenarioFile(settings);
    }

    /// <summary>Unknown keys are refused; ignoring them would make a test that tests nothing.</summary>
    public static void Check(string where, IEnumerable<string> names, IReadOnlyCollection<string> known)
    {
        if (names.FirstOrDefault(name => !known.Contains(name)) is { } unknown)
        {
            throw Malformed($"{where} has \"{unknown}\", which is none of {string.Join(", ", known)}");
        }
    }

    public static void Check(string where, JsonElement entry, IReadOnlyCollection<string> known)
    {
        if (entry.ValueKind != JsonValueKind.Object)
        {
            throw Malformed($"{where} must be an object, not {entry.GetRawText()}");
        }

        Check(where, entry.EnumerateObject().Select(member => member.Name), known);
    }

    public static SimulatorOptionException Malformed(string what) => new("--scenario", $"the scenario can't be used: {what}.");

    public static DateOnly Day(JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.String
        && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Malformed($"{name} must be a day such as 2026-11-20");

    private JsonElement Setting(string name) =>
        _settings.TryGetValue(name, out var value) ? value : throw Malformed($"it lacks \"{name}\"");

    private IReadOnlyList<JsonElement> List(string name) =>
        !_settings.TryGetValue(name, out var list) ? []
        : list.ValueKind == JsonValueKind.Array ? [.. list.EnumerateArray()]
        : throw Malformed($"\"{name}\" must be a list");

    private JsonProperty[] Members(string name) =>
        !_settings.TryGetValue(name, out var map) ? []
        : map.ValueKind == JsonValueKind.Object ? [.. map.EnumerateObject()]
        : throw Malformed($"\"{name}\" must be an object");

    private IReadOnlyList<string> Texts(string name) => [.. List(name).Select(text => text.GetString() ?? "")];
}
