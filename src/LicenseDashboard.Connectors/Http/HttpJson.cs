using System.Text.Json;
using System.Text.Json.Serialization;

namespace LicenseDashboard.Connectors.Http;

internal sealed record WireToken
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    [JsonPropertyName("expires_in")]
    public long? ExpiresIn { get; init; }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, Converters = [typeof(LenientText), typeof(LenientNumber)])]
[JsonSerializable(typeof(WireToken))]
internal sealed partial class HttpJson : JsonSerializerContext;
