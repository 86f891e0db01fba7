using System.Text.Json;
using System.Text.Json.Serialization;

namespace LicenseDashboard.Application.Spend.Focus;

internal enum FocusType
{
    String,
    Decimal,
    DateTime,
    Json,
}

internal enum FocusLevel
{
    Mandatory,
    Conditional,
    Recommended,
}

/// <summary>One column as the public specification defines it.</summary>
/// <param name="Values">Allowed values; null allows any.</param>
/// <param name="EmptyBecause">Why no row has a value; null if rows have one.</param>
internal sealed record FocusColumn(
    string Name,
    FocusLevel Level,
    bool Nullable,
    FocusType Type,
    IReadOnlyList<string>? Values,
    string? EmptyBecause
);

/// <summary>The columns of the FinOps Open Cost and Usage Specification, from the data file with its version.</summary>
internal sealed record FocusSchema(string Version, IReadOnlyList<FocusColumn> Columns)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>In the order of the specification, which is that of the export.</summary>
    public static FocusSchema Current { get; } = Read("LicenseDashboard.Application.Spend.Focus.focus-1.3.json");

    private static FocusSchema Read(string name)
    {
        using var stream =
            typeof(FocusSchema).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        return JsonSerializer.Deserialize<FocusSchema>(stream, _json)!;
    }
}
