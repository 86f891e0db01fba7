using System.Runtime.CompilerServices;
using System.Threading.Channels;
using LicenseDashboard.Core.Platforms;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>
/// The channels of one subscription, merged. A channel is replaced before its end by one that is already subscribed, so that no change is
/// missed; both may then tell the same one.
/// </summary>
internal sealed partial class GenesysPush : ILivePush
{
    /// <summary>The vendor gives 20 channels; one is left for the change.</summary>
    public const int MostPeople = 19 * PushChannel.MostTopics;

    /// <summary>Channels that are opened at the same time.</summary>
    private const int AtOnce = 4;

    /// <summary>Events that wait for the reader.</summary>
    private const int MostWaiting = 5000;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan PingEvery = TimeSpan.FromSeconds(25);

    /// <summary>The vendor's heartbeat comes about every 30 seconds, and each ping is answered.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(75);

    /// <summary>How long a replaced channel is still read, for events on their way.</summary>
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan NextTry = TimeSpan.FromSeconds(30);

    private readonly PushVendor _vendor;
    private readonly ILogger _log;
    private readonly CancellationTokenSource _ending = new();
    private readonly Channel<VendorActivity> _events = Channel.CreateBounded<VendorActivity>(
        new BoundedChannelOptions(MostWaiting) { SingleReader = true }
    );

    private readonly Lock _gate = new();
    private readonly List<PushChannel> _channels = [];
    private readonly List<(PushChannel Channel, long Since)> _leaving = [];
    private readonly List<Task> _renewing = [];
    private Task _keeping = Task.CompletedTask;

    private GenesysPush(PushVendor vendor) => (_vendor, _log) = (vendor, vendor.Log);

    public static async Task<GenesysPush> OpenAsync(PushVendor vendor, IReadOnlyCollection<string> personIds, CancellationToken ct)
    {
        if (personIds.Count > MostPeople)
        {
            throw new VendorException(
                FormattableString.Invariant(
                    $"Notification channels are limited to {MostPeople:N0} people; {personIds.Count:N0} were requested."
                )
            )
            {
                Route = "POST " + PushChannel.Template,
            };
        }

        var push = new GenesysPush(vendor);
        try
        {
            await Parallel.ForEachAsync(
                personIds.Chunk(PushChannel.MostTopics),
                new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct },
                async (people, inner) => push.Add(await PushChannel.OpenAsync(vendor, people, inner))
            );
            push._keeping = push.KeepAsync();
            return push;
        }
        catch
        {
            await push.DisposeAsync();
            throw;
        }
    }

    public async IAsyncEnumerable<VendorActivity> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var activity in _events.Reader.ReadAllAsync(ct))
        {
            yield return activity;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _events.Writer.TryComplete();
        await _keeping;
        List<Task> renewing;
        lock (_gate)
        {
            renewing = [.. _renewing];
        }

        await Task.WhenAll(renewing);
        foreach (var channel in _channels.Concat(_leaving.Select(leaving => leaving.Channel)))
        {
            await channel.DisposeAsync();
        }

        _ending.Dispose();
    }

    private void Add(PushChannel channel)
    {
        lock (_gate)
        {
            _channels.Add(channel);
        }

        channel.Reading = ReadAsync(channel);
        Opened(channel.People.Count - channel.Rejected, channel.People.Count);
    }

    private async Task ReadAsync(PushChannel channel)
    {
        try
        {
            while (true)
            {
                var message = await channel.ReadAsync();
                if (message is null)
                {
                    Unreadable();
                }
                else if (message.TopicName == "v2.system.socket_closing")
                {
                    channel.RenewAfter = TimeSpan.Zero;
                }
                else if (
                    message is { TopicName: { } topic, EventBody: { } body }
                    && topic.Split('.') is ["v2", "users", var person, "activity"]
                    && LiveWords.Activity(body.Id ?? person, body) is { } activity
                )
                {
                    await _events.Writer.WriteAsync(activity, _ending.Token);
                }
            }
        }
        catch (VendorException fault)
        {
            Fail(channel, fault);
        }
        catch (Exception end) when (end is OperationCanceledException or ChannelClosedException)
        {
            // The push ends, or another channel failed.
        }
    }

    /// <summary>A channel that was replaced may break; one that tells changes may not.</summary>
    private void Fail(PushChannel channel, VendorException fault)
    {
        lock (_gate)
        {
            if (!_channels.Contains(channel))
            {
                return;
            }
        }

        _events.Writer.TryComplete(fault);
    }

    private async Task KeepAsync()
    {
        var pinged = _vendor.Time.GetTimestamp();
        try
        {
            while (true)
            {
                await Task.Delay(Pace, _vendor.Time, _ending.Token);
                var pings = _vendor.Time.GetElapsedTime(pinged) >= PingEvery;
                pinged = pings ? _vendor.Time.GetTimestamp() : pinged;
                foreach (var channel in Current())
                {
                    await KeepAsync(channel, pings);
                }

                await LeaveAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The push ends.
        }
    }

    private async Task KeepAsync(PushChannel channel, bool pings)
    {
        if (channel.Silence > LongestSilence)
        {
            Fail(channel, PushChannel.Fault($"said nothing for {LongestSilence.TotalSeconds:0} seconds"));
            return;
        }

        if (_vendor.Time.GetElapsedTime(channel.Opened) >= channel.RenewAfter)
        {
            channel.RenewAfter = TimeSpan.MaxValue;
            lock (_gate)
            {
                _renewing.RemoveAll(task => task.IsCompleted);
                _renewing.Add(RenewAsync(channel));
            }
        }

        if (pings)
        {
            try
            {
                await channel.PingAsync(_ending.Token);
            }
            catch (VendorException fault)
            {
                Fail(channel, fault);
            }
        }
    }

    private async Task RenewAsync(PushChannel old)
    {
        try
        {
            var channel = await PushChannel.OpenAsync(_vendor, old.People, _ending.Token);
            lock (_gate)
            {
                _channels.Remove(old);
                _leaving.Add((old, _vendor.Time.GetTimestamp()));
            }

            Add(channel);
        }
        catch (VendorException fault)
        {
            NotRenewed(fault.Route, fault.Status);
            old.RenewAfter = _vendor.Time.GetElapsedTime(old.Opened) + NextTry;
        }
        catch (OperationCanceledException)
        {
            // The push ends.
        }
    }

    private async Task LeaveAsync()
    {
        List<PushChannel> gone;
        lock (_gate)
        {
            gone = [.. _leaving.Where(old => _vendor.Time.GetElapsedTime(old.Since) >= Linger).Select(old => old.Channel)];
            _leaving.RemoveAll(old => gone.Contains(old.Channel));
        }

        foreach (var channel in gone)
        {
            await channel.DisposeAsync();
        }
    }

    private List<PushChannel> Current()
    {
        lock (_gate)
        {
            return [.. _channels];
        }
    }

    [LoggerMessage(3021, LogLevel.Information, "A notification channel is open for {Accepted} of {People} people")]
    private partial void Opened(int accepted, int people);

    [LoggerMessage(3022, LogLevel.Warning, "A notification channel could not be replaced before its end; tried again: {Route} {Status}")]
    private partial void NotRenewed(string route, int? status);

    [LoggerMessage(3023, LogLevel.Debug, "A message of a notification channel could not be read")]
    private partial void Unreadable();
}
