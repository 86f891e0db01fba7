using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace LicenseDashboard.Application.Jobs;

/// <summary>Hangfire keeps failed jobs until they are deleted. Our own rows say why a run failed, so they can expire.</summary>
internal sealed class FailedTriggersExpire : JobFilterAttribute, IApplyStateFilter
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        if (context.NewState.Name == FailedState.StateName)
        {
            transaction.ExpireJob(context.BackgroundJob.Id, Kept);
        }
    }

    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        // The state that is left determines the expiration itself.
    }
}
