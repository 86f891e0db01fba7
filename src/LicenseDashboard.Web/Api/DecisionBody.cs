using System.Globalization;
using System.Text.Json;

namespace LicenseDashboard.Web.Api;

/// <summary>
/// The body of a decision, as far as given. Parsed manually to report errors field by field. Unknown fields are errors, because ignoring
/// a misspelled one would decide something else than intended.
/// </summary>
internal sealed record DecisionBody(int? Version, string? Justification, DateOnly? Until)
{
    public const string VersionField = "version";
    public const string JustificationField = "justification";
    public const string UntilField = "until";

    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>A missing body is read as an empty object.</summary>
    /// <param name="fields">Fields accepted by the endpoint.</param>
    public static async Task<(DecisionBody Body, ProblemAnswer? Problem)> ReadAsync(HttpContext context, params string[] fields)
    {
        var empty = new DecisionBody(null, null, null);
        var (bytes, problem) = await RequestBody.ReadAsync(context, RequestBody.MostJson);
        if (problem is not null || bytes.Length == 0)
        {
            return (empty, problem);
        }

        try
        {
            using var json = JsonDocument.Parse(bytes, _strict);
            return Of(json.RootElement, fields);
        }
        catch (JsonException e)
        {
            return (empty, ProblemAnswer.Invalid("body", $"The body is not JSON: {e.Message}"));
        }
    }

    private static (DecisionBody Body, ProblemAnswer? Problem) Of(JsonElement root, string[] fields)
    {
        var body = new DecisionBody(null, null, null);
        if (root.ValueKind != JsonValueKind.Object)
        {
            return (body, ProblemAnswer.Invalid("body", $"The body must be an object with {Listed(fields)}."));
        }

        Dictionary<string, string[]> errors = [];
        foreach (var property in root.EnumerateObject())
        {
            var value = property.Value;
            switch (property.Name)
            {
                case var unknown when !fields.Contains(unknown):
                    errors[unknown] = [$"'{unknown}' is not a field here; use {Listed(fields)}."];
                    break;
                case VersionField when value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var version) && version > 0:
                    body = body with { Version = version };
                    break;
                case VersionField:
                    errors[VersionField] = ["version must be a whole number of 1 or more."];
                    break;
                case JustificationField when value.ValueKind is JsonValueKind.String or JsonValueKind.Null:
                    body = body with { Justification = value.GetString() };
                    break;
                case JustificationField:
                    errors[JustificationField] = ["justification must be a text."];
                    break;
                case UntilField when value.ValueKind == JsonValueKind.Null:
                    break;
                case UntilField
                    when value.ValueKind == JsonValueKind.String
                        && DateOnly.TryParseExact(
                            value.GetString(),
                            "yyyy-MM-dd",
                            CultureInfo.InvariantCulture,
                            DateTimeStyles.None,
                            out var until
                        ):
                    body = body with { Until = until };
                    break;
                case UntilField:
                    errors[UntilField] = ["until must be a day such as 2027-01-31."];
                    break;
            }
        }

        return (body, errors.Count == 0 ? null : ProblemAnswer.Invalid(errors));
    }

    private static string Listed(string[] fields) => fields.Length == 0 ? "nothing in it" : string.Join(", ", fields);
}

/// <summary>The version the caller saw, from the body or <c>If-Match</c>.</summary>
internal static class RowVersion
{
    public static string TagOf(int version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public static (int Version, ProblemAnswer? Problem) Of(HttpContext context, DecisionBody body)
    {
        var header = context.Request.Headers.IfMatch;
        if (header.Count == 0)
        {
            return body.Version is { } given
                ? (given, null)
                : (
                    0,
                    ProblemAnswer.Invalid(
                        DecisionBody.VersionField,
                        "version is missing. Send the current version in the body or as If-Match."
                    )
                );
        }

        var text = header.ToString().Trim();
        if (
            !int.TryParse(
                text.StartsWith("W/", StringComparison.Ordinal) ? text[2..].Trim('"') : text.Trim('"'),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var matched
            )
            || matched < 1
        )
        {
            return (0, ProblemAnswer.Invalid("If-Match", "If-Match must be the ETag of the item, such as \"3\"."));
        }

        return body.Version is { } also && also != matched
            ? (0, ProblemAnswer.Invalid(DecisionBody.VersionField, $"version is {also}, but If-Match is {matched}. Send only one of them."))
            : (matched, null);
    }
}

/// <summary>Endpoint metadata: the fields of its body.</summary>
internal sealed record TakesBody(string[] Fields);

/// <summary>What the document says of a decision's body.</summary>
/// <param name="Version">As the row shows it, unless If-Match says it.</param>
/// <param name="Justification">10 to 500 characters for a rejection; up to 500, or none, otherwise.</param>
/// <param name="Until">For a rejection or a restore: the first day on which the same may be proposed again; in 90 days when left
/// out.</param>
internal sealed record DecisionJson(int? Version, string? Justification, DateOnly? Until);
