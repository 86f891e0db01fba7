using System.Text.Json;
using System.Text.Json.Serialization;
using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>A page of <c>entities</c>, with page numbers or a cursor.</summary>
internal sealed record WireList<T>
    where T : class
{
    public List<T>? Entities { get; init; }

    public long? PageCount { get; init; }

    public long? Total { get; init; }

    public string? Cursor { get; init; }

    public PagePart<T> Part() => new(Entities, Cursor, PageCount, Total);
}

/// <summary>A reference: an object with an ID, or the plain ID. The same reference can have either form on different routes.</summary>
[JsonConverter(typeof(WireReferenceReader))]
internal sealed record WireReference(string? Id, string? Name) : IListed
{
    public string? RowKey => Id;
}

internal sealed class WireReferenceReader : JsonConverter<WireReference?>
{
    public override bool HandleNull => true;

    public override WireReference? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                return reader.GetString() is { Length: > 0 } bare ? new(bare, null) : null;
            case JsonTokenType.StartObject:
                using (var json = JsonDocument.ParseValue(ref reader))
                {
                    return new(Text(json.RootElement, "id"), Text(json.RootElement, "name"));
                }

            default:
                reader.Skip();
                return null;
        }
    }

    /// <summary>Never called: references are only read from answers.</summary>
    public override void Write(Utf8JsonWriter writer, WireReference? value, JsonSerializerOptions options) =>
        throw new NotSupportedException();

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;
}

internal sealed record WireUser : IListed
{
    public string? Id { get; init; }

    [JsonIgnore]
    public string? RowKey => Id;

    public string? Name { get; init; }

    public string? Email { get; init; }

    public string? State { get; init; }

    public long? Version { get; init; }

    public string? Title { get; init; }

    public string? Department { get; init; }

    public WireReference? Division { get; init; }

    public WireReference? Manager { get; init; }

    [JsonConverter(typeof(LenientObject<WireEmployer>))]
    public WireEmployer? EmployerInfo { get; init; }

    public List<WireReference>? Groups { get; init; }

    public DateTime? DateLastLogin { get; init; }

    /// <summary>Names are matched case-insensitively, so the spelling of the request is read, too.</summary>
    public DateTime? LastTokenIssued { get; init; }
}

internal sealed record WireEmployer
{
    public string? EmployeeId { get; init; }

    public string? DateHire { get; init; }
}

internal sealed record WireUserState
{
    public string? StateChangeReason { get; init; }

    public DateTime? StateChangeDate { get; init; }
}
