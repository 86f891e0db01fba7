using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Exemptions;

/// <summary>
/// The body of <c>PUT /exemptions</c>, as far as given. Unknown fields are errors, because ignoring a misspelled one could exempt for
/// longer than intended.
/// </summary>
/// <param name="User">The vendor's id.</param>
internal sealed record ExemptionBody(
    string? User,
    string? Tag,
    int? Version,
    DateOnly? From,
    DateOnly? To,
    string? Why,
    string? FallbackControl,
    string? Approver
)
{
    public static readonly string[] Fields = ["user", "tag", "version", "from", "to", "why", "fallbackControl", "approver"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    public ExemptionRequest Request => new(From, To, Why, FallbackControl, Approver);

    public static async Task<(ExemptionBody? Body, ProblemAnswer? Problem)> ReadAsync(HttpContext context)
    {
        var (bytes, problem) = await RequestBody.ReadAsync(context, RequestBody.MostJson);
        if (problem is not null)
        {
            return (null, problem);
        }

        try
        {
            using var json = JsonDocument.Parse(bytes, Strict);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? Of(json.RootElement)
                : (null, ProblemAnswer.Invalid("body", $"The body must be an object with {string.Join(", ", Fields)}."));
        }
        catch (JsonException e)
        {
            return (null, ProblemAnswer.Invalid("body", $"The body is not JSON: {e.Message}"));
        }
    }

    private static (ExemptionBody? Body, ProblemAnswer? Problem) Of(JsonElement root)
    {
        Dictionary<string, string[]> errors = [];
        foreach (var property in root.EnumerateObject().Where(property => !Fields.Contains(property.Name)))
        {
            errors[property.Name] = [$"'{property.Name}' is not a field here; use {string.Join(", ", Fields)}."];
        }

        var body = new ExemptionBody(
            Text("user"),
            Text("tag"),
            Version(),
            Day("from"),
            Day("to"),
            Text("why"),
            Text("fallbackControl"),
            Text("approver")
        );
        foreach (var (name, value) in new[] { ("user", body.User), ("tag", body.Tag) })
        {
            if (string.IsNullOrWhiteSpace(value) && !errors.ContainsKey(name))
            {
                errors[name] = [$"{name} is missing."];
            }
        }

        return errors.Count == 0 ? (body, null) : (null, ProblemAnswer.Invalid(errors));

        string? Text(string name)
        {
            if (!root.TryGetProperty(name, out var value) || value.ValueKind is JsonValueKind.Null or JsonValueKind.String)
            {
                return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
            }

            errors[name] = [$"{name} must be a text."];
            return null;
        }

        int? Version()
        {
            if (!root.TryGetProperty("version", out var value) || value.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var version) && version > 0)
            {
                return version;
            }

            errors["version"] = ["version must be a whole number of 1 or more."];
            return null;
        }

        DateOnly? Day(string name)
        {
            if (Text(name) is not { } text)
            {
                return null;
            }

            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return day;
            }

            errors[name] = [$"{name} must be a day such as 2027-01-31."];
            return null;
        }
    }
}

/// <summary>What the document says of the body.</summary>
/// <param name="User">The vendor's id.</param>
/// <param name="Version">As the row shows it, to change an exemption that is there; left out to set a new one.</param>
/// <param name="From">First protected local day; today when left out.</param>
/// <param name="To">Last protected local day; when left out as the tag says by default, or as long as it is assigned.</param>
/// <param name="FallbackControl">The tag EXCEPTION only.</param>
/// <param name="Approver">The tag EXCEPTION only.</param>
internal sealed record ExemptionPutJson(
    string User,
    string Tag,
    int? Version,
    DateOnly? From,
    DateOnly? To,
    string Why,
    string? FallbackControl,
    string? Approver
);
