using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Directory.Scim;

/// <summary>A response of the SCIM server. If the client already has this version, 304 without a body.</summary>
internal sealed record ScimAnswer(int Status, JsonObject? Body = null) : IResult
{
    public const string ContentType = "application/scim+json";

    /// <summary>Quotes are not escaped; browsers don't render this as a page.</summary>
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string? Tag { get; init; }

    public string? Location { get; init; }

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.CacheControl = "no-store";
        if (Tag is not null)
        {
            response.Headers.ETag = Tag;
        }

        if (Location is not null)
        {
            response.Headers.Location = Location;
        }

        if (Tag is not null && HttpMethods.IsGet(httpContext.Request.Method) && ScimTag.Names(httpContext.Request.Headers.IfNoneMatch, Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.StatusCode = Status;
        if (Body is not null)
        {
            response.ContentType = ContentType;
            await response.WriteAsync(Body.ToJsonString(_json), httpContext.RequestAborted);
        }
    }
}

/// <summary>An error as defined in RFC 7644 §3.12.</summary>
/// <param name="Type">One of the standard's error types for invalid requests; otherwise null.</param>
internal sealed record ScimError(int Status, string? Type, string Detail) : IResult
{
    private const string Schema = "urn:ietf:params:scim:api:messages:2.0:Error";

    private static readonly HashSet<string> _types =
    [
        "invalidFilter",
        "tooMany",
        "uniqueness",
        "mutability",
        "invalidSyntax",
        "invalidPath",
        "noTarget",
        "invalidValue",
        "invalidVers",
        "sensitive",
    ];

    /// <summary>The only place where a refusal becomes a SCIM status.</summary>
    public static ScimError Of(Refusal refusal) =>
        refusal.Code switch
        {
            "not-found" => new(StatusCodes.Status404NotFound, null, refusal.Message),
            "forbidden" => new(StatusCodes.Status403Forbidden, null, refusal.Message),
            "stale" => new(StatusCodes.Status412PreconditionFailed, null, refusal.Message),
            "uniqueness" => new(StatusCodes.Status409Conflict, "uniqueness", refusal.Message),
            "too-large" => new(StatusCodes.Status413PayloadTooLarge, null, refusal.Message),
            "media-type" => new(StatusCodes.Status415UnsupportedMediaType, null, refusal.Message),
            _ => new(StatusCodes.Status400BadRequest, _types.Contains(refusal.Code) ? refusal.Code : "invalidValue", refusal.Message),
        };

    public static ScimError Of(int status) =>
        new(
            status,
            null,
            status switch
            {
                StatusCodes.Status404NotFound => "Not found. See /scim/v2/ResourceTypes for all resources.",
                StatusCodes.Status405MethodNotAllowed => "Method not allowed. See the Allow header for the methods of this address.",
                StatusCodes.Status413PayloadTooLarge => "The body is too large.",
                StatusCodes.Status429TooManyRequests => "Too many requests; wait as long as Retry-After says.",
                >= 500 => "An error occurred and was logged. Try again. If the problem persists, contact your administrator.",
                _ => "The request can't be answered.",
            }
        );

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var body = new JsonObject
        {
            ["schemas"] = new JsonArray(Schema),
            ["status"] = Status.ToString(System.Globalization.CultureInfo.InvariantCulture),
        };
        if (Type is not null)
        {
            body["scimType"] = Type;
        }

        body["detail"] = Detail;
        return new ScimAnswer(Status, body).ExecuteAsync(httpContext);
    }
}

/// <summary>Weak tags, because the same version can be returned with more or fewer attributes.</summary>
internal static class ScimTag
{
    public static string Of(string version) => $"W/\"{version}\"";

    /// <summary>True if a list of tags in a header contains this one.</summary>
    public static bool Names(Microsoft.Extensions.Primitives.StringValues header, string tag) =>
        header
            .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            .Any(each => each == "*" || Bare(each) == Bare(tag));

    /// <summary>The version a write is for; null for any.</summary>
    public static Outcome<string?> Required(HttpRequest request)
    {
        var header = request.Headers.IfMatch.ToString().Trim();
        return header switch
        {
            "" or "*" => (string?)null,
            _ when header.Contains(',', StringComparison.Ordinal) => Refusal.Invalid("If-Match must name one version, such as W/\"3\"."),
            _ => Bare(header),
        };
    }

    private static string Bare(string tag) => (tag.StartsWith("W/", StringComparison.OrdinalIgnoreCase) ? tag[2..] : tag).Trim('"');
}
