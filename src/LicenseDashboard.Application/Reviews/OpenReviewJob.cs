using System.Globalization;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Jobs;

namespace LicenseDashboard.Application.Reviews;

/// <summary>Opens the monthly review on the first, or as soon as a platform has been evaluated for the first time.</summary>
internal sealed class OpenReviewJob(OpenMonthlyReview open, TimeProvider clock) : IJobWork
{
    public const string Name = "open-review";

    public JobPlan Plan { get; } = new(Name, "Open the monthly review", JobCadence.Monthly, new TimeOnly(6, 0), After: "evaluate");

    public async Task<string> RunAsync(JobContext context, CancellationToken ct)
    {
        var month = context.Platform.LocalDay(clock.GetUtcNow()).ToString("MMMM yyyy", CultureInfo.InvariantCulture);
        return await open.RunAsync(context.Viewer, context.Platform, ct)
            ? $"The review of {month} is open."
            : $"The review of {month} was already open.";
    }
}
