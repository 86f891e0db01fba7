using System.Text.Json.Serialization.Metadata;
using LicenseDashboard.Connectors.Http;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>The three routes of an analytics job: submit, state, results.</summary>
internal sealed class AnalyticsJobs(ApiClient api, QueryJobs jobs)
{
    /// <summary>Returns the ID of a finished job.</summary>
    public async Task<string> FinishAsync<TBody>(
        string template,
        TBody body,
        JsonTypeInfo<TBody> type,
        RequestPriority priority,
        CancellationToken ct
    )
    {
        var submission = ApiRequest.Post(template, body, type);
        return await jobs.FinishAsync(
            template,
            submission.Route,
            async () =>
                (await api.SendAsync(submission, GenesysJson.Default.WireJob, priority, ct)).JobId
                ?? throw new VendorException($"{submission.Route} answered without a job id.") { Route = submission.Route },
            job => AskAsync(template + "/{jobId}", job, priority, ct),
            ct
        );
    }

    public IAsyncEnumerable<TPage> ResultsAsync<TPage>(
        ApiRequest results,
        int? pageSize,
        JsonTypeInfo<TPage> type,
        Func<TPage, string?> first,
        RequestPriority priority,
        CancellationToken ct
    )
        where TPage : WirePage => api.PagesAsync(results, pageSize, type, page => page.Cursor, first, priority, ct);

    public static ApiRequest Results(string template, string job) => ApiRequest.Get(template + "/{jobId}/results", job);

    private async Task<JobProgress> AskAsync(string template, string job, RequestPriority priority, CancellationToken ct)
    {
        try
        {
            var state = (await api.SendAsync(ApiRequest.Get(template, job), GenesysJson.Default.WireJob, priority, ct)).State ?? "";
            return new(
                state.ToUpperInvariant() switch
                {
                    "FULFILLED" => JobState.Done,
                    "FAILED" or "CANCELLED" or "EXPIRED" => JobState.Lost,
                    _ => JobState.Running,
                },
                state
            );
        }
        catch (VendorException fault) when (fault.Status == 404)
        {
            // The vendor no longer knows it.
            return new(JobState.Lost, "not found");
        }
    }
}
