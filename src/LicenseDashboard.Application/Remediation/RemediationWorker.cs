using System.Diagnostics;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Remediation;

/// <summary>Executes due items in every instance: immediately after a decision, and every few seconds as a safety net.</summary>
public sealed partial class RemediationWorker(
    ClaimRemediations claims,
    CarryOutRemediation carryOut,
    RemediationSignal signal,
    DatabaseStart database,
    RemediationOptions options,
    TimeProvider clock,
    ILogger<RemediationWorker> log
) : BackgroundService
{
    public static readonly ActivitySource Source = new("LicenseDashboard.Remediation");

    private static readonly Viewer _self = Viewer.Job("remediate");

    /// <summary>UTC time of the last round with work; null before the first.</summary>
    public DateTime? LastDidSomethingAt { get; private set; }

    /// <summary>Claims due items and executes the next step of each. Returns the number of items.</summary>
    public async Task<int> RoundAsync(CancellationToken ct)
    {
        var claimed = await claims.RunAsync(_self, options.Parallel, ct);
        if (claimed.Count > 0)
        {
            LastDidSomethingAt = clock.GetUtcNow().UtcDateTime;
            await Task.WhenAll(claimed.Select(one => CarryOutAsync(one, ct)));
        }

        return claimed.Count;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.RunAsync(stoppingToken);
            while (true)
            {
                var did = await TryRoundAsync(stoppingToken);
                if (did < options.Parallel)
                {
                    await signal.WaitAsync(TimeSpan.FromSeconds(options.IdleSeconds), clock, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping; leases expire and the rows show where to continue.
        }
    }

    private async Task<int> TryRoundAsync(CancellationToken ct)
    {
        try
        {
            return await RoundAsync(ct);
        }
        catch (Exception e) when (e is DbUpdateException or System.Data.Common.DbException)
        {
            RoundFailed(e);
            return 0;
        }
    }

    private async Task CarryOutAsync(Claimed claimed, CancellationToken ct)
    {
        using var span = Source.StartActivity("remediate");
        span?.SetTag("remediation", claimed.Id.Value);
        try
        {
            await carryOut.RunAsync(_self, claimed, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // One item must not stop the others. Its lease expires and it is resumed from its row.
            span?.SetStatus(ActivityStatusCode.Error);
            ItemFaulted(e, claimed.Id.Value);
        }
    }

    [LoggerMessage(4110, LogLevel.Warning, "Remediation could not reach its database; it looks again in a moment")]
    private partial void RoundFailed(Exception exception);

    [LoggerMessage(4111, LogLevel.Error, "Remediation {Id} met a fault; it is taken up again when its lease lapses")]
    private partial void ItemFaulted(Exception exception, Guid id);
}
