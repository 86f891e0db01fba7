using LicenseDashboard.Application.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Reviews;

public static class ReviewsSetup
{
    public static IServiceCollection AddReviews(this IServiceCollection services) =>
        services.AddSingleton<OpenMonthlyReview>().AddSingleton<ReviewProgress>().AddSingleton<ReviewBurnDown>().AddJob<OpenReviewJob>();
}
