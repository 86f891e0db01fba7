using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.Hosting;

namespace LicenseDashboard.Simulator.Analytics;

/// <summary>Writes one page of an answer. The cursor is the end of an earlier page, or null.</summary>
internal delegate Task PageWriter(HttpContext http, string? cursor, int pageSize);

/// <summary>The vendor's asynchronous queries: submit, poll, read pages. Results are computed only when a page is read.</summary>
internal sealed class Jobs(Simulation simulation)
{
    private const int PageSize = 1000;
    private const int MostOnPage = 10_000;
    private readonly ConcurrentDictionary<string, Job> _jobs = new(StringComparer.Ordinal);
    private long _count;

    /// <param name="fields">
    /// Fields of the body. If <c>pageSize</c> is one of them, it determines the page size; otherwise each page request does.
    /// </param>
    public void Map(IEndpointRouteBuilder routes, string path, string permission, string[] fields, Func<JsonElement, PageWriter> read)
    {
        var sizeInBody = fields.Contains("pageSize");
        routes
            .MapPost(
                path,
                async http =>
                {
                    var body = await http.ObjectAsync(fields);
                    var page = read(body);
                    var size =
                        body.TryGetProperty("pageSize", out var asked) && asked.TryGetInt32(out var number)
                            ? Math.Clamp(number, 1, MostOnPage)
                            : PageSize;
                    var job = new Job(
                        Dice.Id((ulong)simulation.Options.Seed, "job", (ulong)Interlocked.Increment(ref _count)),
                        path,
                        simulation.Clock.Elapsing,
                        simulation.Clock.Now,
                        page,
                        size
                    );
                    _jobs[job.Id] = job;
                    await Answer.JsonAsync(http, json => WriteId(json, job.Id), 202);
                }
            )
            .Needs(permission);
        routes.MapGet($"{path}/{{jobId}}", http => Answer.JsonAsync(http, json => WriteState(json, Find(http, path)))).Needs(permission);
        routes
            .MapGet(
                $"{path}/{{jobId}}/results",
                async http =>
                {
                    var job = Find(http, path);
                    if (StateOf(job) != "FULFILLED")
                    {
                        throw ApiError.BadRequest("The job has no results yet.");
                    }

                    await job.Page(
                        http,
                        http.Text("cursor"),
                        sizeInBody ? job.PageSize : http.Number("pageSize", job.PageSize, MostOnPage)
                    );
                }
            )
            .Needs(permission);
        routes
            .MapDelete(
                $"{path}/{{jobId}}",
                http =>
                {
                    _jobs.TryRemove(Find(http, path).Id, out _);
                    http.Response.StatusCode = 204;
                    return Task.CompletedTask;
                }
            )
            .Needs(permission);
    }

    public void MapAvailability(IEndpointRouteBuilder routes, string path, string permission) =>
        routes
            .MapGet(
                $"{path}/availability",
                http =>
                    Answer.JsonAsync(
                        http,
                        json =>
                        {
                            json.WriteStartObject();
                            json.WriteInstant("dataAvailabilityDate", simulation.Clock.AvailableUntil);
                            json.WriteEndObject();
                        }
                    )
            )
            .Needs(permission);

    /// <summary>A cursor consists of two numbers: the person to continue with, and how many of their rows were already sent.</summary>
    public static (int Person, int Skip) Place(string? cursor)
    {
        if (cursor is null)
        {
            return (0, 0);
        }

        var parts = cursor.Split('.');
        return
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var person)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var skip)
            ? (person, skip)
            : throw new ApiError(400, "invalid.value", "cursor is not one that was given out.");
    }

    private Job Find(HttpContext http, string path) =>
        _jobs.TryGetValue(http.Route("jobId"), out var job) && job.Path == path ? job : throw ApiError.NotFound("job");

    private string StateOf(Job job)
    {
        var age = simulation.Clock.Elapsing - job.SubmittedElapsing;
        return age >= simulation.JobDuration ? "FULFILLED"
            : age >= simulation.JobDuration / 2 ? "PENDING"
            : "QUEUED";
    }

    private void WriteState(Utf8JsonWriter json, Job job)
    {
        json.WriteStartObject();
        json.WriteString("state", StateOf(job));
        json.WriteInstant("submissionDate", job.SubmittedAt);
        json.WriteInstant("expirationDate", job.SubmittedAt.AddDays(1));
        json.WriteEndObject();
    }

    private static void WriteId(Utf8JsonWriter json, string id)
    {
        json.WriteStartObject();
        json.WriteString("jobId", id);
        json.WriteEndObject();
    }

    private sealed record Job(string Id, string Path, DateTime SubmittedElapsing, DateTime SubmittedAt, PageWriter Page, int PageSize);
}
