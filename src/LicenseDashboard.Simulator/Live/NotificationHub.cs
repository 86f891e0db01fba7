using System.Collections.Concurrent;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;

namespace LicenseDashboard.Simulator.Live;

/// <summary>All notification channels. While a socket is open, changes of subscribed people are sent as they happen.</summary>
internal sealed class NotificationHub(Simulation simulation) : IAsyncDisposable
{
    public const int MostChannels = 20;
    public const int MostTopics = 1000;
    private const int MessagesUntilDrop = 5;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Lateness = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, NotificationChannel> _channels = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<string, int> _sent = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _gate = new();
    private readonly Dictionary<int, LiveState> _told = [];
    private readonly PriorityQueue<int, DateTime> _due = new();
    private readonly List<(DateTime At, NotificationChannel Channel, byte[] Message)> _late = [];
    private Task? _running;
    private long _number;
    private ulong _events;
    private bool _disposed;

    public PushFaults Faults { get; set; } = simulation.Options.Push;

    public CancellationToken Stopping => _stopping.Token;

    public IReadOnlyList<NotificationChannel> Channels => [.. _channels.Values.OrderBy(channel => channel.Number)];

    private ulong Seed => (ulong)simulation.Options.Seed;

    public NotificationChannel? Find(string id) =>
        _channels.TryGetValue(id, out var channel) && channel.ExpiresAt > simulation.Clock.Elapsing ? channel : null;

    /// <summary>One above the limit ends the client's oldest channel, those without a socket first.</summary>
    public NotificationChannel Open(string client)
    {
        lock (_gate)
        {
            var own = Channels.Where(channel => channel.Client == client).ToList();
            if (own.Count >= MostChannels)
            {
                Close(own.Find(channel => !channel.IsConnected) ?? own[0]);
            }

            var (number, now) = (++_number, simulation.Clock.Elapsing);
            var id = "streaming-" + Dice.Id(Seed, "channel", (ulong)number);
            var expiresAt = now.AddSeconds(simulation.Options.ChannelSeconds);
            var channel = new NotificationChannel(id, client, number, now, expiresAt)
            {
                BeatAt = now.AddSeconds(simulation.Options.HeartbeatSeconds),
            };
            _channels[id] = channel;
            return channel;
        }
    }

    public void Close(NotificationChannel channel)
    {
        _channels.TryRemove(channel.Id, out _);
        channel.End();
    }

    public async Task ServeAsync(NotificationChannel channel, HttpContext http)
    {
        lock (_gate)
        {
            _running ??= Task.Run(RunAsync);
        }

        await channel.ServeAsync(http, () => Faults.HasFlag(PushFaults.Silent), Stopping);
    }

    /// <summary>The person's changes are sent from now on.</summary>
    public void Watch(Person person)
    {
        lock (_gate)
        {
            if (_told.TryAdd(person.Index, simulation.Live.Of(person, out var until)))
            {
                _due.Enqueue(person.Index, until);
            }
        }
    }

    /// <summary>Sends the person's state at once if it changed.</summary>
    public void Refresh(Person person)
    {
        lock (_gate)
        {
            if (_told.ContainsKey(person.Index))
            {
                Tell(person);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, true))
        {
            return;
        }

        await _stopping.CancelAsync();
        if (_running is { } running)
        {
            await running;
        }

        _stopping.Dispose();
    }

    private async Task RunAsync()
    {
        // Real time: a clock that stands still must not stop what a test sends itself.
        using var timer = new PeriodicTimer(Pace);
        try
        {
            while (await timer.WaitForNextTickAsync(Stopping))
            {
                lock (_gate)
                {
                    TellDue();
                    var now = simulation.Clock.Elapsing;
                    foreach (var late in _late.Where(late => late.At <= now))
                    {
                        late.Channel.Send(late.Message);
                    }

                    _late.RemoveAll(late => late.At <= now);
                    foreach (var channel in _channels.Values)
                    {
                        Keep(channel, now);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The simulator stops.
        }
    }

    private void TellDue()
    {
        var now = simulation.LiveClock.Now;
        while (_due.TryPeek(out var index, out var due) && due <= now)
        {
            _due.Dequeue();
            Tell(simulation.Organization.People[index]);
            simulation.Live.Of(simulation.Organization.People[index], out var until);
            _due.Enqueue(index, until > now ? until : now + Pace);
        }
    }

    private void Keep(NotificationChannel channel, DateTime now)
    {
        if (channel.ExpiresAt <= now)
        {
            Close(channel);
            return;
        }

        var silent = Faults.HasFlag(PushFaults.Silent);
        if (channel.BeatAt <= now)
        {
            channel.BeatAt = now.AddSeconds(simulation.Options.HeartbeatSeconds);
            Say(LiveJson.Heartbeat());
        }

        if (channel.WarnsAt <= now && !channel.Warned)
        {
            channel.Warned = true;
            Say(LiveJson.Closing());
        }

        void Say(byte[] message)
        {
            if (!silent)
            {
                channel.Send(message);
            }
        }
    }

    private void Tell(Person person)
    {
        var (before, now) = (_told[person.Index], simulation.Live.Of(person));
        if (before == now)
        {
            return;
        }

        _told[person.Index] = now;
        var topic = $"v2.users.{person.Id}.activity";
        foreach (var channel in _channels.Values.Where(channel => channel.IsConnected && channel.Has(topic)))
        {
            Tell(channel, person.Id, before, now);
        }
    }

    private void Tell(NotificationChannel channel, string id, LiveState before, LiveState now)
    {
        var number = ++_events;
        if (Faults.HasFlag(PushFaults.Silent))
        {
            return;
        }

        var strange = Faults.HasFlag(PushFaults.UnknownPresences) && number % 2 == 0;
        Send(Event(id, strange ? now with { Presence = "FOCUS" } : now), Faults.HasFlag(PushFaults.Late) && number % 2 == 0);
        if (Faults.HasFlag(PushFaults.Duplicate))
        {
            Send(Event(id, now), late: false);
        }

        if (Faults.HasFlag(PushFaults.Reordered))
        {
            Send(Event(id, before), late: false);
        }

        if (Faults.HasFlag(PushFaults.UnknownPeople))
        {
            Send(Event(Dice.Id(Seed, "stranger", number), now), late: false);
        }

        if (Faults.HasFlag(PushFaults.Dropped) && _sent.AddOrUpdate(channel.Id, 1, (_, count) => count + 1) % MessagesUntilDrop == 0)
        {
            channel.Drop();
        }

        void Send(byte[] message, bool late)
        {
            if (late)
            {
                _late.Add((simulation.Clock.Elapsing + Lateness, channel, message));
            }
            else
            {
                channel.Send(message);
            }
        }

        byte[] Event(string user, LiveState state) => LiveJson.Activity(Seed, user, state, Dice.Id(Seed, "event", number));
    }
}
