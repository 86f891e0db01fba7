using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LicenseDashboard.Connectors.Http;

/// <summary>One request of a connector. All can be repeated: reads, submissions of queries, and changes that set a target state.</summary>
internal sealed class ApiRequest
{
    private readonly string _path;
    private readonly string _query;
    private readonly byte[]? _body;

    private ApiRequest(HttpMethod method, string template, string path, string query, byte[]? body, string? needs = null)
    {
        (Method, Template, Needs) = (method, template, needs);
        (_path, _query, _body) = (path, query, body);
    }

    public HttpMethod Method { get; }

    /// <summary>Path with placeholders, for errors and counters; contains no IDs.</summary>
    public string Template { get; }

    public string Route => $"{Method} {Template}";

    /// <summary>What the client's role must grant, in words; null if the vendor's own message is sufficient.</summary>
    public string? Needs { get; }

    /// <param name="template"><c>/api/v2/users/{userId}</c>; placeholders are filled from left to right.</param>
    public static ApiRequest Get(string template, params ReadOnlySpan<string> ids) =>
        new(HttpMethod.Get, template, Fill(template, ids), "", null);

    public static ApiRequest Post<T>(string template, T body, JsonTypeInfo<T> type, params ReadOnlySpan<string> ids) =>
        new(HttpMethod.Post, template, Fill(template, ids), "", JsonSerializer.SerializeToUtf8Bytes(body, type));

    public static ApiRequest Patch<T>(string template, T body, JsonTypeInfo<T> type, params ReadOnlySpan<string> ids) =>
        new(HttpMethod.Patch, template, Fill(template, ids), "", JsonSerializer.SerializeToUtf8Bytes(body, type));

    public static ApiRequest Delete(string template, params ReadOnlySpan<string> ids) =>
        new(HttpMethod.Delete, template, Fill(template, ids), "", null);

    /// <summary>Omits null values.</summary>
    public ApiRequest With(string name, string? value) =>
        value is null
            ? this
            : new(Method, Template, _path, $"{_query}{(_query.Length == 0 ? '?' : '&')}{name}={Uri.EscapeDataString(value)}", _body, Needs);

    public ApiRequest With(string name, int value) => With(name, value.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public ApiRequest Needing(string permission) => new(Method, Template, _path, _query, _body, permission);

    public HttpRequestMessage ToMessage(Uri baseAddress)
    {
        var message = new HttpRequestMessage(Method, new Uri(baseAddress, _path + _query));
        if (_body is not null)
        {
            message.Content = new ByteArrayContent(_body);
            message.Content.Headers.ContentType = new("application/json");
        }

        return message;
    }

    private static string Fill(string template, ReadOnlySpan<string> ids)
    {
        if (ids.IsEmpty)
        {
            return template;
        }

        var path = new StringBuilder();
        var rest = template.AsSpan();
        foreach (var id in ids)
        {
            var open = rest.IndexOf('{');
            path.Append(rest[..open]).Append(Uri.EscapeDataString(id));
            rest = rest[(rest.IndexOf('}') + 1)..];
        }

        return path.Append(rest).ToString();
    }
}
