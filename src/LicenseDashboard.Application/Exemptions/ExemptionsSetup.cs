using LicenseDashboard.Application.Persistence;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Application.Exemptions;

public static class ExemptionsSetup
{
    /// <summary>
    /// Call it after AddPlatforms and before AddJobs, because hosted services start in the order they are added. Needs an
    /// <see cref="IProtectRows"/>.
    /// </summary>
    public static IServiceCollection AddExemptions(this IServiceCollection services) =>
        services
            .AddSingleton<ExemptionWrites>()
            .AddSingleton<AddTag>()
            .AddSingleton<ChangeTag>()
            .AddSingleton<RemoveTag>()
            .AddSingleton<AssignExemptions>()
            .AddSingleton<ChangeExemption>()
            .AddSingleton<RemoveExemption>()
            .AddSingleton<ImportExemptions>()
            .AddSingleton<ApplyRules>()
            .AddSingleton<AddRule>()
            .AddSingleton<RemoveRule>()
            .AddSingleton<RuleList>()
            .AddSingleton<RuleValues>()
            .AddSingleton<TagList>()
            .AddSingleton<ExemptionList>()
            .AddSingleton<BurstForecasts>()
            .AddSingleton<TagHistory>()
            .AddSingleton<ExemptionHistory>()
            .AddAtStart<EnsureTags>((ensure, ct) => ensure.RunAsync(ct));
}
