using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.RegularExpressions;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Http;

/// <summary>An unsuccessful answer, as far as it could be read.</summary>
internal sealed partial record ErrorAnswer(HttpStatusCode Status, string? Code, string? Text, string? CorrelationId, TimeSpan? RetryAfter)
{
    private const int LongestBody = 64 * 1024;

    public int Number => (int)Status;

    public bool IsTransient =>
        Status
            is HttpStatusCode.TooManyRequests
                or HttpStatusCode.RequestTimeout
                or HttpStatusCode.InternalServerError
                or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable
                or HttpStatusCode.GatewayTimeout;

    /// <summary>A gateway answered for a vendor that it could not reach.</summary>
    public bool IsUnreached => Status is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;

    public string Summary =>
        $"{Number} {Code ?? Status.ToString()}"
        + (CorrelationId is null ? "" : $" (correlation {CorrelationId})")
        + (Text is null ? "" : ": " + Text);

    public static async Task<ErrorAnswer> ReadAsync(
        HttpResponseMessage response,
        string correlationHeader,
        TimeProvider time,
        CancellationToken ct
    )
    {
        var (code, text, context) = await BodyAsync(response, ct);
        var correlation = response.Headers.TryGetValues(correlationHeader, out var values) ? values.FirstOrDefault() : null;
        return new(response.StatusCode, code, text, correlation ?? context, Wait(response.Headers.RetryAfter, time));
    }

    /// <param name="needs">What the client's role must grant; included if the request is refused.</param>
    public VendorException ToException(string route, string? needs = null)
    {
        var missing = Status == HttpStatusCode.Forbidden ? needs : null;
        var hint = missing is null ? "" : $" (the client's role needs {missing})";
        return new($"{route} answered {Summary}{hint}")
        {
            Route = route,
            Status = Number,
            Code = Code,
            Needs = missing,
            CorrelationId = CorrelationId,
        };
    }

    public TransientFault ToFault(TimeSpan? delay) =>
        new("answered " + Summary)
        {
            Delay = delay,
            Status = Number,
            Unreached = IsUnreached,
            Code = Code,
            CorrelationId = CorrelationId,
        };

    private static async Task<(string? Code, string? Text, string? Context)> BodyAsync(HttpResponseMessage response, CancellationToken ct)
    {
        try
        {
            if (response.Content.Headers.ContentLength is > LongestBody)
            {
                return default;
            }

            await using var stream = await response.Content.ReadAsStreamAsync(ct);
            using var json = await JsonDocument.ParseAsync(stream, default, ct);
            var text = Field(json, "message") ?? Field(json, "error_description") ?? Field(json, "description") ?? Field(json, "detail");
            return (
                Field(json, "code") ?? Field(json, "error") ?? Field(json, "scimType"),
                text is null ? null : Mail().Replace(text, "…"),
                Field(json, "contextId")
            );
        }
        catch (Exception fault) when (fault is JsonException or HttpRequestException or IOException)
        {
            // The status is sufficient; an unreadable body must not hide it.
            return default;
        }
    }

    private static string? Field(JsonDocument json, string name) =>
        json.RootElement.ValueKind == JsonValueKind.Object
        && json.RootElement.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
        && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    private static TimeSpan? Wait(RetryConditionHeaderValue? header, TimeProvider time)
    {
        var wait = header?.Delta ?? (header?.Date is { } date ? date - time.GetUtcNow() : null);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }

    // The vendor's message may quote an address, and messages end up in logs and on pages.
    [GeneratedRegex(@"\S+@\S+")]
    private static partial Regex Mail();
}
