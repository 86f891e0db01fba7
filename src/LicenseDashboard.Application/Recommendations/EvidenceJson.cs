using System.Text.Json;
using System.Text.Json.Serialization;
using LicenseDashboard.Core.Recommendations;

namespace LicenseDashboard.Application.Recommendations;

[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Evidence))]
internal sealed partial class EvidenceJson : JsonSerializerContext
{
    public static string Write(Evidence evidence) => JsonSerializer.Serialize(evidence, Default.Evidence);

    public static Evidence Read(string json) =>
        JsonSerializer.Deserialize(json, Default.Evidence) ?? throw new InvalidOperationException("Stored evidence is empty.");
}
