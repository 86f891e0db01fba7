using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using LicenseDashboard.Core.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace LicenseDashboard.Web.Api;

/// <summary>
/// Every error of the API as problem+json, whatever the caller accepts. <c>code</c> is stable and for programs, <c>detail</c> is for
/// people. <c>errors</c> names each invalid field, <c>row</c> is the current row.
/// </summary>
internal sealed record ProblemAnswer(int Status, string Code, string Detail) : IResult
{
    public const string ContentType = "application/problem+json";

    /// <summary>Quotes are not escaped because people read these in a terminal, and browsers don't render them as a page.</summary>
    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    public object? Row { get; init; }

    /// <summary>The only place where a refusal becomes a status.</summary>
    public static ProblemAnswer Of(Refusal refusal, object? row = null) =>
        new(
            refusal.Code switch
            {
                "not-found" => StatusCodes.Status404NotFound,
                "forbidden" => StatusCodes.Status403Forbidden,
                "invalid" => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status409Conflict,
            },
            refusal.Code,
            refusal.Message
        )
        {
            Row = refusal.Code is "not-found" or "forbidden" or "invalid" ? null : row,
            Errors = refusal switch
            {
                { Code: "invalid", Fields: { } fields } => fields
                    .GroupBy(problem => problem.Field, StringComparer.Ordinal)
                    .ToDictionary(field => field.Key, field => field.Select(problem => problem.Message).ToArray(), StringComparer.Ordinal),
                { Code: "invalid", Field: { } field } => new Dictionary<string, string[]> { [field] = [refusal.Message] },
                _ => null,
            },
        };

    public static ProblemAnswer Invalid(string field, string message) => Invalid(new Dictionary<string, string[]> { [field] = [message] });

    public static ProblemAnswer Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(StatusCodes.Status400BadRequest, "invalid", string.Join(' ', errors.Values.SelectMany(messages => messages)))
        {
            Errors = errors,
        };

    public static ProblemAnswer Of(int status) =>
        new(
            status,
            Words(status),
            status switch
            {
                StatusCodes.Status404NotFound => "Not found. See /openapi/v1.json for all addresses.",
                StatusCodes.Status405MethodNotAllowed => "Method not allowed. See the Allow header for the methods of this address.",
                StatusCodes.Status413PayloadTooLarge => "The body is too large.",
                StatusCodes.Status415UnsupportedMediaType => "Send the body as application/json, or a file as text/csv.",
                >= 500 => "An error occurred and was logged. Try again. If the problem persists, contact your administrator.",
                _ => ReasonPhrases.GetReasonPhrase(status) + ".",
            }
        );

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.Headers.CacheControl = "no-store";
        var body = new ProblemJson(
            "urn:licensedashboard:" + Code,
            ReasonPhrases.GetReasonPhrase(Status),
            Status,
            Detail,
            Code,
            Errors,
            Row
        );
        await httpContext.Response.WriteAsJsonAsync(body, _json, ContentType, httpContext.RequestAborted);
    }

    private static string Words(int status) => ReasonPhrases.GetReasonPhrase(status).ToLowerInvariant().Replace(' ', '-');
}

/// <param name="Errors">By field, for invalid input.</param>
/// <param name="Row">The current row after a conflict.</param>
internal sealed record ProblemJson(
    string Type,
    string Title,
    int Status,
    string Detail,
    string Code,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string[]>? Errors,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] object? Row
);
