using System.Text.Json.Nodes;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys.Check;

/// <summary>The clients used by a check. They are the program's own, with the real rate limits, retries and tokens.</summary>
/// <param name="Writer">Null if no write client is configured. Only asked for its permissions.</param>
/// <param name="Live">The live client, or the read client if there is none.</param>
/// <param name="Allowed">Requests per minute that the vendor allows the read client; null until known.</param>
internal sealed record CheckClients(
    ApiClient Reader,
    ApiClient? Writer,
    ApiClient Live,
    Uri Api,
    QueryJobs Jobs,
    Func<int?> Allowed,
    bool SameClient
);

/// <summary>One run of a check: sends and counts requests, and caches what several questions need.</summary>
internal sealed class CheckSession(CheckClients clients, CheckTerms terms, TimeProvider time)
{
    public const int MostRequests = 600;

    private readonly Dictionary<string, Task> _facts = new(StringComparer.Ordinal);
    private int _sent;

    public CheckTerms Terms => terms;

    public CheckClients Clients => clients;

    public TimeProvider Time => time;

    /// <summary>The platform's local day.</summary>
    public DateOnly Today => LocalDays.Of(time.GetUtcNow().UtcDateTime, terms.Zone);

    /// <summary>The given number of local days up to yesterday.</summary>
    public UtcSpan LastDays(int days) => LocalDays.Spans(Today.AddDays(-days), Today.AddDays(-1), terms.Zone, days + 1).Single();

    public Task<JsonNode> AskAsync(ApiRequest request, CancellationToken ct) => AskAsync(clients.Reader, request, ct);

    public async Task<JsonNode> AskAsync(ApiClient client, ApiRequest request, CancellationToken ct)
    {
        if (Interlocked.Increment(ref _sent) > MostRequests)
        {
            throw new UntoldException(
                $"The check reached its limit of {MostRequests} requests; this organization is too large for " + "the remaining questions."
            );
        }

        return await client.SendAsync(request, CheckJson.Default.JsonNode, RequestPriority.Ingest, ct);
    }

    public static ApiRequest Post(string template, JsonObject body, params ReadOnlySpan<string> ids) =>
        ApiRequest.Post(template, body, CheckJson.Default.JsonObject, ids);

    /// <summary>Reads a fact once; later callers get the same result or failure.</summary>
    public Task<T> OnceAsync<T>(string fact, Func<Task<T>> ask)
    {
        if (!_facts.TryGetValue(fact, out var known))
        {
            known = _facts[fact] = ask();
        }

        return (Task<T>)known;
    }

    /// <summary>
    /// For questions that depend on a fact: if reading it failed, this question can't be answered, and another line reports the failure.
    /// </summary>
    public static async Task<T> GivenAsync<T>(Task<T> fact, string what)
    {
        try
        {
            return await fact;
        }
        catch (VendorException fault)
        {
            throw new UntoldException(
                $"Depends on {what}: {(fault.Status is null ? $"{fault.Route} returned no usable answer" : Finding.Words(fault))}."
            );
        }
        catch (OperationCanceledException)
        {
            throw new UntoldException($"Depends on {what}, which took too long to load.");
        }
    }

    /// <summary>Submits a query, waits for it, and measures how long it took.</summary>
    public async Task<FinishedJob> FinishAsync(string template, JsonObject body, CancellationToken ct)
    {
        var started = time.GetTimestamp();
        var submission = Post(template, body);
        var id = await clients.Jobs.FinishAsync(
            "check " + template,
            submission.Route,
            async () =>
                JsonReading.Text(await AskAsync(submission, ct), "jobId")
                ?? throw new VendorException($"{submission.Route} answered without a job id.") { Route = submission.Route },
            async job => Progress(JsonReading.Text(await AskAsync(ApiRequest.Get(template + "/{jobId}", job), ct), "state") ?? ""),
            ct
        );
        return new(id, time.GetElapsedTime(started));
    }

    private static JobProgress Progress(string state) =>
        new(
            state.ToUpperInvariant() switch
            {
                "FULFILLED" => JobState.Done,
                "FAILED" or "CANCELLED" or "EXPIRED" => JobState.Lost,
                _ => JobState.Running,
            },
            state
        );
}

internal sealed record FinishedJob(string Id, TimeSpan Took);
