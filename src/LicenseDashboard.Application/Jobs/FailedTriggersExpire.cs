using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace LicenseDashboard.Application.Jobs;

/// <summary>
/// Hangfire keeps what failed until somebody deletes it. The run's own row says why it failed; there nobody has to tidy up.
/// </summary>
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
        // What leaves the state says itself how long it stays.
    }
}
