using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Utilization.Feed;

/// <summary>
/// Asks and hears the vendor for one feed: totals on a fixed pace, everyone by sweeps, and changes by push in between. Nothing here
/// writes; a source that fails keeps what is known, and its age says the rest.
/// </summary>
internal sealed partial class VendorVoice(
    PlatformFeed feed,
    IReadLive live,
    string platform,
    UtilizationOptions options,
    TimeProvider clock,
    ILogger<VendorVoice> log
)
{
    /// <summary>More people than the vendor has topics for: the sweep alone.</summary>
    private const int MostPushed = 19_000;

    private static readonly TimeSpan ShortestSweep = TimeSpan.FromSeconds(60);

    /// <summary>A missing permission stays missing until an administrator grants it.</summary>
    private static readonly TimeSpan AfterRefusal = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly FeedSignal _sweep = new();

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    /// <summary>Time between two sweeps of so many people within the requests a minute that are meant for them.</summary>
    public static TimeSpan SweepPace(int people, int peoplePerRequest, int requestsPerMinute)
    {
        var pages = Math.Max(1, (people + peoplePerRequest - 1) / peoplePerRequest);
        var seconds = TimeSpan.FromSeconds(Math.Ceiling(pages * 60.0 / requestsPerMinute));
        return seconds > ShortestSweep ? seconds : ShortestSweep;
    }

    /// <summary>Ends only by cancellation.</summary>
    public Task RunAsync(CancellationToken ct) => Task.WhenAll(CountAsync(ct), SweepAsync(ct), ListenAsync(ct));

    /// <summary>One question for totals.</summary>
    /// <returns>False if the vendor refused it and will keep refusing until a permission or setting changes.</returns>
    public async Task<bool> CountOnceAsync(CancellationToken ct)
    {
        try
        {
            feed.Status.Counted(await live.CountsAsync(ct), Now);
            return true;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            feed.Status.CountsFailed(FailureWords.Of(fault));
            NotCounted(fault, platform);
            return fault is not VendorException { NotServed: true };
        }
        finally
        {
            feed.Signal.Wake();
        }
    }

    /// <summary>One sweep of everyone.</summary>
    /// <inheritdoc cref="CountOnceAsync"/>
    public async Task<bool> SweepOnceAsync(CancellationToken ct)
    {
        var begun = Now;
        var at = Milliseconds(begun);
        LiveMemory? memory = null;
        try
        {
            feed.With(now =>
            {
                memory = now;
                now.BeginSweep();
            });
            await foreach (var person in live.PeopleAsync(ct))
            {
                feed.With(now => now.List(person, at));
            }

            feed.With(now =>
            {
                // A roster that came in between has not heard the first pages; the next sweep tells who is gone.
                if (ReferenceEquals(now, memory))
                {
                    now.EndSweep();
                    feed.Status.Swept(begun);
                }
                else
                {
                    _sweep.Wake();
                }
            });
            return true;
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            feed.Status.SweepFailed(FailureWords.Of(fault));
            NotSwept(fault, platform);
            return fault is not VendorException { NotServed: true };
        }
        finally
        {
            feed.Signal.Wake();
        }
    }

    private async Task CountAsync(CancellationToken ct)
    {
        while (true)
        {
            var begun = clock.GetTimestamp();
            var served = await CountOnceAsync(ct);
            await Task.Delay(Rest(served ? LiveAge.CountsEvery : AfterRefusal, begun), clock, ct);
        }
    }

    private async Task SweepAsync(CancellationToken ct)
    {
        while (true)
        {
            var begun = clock.GetTimestamp();
            var pace = SweepPace(feed.Memory.Roster.Places.Length, live.PeoplePerRequest, options.SweepRequests);
            feed.Status.SweepEvery(pace);
            var served = await SweepOnceAsync(ct);
            await _sweep.WaitAsync(Rest(served ? pace : AfterRefusal, begun), clock, ct);
        }
    }

    private async Task ListenAsync(CancellationToken ct)
    {
        var pause = FirstPause;
        while (true)
        {
            using var people = CancellationTokenSource.CreateLinkedTokenSource(ct);
            Action renew = people.Cancel;
            feed.PeopleChanged += renew;
            try
            {
                pause = await ListenOnceAsync(pause, people.Token);
                await Task.Delay(pause, clock, people.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // Other people, such as those of the first import: they are subscribed to at once.
                pause = FirstPause;
            }
            finally
            {
                feed.PeopleChanged -= renew;
            }
        }
    }

    /// <summary>Subscribes and hears until the sockets end.</summary>
    /// <returns>How long to wait before the next try.</returns>
    private async Task<TimeSpan> ListenOnceAsync(TimeSpan pause, CancellationToken ct)
    {
        var ids = await feed.VendorIdsAsync(ct);
        if (ids.Count is 0 or > MostPushed)
        {
            feed.Status.Pushes(
                LivePushState.Off,
                Now,
                ids.Count == 0 ? null : FormattableString.Invariant($"Genesys Cloud pushes changes of at most {MostPushed:N0} people.")
            );
            return AfterRefusal;
        }

        var opened = clock.GetTimestamp();
        try
        {
            feed.Status.Pushes(LivePushState.Opening, Now);
            await using var push = await live.SubscribeAsync(ids, ct);
            opened = clock.GetTimestamp();
            feed.Status.Pushes(LivePushState.Open, Now);

            // What happened before the sockets were open comes with this sweep, and from then on they vouch for everyone.
            _sweep.Wake();
            await foreach (var activity in push.ReadAsync(ct))
            {
                var at = Milliseconds(Now);
                feed.With(memory => memory.Hear(activity, at));
                feed.Signal.Wake();
            }

            throw new VendorException("The push ended without a reason.");
        }
        catch (Exception fault) when (!ct.IsCancellationRequested)
        {
            var refused = fault is VendorException { NotServed: true };
            feed.Status.Pushes(refused ? LivePushState.Off : LivePushState.Lost, Now, FailureWords.Of(fault));
            feed.Signal.Wake();
            PushLost(fault, platform);
            return refused ? AfterRefusal
                : clock.GetElapsedTime(opened) > LongestPause ? FirstPause
                : Longer(pause);
        }
    }

    private static TimeSpan Longer(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    private TimeSpan Rest(TimeSpan pace, long begun) =>
        clock.GetElapsedTime(begun) is var took && took < pace ? pace - took : TimeSpan.FromSeconds(1);

    private static long Milliseconds(DateTime utc) => new DateTimeOffset(utc, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [LoggerMessage(9110, LogLevel.Warning, "Totals of presence on {Platform} were not told")]
    private partial void NotCounted(Exception exception, string platform);

    [LoggerMessage(9111, LogLevel.Warning, "The sweep of presence on {Platform} did not end")]
    private partial void NotSwept(Exception exception, string platform);

    [LoggerMessage(9112, LogLevel.Warning, "Pushed presence on {Platform} was lost")]
    private partial void PushLost(Exception exception, string platform);
}
