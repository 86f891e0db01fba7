using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Core.Platforms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Utilization.Feed;

/// <summary>
/// Runs the live feeds of all platforms on the one instance that leads. The others ask every two seconds whether it still does, so after
/// a kill the next one goes on from what is stored.
/// </summary>
internal sealed partial class LiveFeed(
    IReadOnlyList<PlatformSeed> configured,
    IVendorConnectors connectors,
    FeedTools tools,
    DatabaseStart database,
    ILicenseDbProvider provider,
    IDbContextFactory<LicenseDb> dbs,
    ILogger<LiveFeed> log
) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(5);

    /// <summary>True while this instance leads.</summary>
    public bool Leads { get; private set; }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await database.RunAsync(stoppingToken);
            await using var leadership = provider.Lead("live");
            while (true)
            {
                if (await leadership.LeadsAsync(stoppingToken))
                {
                    await LeadAsync(leadership, stoppingToken);
                }

                await Task.Delay(Pace, tools.Clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program is stopping; the next leader goes on from what is stored.
        }
    }

    /// <summary>Until the lead is lost.</summary>
    private async Task LeadAsync(ILeadership leadership, CancellationToken ct)
    {
        using var term = CancellationTokenSource.CreateLinkedTokenSource(ct);
        Leading();
        Leads = true;
        var feeds = Task.WhenAll(configured.Select(platform => KeepRunningAsync(platform.Name, term.Token)));
        try
        {
            while (await leadership.LeadsAsync(ct))
            {
                await Task.Delay(Pace, tools.Clock, ct);
            }

            LeadLost();
        }
        finally
        {
            Leads = false;
            await term.CancelAsync();
            await feeds.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task KeepRunningAsync(string name, CancellationToken ct)
    {
        if (connectors.For(name).Live is not { } live)
        {
            return;
        }

        while (!ct.IsCancellationRequested)
        {
            try
            {
                await using var db = await dbs.CreateDbContextAsync(ct);
                if (await db.Platforms.AsNoTracking().SingleOrDefaultAsync(p => p.Name == name, ct) is { } platform)
                {
                    await RunAsync(platform, live, ct);
                }
            }
            catch (Exception fault) when (!ct.IsCancellationRequested)
            {
                FeedFailed(fault, name);
            }

            await Task.Delay(AfterFault, tools.Clock, ct);
        }
    }

    private async Task RunAsync(Platform platform, IReadLive live, CancellationToken ct)
    {
        var feed = tools.FeedOf(platform);
        await feed.BeginAsync(ct);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var voice = tools.VoiceOf(feed, live, platform.Name).RunAsync(both.Token);
        try
        {
            while (!voice.IsCompleted)
            {
                await feed.Signal.WaitAsync(TimeSpan.FromSeconds(1), tools.Clock, ct);
                await TryTickAsync(feed, platform.Name, ct);
                await Task.Delay(PlatformFeed.Batch, tools.Clock, ct);
            }

            await voice;
        }
        finally
        {
            await both.CancelAsync();
            await voice.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await LastWordsAsync(feed);
        }
    }

    /// <summary>A database that is busy or away for a moment costs nothing: what was not written is written the next time.</summary>
    private async Task TryTickAsync(PlatformFeed feed, string platform, CancellationToken ct)
    {
        try
        {
            await feed.TickAsync(ct);
        }
        catch (Exception fault) when (fault is System.Data.Common.DbException or DbUpdateException and not DbUpdateConcurrencyException)
        {
            NotWritten(fault, platform);
        }
    }

    /// <summary>A stop in good order loses no sample. If the database refuses, it loses those of the last minute.</summary>
    private async Task LastWordsAsync(PlatformFeed feed)
    {
        try
        {
            using var soon = new CancellationTokenSource(AfterFault, tools.Clock);
            await feed.FlushAsync(soon.Token);
        }
        catch (Exception fault)
        {
            LastSamplesLost(fault);
        }
    }

    [LoggerMessage(9120, LogLevel.Information, "This instance runs the live feeds")]
    private partial void Leading();

    [LoggerMessage(9121, LogLevel.Warning, "Another instance runs the live feeds now")]
    private partial void LeadLost();

    [LoggerMessage(9122, LogLevel.Warning, "The live feed of {Platform} ended and begins again")]
    private partial void FeedFailed(Exception exception, string platform);

    [LoggerMessage(9123, LogLevel.Warning, "The live feed of {Platform} could not write; trying again in a moment")]
    private partial void NotWritten(Exception exception, string platform);

    [LoggerMessage(9124, LogLevel.Warning, "The last samples of the live feed could not be written")]
    private partial void LastSamplesLost(Exception exception);
}
