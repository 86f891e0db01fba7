using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Recommendations;

public static class RecommendationsSetup
{
    public static IServiceCollection AddRecommendations(this IServiceCollection services) => services
        .AddSingleton<ApproveRecommendation>()
        .AddSingleton<RejectRecommendation>()
        .AddSingleton<UndoDecision>()
        .AddSingleton<RaiseRecommendations>()
        .AddSingleton<IProtectRows, ProtectRows>()
        .AddSingleton<EvaluatePlatform>()
        .AddSingleton<RaiseReclamations>()
        .AddSingleton<TakeDueSeats>()
        .AddSingleton<AdvanceReclamations>()
        .AddSingleton(all => new ReleaseReclamations(all.GetRequiredService<IDbContextFactory<LicenseDb>>(), all.GetRequiredService<TakeDueSeats>(), all.GetRequiredService<TimeProvider>()))
        .AddSingleton<ReclaimLeaver>()
        .AddSingleton<RecommendationList>()
        .AddSingleton<RecommendationDetail>()
        .AddSingleton<RecommendationLosses>()
        .AddSingleton<UserList>()
        .AddSingleton<UserDetail>()
        .AddSingleton<NeverSeenList>()
        .AddSingleton<AllowAccount>()
        .AddSingleton<TierFindings>()
        .AddSingleton<SeatHolders>()
        .AddJob<EvaluateJob>()
        .AddJob<ReclamationJob>();
}
