using System.Text.Json;
using System.Text.Json.Serialization;
using LicenseDashboard.Core.Notices;

namespace LicenseDashboard.Application.Notices;

[JsonSerializable(typeof(DigestContent))]
internal sealed partial class DigestJson : JsonSerializerContext
{
    public static string Write(DigestContent content) => JsonSerializer.Serialize(content, Default.DigestContent);

    public static DigestContent Read(string json) =>
        JsonSerializer.Deserialize(json, Default.DigestContent) ?? throw new InvalidOperationException("A stored digest is empty.");
}
