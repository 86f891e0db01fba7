using System.Text.Json;
using System.Text.Json.Serialization;

namespace LicenseDashboard.Core.Contracts;

/// <summary>Terms as stored. Equal terms give equal text: lines are ordered by SKU, changes by day.</summary>
public static class ContractDocument
{
    private static readonly JsonSerializerOptions _options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write(ContractTerms terms)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return JsonSerializer.Serialize(
            terms with
            {
                Lines =
                [
                    .. terms
                        .Lines.OrderBy(line => line.Sku, StringComparer.Ordinal)
                        .Select(line => line with { Changes = [.. line.Changes.OrderBy(change => change.From)] }),
                ],
            },
            _options
        );
    }

    public static ContractTerms Read(string document) =>
        JsonSerializer.Deserialize<ContractTerms>(document, _options)
        ?? throw new InvalidOperationException("The stored contract is empty.");
}
