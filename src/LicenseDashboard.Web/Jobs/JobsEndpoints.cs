using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Web.Api;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Jobs;

internal sealed record RunJson(
    Guid Id,
    string Job,
    string Platform,
    string Status,
    DateOnly? DueOn,
    bool RunNow,
    DateTime StartedAt,
    DateTime? EndedAt,
    string Step,
    int StepsDone,
    int StepsTotal,
    string Summary,
    string? Failure
)
{
    public static RunJson Of(JobRunRow run) =>
        new(
            run.Id,
            run.Job,
            run.Platform,
            ApiWords.Of(run.Status),
            run.DueOn,
            run.RunNow,
            run.StartedAt,
            run.EndedAt,
            run.Step,
            run.StepsDone,
            run.StepsTotal,
            run.Summary,
            run.Failure.Length > 0 ? run.Failure : null
        );
}

/// <param name="NextRunAt">Next scheduled start. Null if it runs after another job.</param>
/// <param name="WaitsFor">Title of the job that has to end before the due run can start.</param>
internal sealed record JobJson(
    string Name,
    string Title,
    string Platform,
    string Schedule,
    DateTime? NextRunAt,
    string? WaitsFor,
    RunJson? Running,
    RunJson? Last
);

/// <summary><c>/jobs</c>: scheduled jobs, and running them now.</summary>
internal static class JobsEndpoints
{
    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet("/jobs", ListAsync).WithSummary("List the jobs of all platforms with their status.").Lists<JobJson>(platform);
        api.MapPost("/jobs/{name}/run", RunAsync)
            .Needs(ApiScope.Operate)
            .WithMetadata(new TakesBody([]))
            .Takes(platform)
            .Produces<RunJson>(StatusCodes.Status202Accepted)
            .WithSummary("Start a job now: directory, usage, evaluate, verify, or open-review. If there are several platforms, name one.");
        return api;
    }

    private static async Task<IResult> ListAsync(HttpContext context, JobList list)
    {
        var call = await ApiCall.OfAsync(context);
        var platform = call.Query.Text("platform");
        List<JobJson> jobs =
        [
            .. (await list.RunAsync(call.Viewer, call.Aborted))
                .Where(job => platform is null || job.Platform == platform)
                .Select(job => new JobJson(
                    job.Job,
                    job.Title,
                    job.Platform,
                    job.Cadence,
                    job.NextRunAt,
                    job.WaitsFor,
                    job.Running is { } running ? RunJson.Of(running) : null,
                    job.Last is { } last ? RunJson.Of(last) : null
                )),
        ];
        return PageOf<JobJson>.Answer(jobs, call.Query.Page, job => $"{job.Platform} {job.Name}");
    }

    private static async Task<IResult> RunAsync(HttpContext context, string name, RunNow run, JobList list, PlatformKeys platforms)
    {
        var (_, problem) = await DecisionBody.ReadAsync(context);
        if (problem is not null)
        {
            return problem;
        }

        var call = await ApiCall.OfAsync(context);
        if (platforms.All.Count > 1 && call.Query.Text("platform") is null)
        {
            return ProblemAnswer.Invalid(
                "platform",
                $"There are {platforms.All.Count} platforms; name one: {string.Join(", ", platforms.All)}."
            );
        }

        var outcome = await run.RunAsync(call.Viewer, call.PlatformOrFirst, name, call.Aborted);
        if (outcome.Refusal is { } refusal)
        {
            var job = (await list.RunAsync(call.Viewer, call.Aborted)).FirstOrDefault(each =>
                each.Job == name && each.Platform == call.PlatformOrFirst
            );
            return ProblemAnswer.Of(refusal, job?.Running is { } running ? RunJson.Of(running) : null);
        }

        return await list.OneAsync(call.Viewer, outcome.Value, call.Aborted) is { } started
            ? Results.Accepted("/api/v1/jobs", RunJson.Of(started))
            : ProblemAnswer.Of(StatusCodes.Status500InternalServerError);
    }
}
