using LicenseDashboard.Application.Reviews;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Reviews;

/// <param name="Month">Its first day.</param>
/// <param name="CarriedOver">Undecided recommendations from earlier months.</param>
internal sealed record ReviewJson(
    string Platform,
    DateOnly Month,
    DateOnly OpenedOn,
    DateOnly DueOn,
    int DaysLeft,
    int Total,
    int Decided,
    int Undecided,
    int CarriedOver
);

internal static class ReviewsEndpoints
{
    public static IEndpointRouteBuilder MapReviews(this IEndpointRouteBuilder api, QueryField platform)
    {
        api.MapGet("/reviews/current", CurrentAsync)
            .Needs(ApiScope.Read)
            .Takes(platform)
            .Produces<ReviewJson>()
            .WithSummary("Get the current monthly review.");
        return api;
    }

    private static async Task<IResult> CurrentAsync(HttpContext context, ReviewProgress progress)
    {
        var call = await ApiCall.OfAsync(context);
        return await progress.RunAsync(call.Viewer, call.PlatformOrFirst, call.Aborted) is [var review, ..]
            ? Results.Ok(
                new ReviewJson(
                    review.Platform,
                    review.Month,
                    review.OpenedOn,
                    review.DueOn,
                    review.DaysLeft,
                    review.Total,
                    review.Decided,
                    review.Undecided,
                    review.CarriedOver
                )
            )
            : ProblemAnswer.Of(Refusal.NotFound("No review is open. The first one opens after the first evaluation."));
    }
}
