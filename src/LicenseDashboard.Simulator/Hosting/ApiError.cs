using System.Globalization;
using System.Text.Json;

namespace LicenseDashboard.Simulator.Hosting;

/// <summary>A refusal in the vendor's format; thrown by a route, written by the gate.</summary>
internal sealed class ApiError(int status, string code, string message) : Exception(message)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    /// <summary>The permissions that the client lacks, for the two "missing" codes.</summary>
    public string? Permissions { get; init; }

    public static ApiError BadRequest(string message) => new(400, "bad.request", message);

    public static ApiError NotFound(string what) => new(404, "not.found", $"The requested resource was not found: {what}");

    public static ApiError Missing(string permissions, bool any) =>
        new(
            403,
            any ? "missing.any.permissions" : "missing.permissions",
            $"Unable to perform the requested action. You are missing the following permission(s): {permissions}"
        )
        {
            Permissions = permissions,
        };

    public static ApiError TooMany(HttpContext http, int seconds)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return new ApiError(
            429,
            "too.many.requests",
            string.Create(CultureInfo.InvariantCulture, $"Rate limit exceeded the maximum. Retry the request in [{seconds}] seconds")
        );
    }

    public void Write(Utf8JsonWriter json, string correlationId)
    {
        json.WriteStartObject();
        json.WriteString("message", Message);
        json.WriteString("code", Code);
        json.WriteNumber("status", Status);
        json.WriteString("contextId", correlationId);
        if (Permissions is not null)
        {
            json.WriteString(
                "messageWithParams",
                "Unable to perform the requested action. You are missing the following permission(s): {permissions}"
            );
            json.WriteStartObject("messageParams");
            json.WriteString("permissions", Permissions);
            json.WriteEndObject();
        }

        json.WriteStartArray("details");
        json.WriteEndArray();
        json.WriteStartArray("errors");
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
