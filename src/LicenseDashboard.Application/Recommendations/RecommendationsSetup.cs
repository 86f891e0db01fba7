using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Recommendations;

public static class RecommendationsSetup
{
    public static IServiceCollection AddRecommendations(this IServiceCollection services) =>
        services
            .AddSingleton<ApproveRecommendation>()
            .AddSingleton<RejectRecommendation>()
            .AddSingleton<ExemptRejected>()
            .AddSingleton<UndoDecision>()
            .AddSingleton<AdviceRows>()
            .AddSingleton<RaiseRecommendations>()
            .AddSingleton<IProtectRows, ProtectRows>()
            .AddSingleton<EvaluatePlatform>()
            .AddSingleton<RecommendationList>()
            .AddSingleton<RecommendationGroups>()
            .AddSingleton<RecommendationDetail>()
            .AddSingleton<RecommendationLosses>()
            .AddSingleton<TierFindings>()
            .AddJob<EvaluateJob>();
}
