using System.Text.Json;
using System.Text.Json.Nodes;

namespace LicenseDashboard.Simulator.Hosting;

/// <summary>
/// Routes that always misbehave. Their answers are derived from the right answer, so a fault needs no knowledge of the route.
/// </summary>
internal sealed class PathFaults(IReadOnlyList<PathFault> first)
{
    private const string Root = "/api/v2";
    private static readonly string[] Lists = ["entities", "results", "userDetails", "conversations"];
    private IReadOnlyList<PathFault> _current = first;

    public IReadOnlyList<PathFault> Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }

    public Task RunAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path.Value ?? "";
        var struck = path.StartsWith(Root + "/", StringComparison.OrdinalIgnoreCase)
            ? Current.Where(fault => fault.Matches(path[Root.Length..])).ToList()
            : [];
        return struck switch
        {
            [] => next(http),
            _ when struck.Find(fault => fault.Trouble == PathTrouble.Refused) is { } refused => throw Refusal(refused.Status),
            _ => RewriteAsync(http, next, struck),
        };
    }

    private static ApiError Refusal(int status) =>
        status switch
        {
            403 => ApiError.Missing("simulated:refusal:view", any: false),
            404 => ApiError.NotFound("this route is not served here"),
            400 => ApiError.BadRequest("The request was refused."),
            _ => new ApiError(status, status == 503 ? "service.unavailable" : "internal.server.error", "The server could not answer."),
        };

    private static async Task RewriteAsync(HttpContext http, RequestDelegate next, List<PathFault> faults)
    {
        var body = http.Response.Body;
        using var whole = new MemoryStream();
        http.Response.Body = whole;
        try
        {
            await next(http);
        }
        finally
        {
            http.Response.Body = body;
        }

        var bytes = whole.ToArray();
        if (http.Response.StatusCode < 300 && bytes.Length > 0)
        {
            var later = http.Text("cursor") is not null || http.Number("pageNumber", 1, int.MaxValue) > 1;
            bytes = JsonSerializer.SerializeToUtf8Bytes(
                faults.Aggregate(JsonNode.Parse(bytes)!, (answer, fault) => Changed(answer, fault.Trouble, later))
            );
        }

        http.Response.ContentLength = http.Response.StatusCode == StatusCodes.Status204NoContent ? null : bytes.Length;
        await body.WriteAsync(bytes, http.RequestAborted);
    }

    private static JsonNode Changed(JsonNode answer, PathTrouble trouble, bool later)
    {
        var rows = answer as JsonArray ?? Lists.Select(name => (answer as JsonObject)?[name]).OfType<JsonArray>().FirstOrDefault();
        switch (trouble)
        {
            case PathTrouble.InProgress:
                Unfinish(answer);
                break;
            case PathTrouble.OtherShape:
                return new JsonObject { ["items"] = new JsonArray() };
            case PathTrouble.MissingRows:
                for (var i = (rows?.Count ?? 0) - 1; i >= 0; i--)
                {
                    if (i % 2 == 1)
                    {
                        rows!.RemoveAt(i);
                    }
                }

                break;
            case PathTrouble.Empty:
                rows?.Clear();
                Set(answer, "total", 0);
                Set(answer, "pageCount", 0);
                End(answer);
                break;
            case PathTrouble.Ends:
                End(answer);
                ClearIf(later, rows);
                break;
            case PathTrouble.EmptyPages when later:
                End(answer);
                rows?.Clear();
                break;
            case PathTrouble.EmptyPages or PathTrouble.Refused:
                break;
        }

        return answer;
    }

    private static void Unfinish(JsonNode answer)
    {
        if (answer is not JsonObject job)
        {
            return;
        }

        if (job["state"]?.GetValue<string>() is { } state)
        {
            // States are in upper case in analytics, but not in audits.
            job["state"] = state.Any(char.IsLower) ? "Running" : "PENDING";
        }
        else if (job.ContainsKey("usages"))
        {
            (job["status"], job["usages"]) = ("InProgress", new JsonArray());
        }
        else if (job.ContainsKey("status"))
        {
            (job["status"], job["result"]) = ("Processing", null);
            job.Remove("downloadUrl");
        }
    }

    private static void ClearIf(bool when, JsonArray? rows)
    {
        if (when)
        {
            rows?.Clear();
        }
    }

    private static void End(JsonNode answer) => (answer as JsonObject)?.Remove("cursor");

    private static void Set(JsonNode answer, string name, int number)
    {
        if (answer is JsonObject list && list.ContainsKey(name))
        {
            list[name] = number;
        }
    }
}
