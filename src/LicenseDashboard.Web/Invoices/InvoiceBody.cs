using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Invoices;

/// <summary>The JSON body of <c>POST /invoices</c>. Unknown fields are errors, because a misspelled amount would be missing.</summary>
internal sealed class InvoiceBody
{
    public const int MostBytes = ImportInvoices.MostBytes;
    public static readonly string[] Fields = ["number", "from", "to", "currency", "total", "lines"];
    private static readonly string[] LineFields = ["product", "sku", "quantity", "unitPrice", "amount"];
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };
    private readonly Dictionary<string, string[]> _errors = [];

    public static (InvoiceEntry? Entry, ProblemAnswer? Problem) Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes, Strict);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new InvoiceBody().Of(json.RootElement)
                : (null, ProblemAnswer.Invalid("body", $"body must be an object with {string.Join(", ", Fields)}."));
        }
        catch (JsonException e)
        {
            return (null, ProblemAnswer.Invalid("body", $"body is not JSON: {e.Message}"));
        }
    }

    private (InvoiceEntry? Entry, ProblemAnswer? Problem) Of(JsonElement root)
    {
        Unknown(root, "", Fields);
        var lines = new List<InvoiceEntryLine>();
        if (!root.TryGetProperty("lines", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            _errors["lines"] = ["lines must be a list of objects with product and amount."];
        }
        else
        {
            lines.AddRange(list.EnumerateArray().Index().Select(line => Line(line.Item, $"lines[{line.Index}].")));
        }

        var entry = new InvoiceEntry(
            Text(root, "", "number", required: true) ?? "",
            Day(root, "from"),
            Day(root, "to"),
            Text(root, "", "currency", required: true) ?? "",
            Number(root, "", "total", required: false),
            lines
        );
        return _errors.Count == 0 ? (entry, null) : (null, ProblemAnswer.Invalid(_errors));
    }

    private InvoiceEntryLine Line(JsonElement line, string at)
    {
        if (line.ValueKind != JsonValueKind.Object)
        {
            _errors[at.TrimEnd('.')] = [$"{at.TrimEnd('.')} must be an object with product and amount."];
            return new InvoiceEntryLine("", null, null, null, 0);
        }

        Unknown(line, at, LineFields);
        return new InvoiceEntryLine(
            Text(line, at, "product", required: true) ?? "",
            Text(line, at, "sku", required: false),
            Number(line, at, "quantity", required: false),
            Number(line, at, "unitPrice", required: false),
            Number(line, at, "amount", required: true) ?? 0
        );
    }

    private void Unknown(JsonElement parent, string at, string[] fields)
    {
        foreach (var property in parent.EnumerateObject().Where(property => !fields.Contains(property.Name)))
        {
            _errors[at + property.Name] = [$"{at}{property.Name} is not a field here; use {string.Join(", ", fields)}."];
        }
    }

    private string? Text(JsonElement parent, string at, string name, bool required)
    {
        var value = parent.TryGetProperty(name, out var found) ? found : default;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.String))
        {
            _errors[at + name] = [$"{at}{name} must be a text."];
        }
        else if (required && string.IsNullOrWhiteSpace(text))
        {
            _errors[at + name] = [$"{at}{name} is missing."];
        }

        return text;
    }

    private decimal? Number(JsonElement parent, string at, string name, bool required)
    {
        var value = parent.TryGetProperty(name, out var found) ? found : default;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetDecimal(out var number))
        {
            return number;
        }

        if (value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null))
        {
            _errors[at + name] = [$"{at}{name} must be a number such as 1234.5."];
        }
        else if (required)
        {
            _errors[at + name] = [$"{at}{name} is missing."];
        }

        return null;
    }

    private DateOnly Day(JsonElement root, string name)
    {
        var text = Text(root, "", name, required: true);
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            return day;
        }

        _errors.TryAdd(name, [$"{name} must be a day such as 2027-01-31."]);
        return default;
    }
}
