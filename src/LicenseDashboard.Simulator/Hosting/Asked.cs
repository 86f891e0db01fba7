using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Simulator.History;

namespace LicenseDashboard.Simulator.Hosting;

/// <summary>Reads the parameters of a request, and refuses what the vendor would refuse.</summary>
internal static class Asked
{
    private static readonly HashSet<string> Expands =
    [
        "routingstatus",
        "presence",
        "integrationpresence",
        "conversationsummary",
        "outofoffice",
        "geolocation",
        "station",
        "authorization",
        "lasttokenissued",
        "authorization.unusedroles",
        "team",
        "workplanbidranks",
        "externalcontactssettings",
        "groups",
        "customattributes",
        "profileskills",
        "certifications",
        "locations",
        "skills",
        "languages",
        "languagepreference",
        "employerinfo",
        "biography",
        "datelastlogin",
        "datewelcomesent",
    ];

    public static string? Text(this HttpContext http, string name) => http.Request.Query[name] is [{ Length: > 0 } text, ..] ? text : null;

    /// <summary>What else to return for people; undocumented values are refused.</summary>
    public static HashSet<string> Expand(this HttpContext http)
    {
        var asked = http.Texts("expand");
        return asked.FirstOrDefault(value => !Expands.Contains(value)) is { } unknown
            ? throw new ApiError(400, "invalid.value", $"expand can't be '{unknown}'.")
            : asked;
    }

    /// <summary>Accepts repeated keys and comma-separated values in any combination.</summary>
    public static HashSet<string> Texts(this HttpContext http, string name) =>
        [
            .. http
                .Request.Query[name]
                .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
                .Select(value => value.ToLowerInvariant()),
        ];

    public static int Number(this HttpContext http, string name, int otherwise, int most)
    {
        if (http.Text(name) is not { } text)
        {
            return otherwise;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most
            ? number
            : throw new ApiError(400, "invalid.value", $"{name} must be a number from 1 to {most}.");
    }

    public static string Route(this HttpContext http, string name) => (string)http.Request.RouteValues[name]!;

    public static async Task<JsonElement> BodyAsync(this HttpContext http)
    {
        try
        {
            using var document = await JsonDocument.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
            return document.RootElement.Clone();
        }
        catch (JsonException failure)
        {
            throw ApiError.BadRequest($"The body is no JSON: {failure.Message}");
        }
    }

    /// <param name="known">The documented fields; others are refused.</param>
    public static async Task<JsonElement> ObjectAsync(this HttpContext http, params string[] known) =>
        await http.BodyAsync() is { ValueKind: JsonValueKind.Object } body
            ? body.Only(known)
            : throw ApiError.BadRequest("The body must be an object.");

    public static JsonElement Only(this JsonElement part, params string[] known) =>
        part.EnumerateObject().Select(field => field.Name).FirstOrDefault(name => !known.Contains(name)) is { } unknown
            ? throw ApiError.BadRequest($"The field '{unknown}' is not known; known are {string.Join(", ", known)}.")
            : part;

    public static async Task<IReadOnlyList<string>> IdsAsync(this HttpContext http) =>
        await http.BodyAsync() is { ValueKind: JsonValueKind.Array } body
        && body.EnumerateArray().All(id => id.ValueKind == JsonValueKind.String)
            ? [.. body.EnumerateArray().Select(id => id.GetString()!)]
            : throw ApiError.BadRequest("The body must be a list of ids.");

    public static string? Text(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static IReadOnlyList<string> Texts(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];

    public static IReadOnlyList<JsonElement> Objects(this JsonElement body, string name) =>
        body.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object)]
            : [];

    /// <summary><c>start/end</c>. An hour above the limit is accepted, because a month with a clock change has one.</summary>
    public static Interval Interval(this JsonElement body, int mostDays)
    {
        var parts = (body.Text("interval") ?? throw ApiError.BadRequest("interval is required.")).Split('/');
        if (parts.Length != 2 || Instant(parts[0]) is not { } from || Instant(parts[1]) is not { } to || to <= from)
        {
            throw new ApiError(400, "invalid.date", "interval must be start/end, two instants in ISO 8601, the start before the end.");
        }

        var interval = new Interval(from, to);
        return interval.Length <= TimeSpan.FromDays(mostDays) + TimeSpan.FromHours(1)
            ? interval
            : throw ApiError.BadRequest($"interval may not be longer than {mostDays} days.");
    }

    public static DateTime? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var instant)
            ? instant.UtcDateTime
            : null;
}
