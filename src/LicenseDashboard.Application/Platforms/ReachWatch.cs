using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Platforms;

/// <summary>
/// Asks a vendor that stopped answering: once to tell an outage from a single bad request, then again and again until it is back. So an
/// outage is known within 30 seconds, and its end even if nothing else is asked. Does nothing while requests are answered.
/// </summary>
internal sealed partial class ReachWatch(VendorReach reach, IVendorConnectors connectors, TimeProvider clock, ILogger<ReachWatch> log)
    : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);

    /// <summary>Asks every vendor that is due.</summary>
    public Task RoundAsync(CancellationToken ct) => Task.WhenAll(reach.Due.Select(platform => AskAsync(platform, ct)));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pace, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await RoundAsync(stoppingToken);
        }
    }

    private async Task AskAsync(string platform, CancellationToken ct)
    {
        var before = reach.IsOut(platform);
        try
        {
            if (await connectors.For(platform).AnswersAsync(ct))
            {
                reach.Answered(platform);
                if (before)
                {
                    Returned(platform);
                }

                return;
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            NotAsked(fault, platform);
        }

        reach.Confirm(platform);
        if (!before)
        {
            Lost(platform);
        }
    }

    [LoggerMessage(1201, LogLevel.Warning, "The vendor of {Platform} can't be reached")]
    private partial void Lost(string platform);

    [LoggerMessage(1202, LogLevel.Information, "The vendor of {Platform} can be reached again")]
    private partial void Returned(string platform);

    [LoggerMessage(1203, LogLevel.Warning, "The vendor of {Platform} could not be asked whether it is back")]
    private partial void NotAsked(Exception exception, string platform);
}
