using System.Text.Json;
using System.Text.Json.Serialization;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Core.Ingestion;

/// <summary>The answers of one organization to everything the program assumes about the vendor.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="StartedAt">UTC, like <paramref name="EndedAt"/>.</param>
/// <param name="Requests">Sent during the check, including retries.</param>
public sealed record CheckReport(
    string Platform,
    string Vendor,
    DateTime StartedAt,
    DateTime EndedAt,
    long Requests,
    IReadOnlyList<CheckLine> Lines
)
{
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter<CheckResult>(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
    };

    /// <summary>True if at least one assumption doesn't hold.</summary>
    [JsonIgnore]
    public bool Objects => Count(CheckResult.DoesNotHold) > 0;

    /// <summary>The answer to one question; null if it wasn't asked.</summary>
    public CheckResult? Of(string code) => Lines.FirstOrDefault(line => line.Code == code)?.Result;

    public int Count(CheckResult result) => Lines.Count(line => line.Result == result);

    /// <summary>The full report, for storage.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, _json);

    /// <summary>The report for sharing, without anything that names things of the organization.</summary>
    public string ToSharedJson() =>
        JsonSerializer.Serialize(
            new
            {
                Platform,
                Vendor,
                StartedAt,
                EndedAt,
                Requests,
                Holds = Count(CheckResult.Holds),
                DoesNotHold = Count(CheckResult.DoesNotHold),
                CannotTell = Count(CheckResult.CannotTell),
                Lines = Lines.Select(line => new
                {
                    line.Code,
                    line.Theme,
                    line.Question,
                    line.Result,
                    line.Finding,
                    Follows = line.Follows.Length > 0 ? line.Follows : null,
                }),
            },
            _json
        );

    public static CheckReport Parse(string json) =>
        JsonSerializer.Deserialize<CheckReport>(json, _json) ?? throw new JsonException("The report is null.");
}
