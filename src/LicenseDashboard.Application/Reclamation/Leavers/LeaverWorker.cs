using System.Data.Common;
using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>
/// Plans leavers in every instance: immediately when a report arrives, after each change that any instance records in the audit, and now
/// and then for last days that have passed.
/// </summary>
internal sealed partial class LeaverWorker(
    PlanLeavers plan,
    LeaverSignal signal,
    ChangeFeed changes,
    DatabaseStart database,
    TimeProvider clock,
    ILogger<LeaverWorker> log
) : BackgroundService
{
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(15);
    private static readonly Viewer _self = Viewer.Job("leavers");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.RunAsync(stoppingToken);
            changes.Changed += signal.Wake;
            while (true)
            {
                if (await TryRoundAsync(stoppingToken) == 0)
                {
                    await signal.WaitAsync(Idle, clock, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping; the rows show where to continue.
        }
        finally
        {
            changes.Changed -= signal.Wake;
        }
    }

    private async Task<int> TryRoundAsync(CancellationToken ct)
    {
        try
        {
            return await plan.RunAsync(_self, ct);
        }
        catch (Exception e) when (e is DbUpdateException or DbException)
        {
            RoundFailed(e);
            return 0;
        }
    }

    [LoggerMessage(4120, LogLevel.Warning, "Leavers could not be planned; trying again in a moment")]
    private partial void RoundFailed(Exception exception);
}
