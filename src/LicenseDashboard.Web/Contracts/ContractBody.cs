using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Contracts;

/// <summary>
/// The body of <c>PUT /contracts/{id}</c>. Unknown fields are errors, because ignoring a misspelled one could agree to something else than
/// intended. What can't be read is kept in the draft and reported together with everything else that is wrong.
/// </summary>
internal sealed class ContractBody
{
    public const int MostBytes = 512 * 1024;

    private static readonly string[] _line =
    [
        "sku",
        "basis",
        "committed",
        "minimum",
        "included",
        "price",
        "overage",
        "cancellable",
        "changes",
    ];

    private static readonly string[] _change = ["from", "appliesFrom", "committed", "minimum", "included", "price", "overage"];
    private static readonly JsonDocumentOptions _strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };
    private readonly ContractDraft _draft;

    private ContractBody(ContractDraft draft) => _draft = draft;

    public static string[] Fields { get; } =
    ["version", "poNumber", "currency", "first", "last", "noticeDays", "renewalMonths", "overUse", "minimum", "lines"];

    /// <param name="id">From the address.</param>
    public static async Task<(ContractDraft? Draft, int? Version, ProblemAnswer? Problem)> ReadAsync(HttpContext context, string id)
    {
        var (bytes, problem) = await RequestBody.ReadAsync(context, MostBytes);
        if (problem is not null)
        {
            return (null, null, problem);
        }

        try
        {
            using var json = JsonDocument.Parse(bytes, _strict);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return (null, null, ProblemAnswer.Invalid("body", $"The body must be an object with {string.Join(", ", Fields)}."));
            }

            var draft = new ContractDraft { Id = id };
            var version = new ContractBody(draft).Read(json.RootElement);
            return (draft, version, null);
        }
        catch (JsonException e)
        {
            return (null, null, ProblemAnswer.Invalid("body", $"The body is not JSON: {e.Message}"));
        }
    }

    private int? Read(JsonElement root)
    {
        Known(root, "", Fields);
        _draft.PoNumber = Text(root, "", "poNumber");
        _draft.Currency = Text(root, "", "currency");
        _draft.First = Day(root, "", "first");
        _draft.Last = Day(root, "", "last");
        _draft.NoticeDays = Whole(root, "", "noticeDays");
        _draft.RenewalMonths = Whole(root, "", "renewalMonths");
        _draft.OverUse = Word<OverUse>(root, "", "overUse");
        _draft.Minimum = Amount(root, "", "minimum");
        foreach (var (at, line) in Objects(root, "", "lines").Index())
        {
            _draft.Lines.Add(Line(line, string.Create(CultureInfo.InvariantCulture, $"lines[{at}].")));
        }

        return Whole(root, "", "version");
    }

    private LineDraft Line(JsonElement json, string at)
    {
        Known(json, at, _line);
        var line = new LineDraft
        {
            Sku = Text(json, at, "sku"),
            Basis = Word<LineBasis>(json, at, "basis"),
            Committed = Whole(json, at, "committed"),
            Minimum = Whole(json, at, "minimum"),
            Included = Whole(json, at, "included"),
            Price = Amount(json, at, "price"),
            Overage = Amount(json, at, "overage"),
            Cancellable = Switch(json, at, "cancellable"),
        };
        foreach (var (number, change) in Objects(json, at, "changes").Index())
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{at}changes[{number}].");
            Known(change, name, _change);
            line.Changes.Add(
                new ChangeDraft
                {
                    From = Day(change, name, "from"),
                    Committed = Whole(change, name, "committed"),
                    Minimum = Whole(change, name, "minimum"),
                    Included = Whole(change, name, "included"),
                    Price = Amount(change, name, "price"),
                    Overage = Amount(change, name, "overage"),
                }
            );
        }

        return line;
    }

    private void Known(JsonElement json, string at, string[] fields)
    {
        foreach (var property in json.EnumerateObject().Where(property => !fields.Contains(property.Name)))
        {
            Wrong(at + property.Name, $"is not a field here. Use {string.Join(", ", fields)}.");
        }
    }

    private List<JsonElement> Objects(JsonElement json, string at, string name)
    {
        if (Value(json, name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind == JsonValueKind.Array && value.EnumerateArray().All(each => each.ValueKind == JsonValueKind.Object))
        {
            return [.. value.EnumerateArray()];
        }

        Wrong(at + name, "must be a list of objects.");
        return [];
    }

    private string? Text(JsonElement json, string at, string name) =>
        Value(json, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : Wrong<string>(at + name, "must be a text.");

    private DateOnly? Day(JsonElement json, string at, string name) =>
        Value(json, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String
        && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
        : Missing<DateOnly>(at + name, "must be a day such as 2027-01-31.");

    private int? Whole(JsonElement json, string at, string name) =>
        Value(json, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number
        : Missing<int>(at + name, "must be a whole number.");

    private decimal? Amount(JsonElement json, string at, string name) =>
        Value(json, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var amount) ? amount
        : Missing<decimal>(at + name, "must be a number such as 110.5.");

    private T? Word<T>(JsonElement json, string at, string name)
        where T : struct, Enum =>
        Value(json, name) is not { } value ? null
        : value.ValueKind == JsonValueKind.String
        && Enum.GetValues<T>().Where(word => ApiWords.Of(word) == value.GetString()).ToList() is [var found]
            ? found
        : Missing<T>(at + name, $"must be one of {string.Join(", ", ApiWords.All<T>())}.");

    private bool Switch(JsonElement json, string at, string name)
    {
        if (Value(json, name) is { ValueKind: not (JsonValueKind.True or JsonValueKind.False) })
        {
            Wrong(at + name, "must be true or false.");
        }

        return Value(json, name) is { ValueKind: JsonValueKind.True };
    }

    private static JsonElement? Value(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private T? Missing<T>(string field, string words)
        where T : struct
    {
        Wrong(field, words);
        return null;
    }

    private T? Wrong<T>(string field, string words)
        where T : class
    {
        Wrong(field, words);
        return null;
    }

    private void Wrong(string field, string words) => _draft.Unreadable.Add(new FieldProblem(field, $"{field} {words}"));
}
