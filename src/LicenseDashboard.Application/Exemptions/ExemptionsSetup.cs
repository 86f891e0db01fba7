using LicenseDashboard.Application.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LicenseDashboard.Application.Exemptions;

public static class ExemptionsSetup
{
    /// <summary>Call it after AddPlatforms and before AddJobs: hosted services start in the order they are added. Needs an <see cref="IProtectRows"/>.</summary>
    public static IServiceCollection AddExemptions(this IServiceCollection services) => services
        .AddSingleton<EnsureTags>()
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
        .AddSingleton<TagList>()
        .AddSingleton<ExemptionList>()
        .AddSingleton<BurstForecasts>()
        .AddHostedService<EnsureTagsAtStart>();

    private sealed class EnsureTagsAtStart(DatabaseStart database, EnsureTags ensure) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await database.RunAsync(cancellationToken);
            await ensure.RunAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
