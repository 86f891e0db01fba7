using LicenseDashboard.Simulator.Live;

namespace LicenseDashboard.Simulator;

/// <summary>Presence at this moment, for tests: changes people and breaks sockets.</summary>
public sealed class SimulatedLive
{
    private readonly Simulation _simulation;
    private readonly NotificationHub _hub;

    internal SimulatedLive(Simulation simulation, NotificationHub hub) => (_simulation, _hub) = (simulation, hub);

    /// <summary>Faults of messages from now on. Initially those of the options.</summary>
    public PushFaults Faults
    {
        get => _hub.Faults;
        set => _hub.Faults = value;
    }

    /// <summary>Channels that have not ended, with or without a socket.</summary>
    public int Channels => _hub.Channels.Count;

    public int Sockets => _hub.Channels.Count(channel => channel.IsConnected);

    /// <summary>Topics of all channels.</summary>
    public int Topics => _hub.Channels.Sum(channel => channel.TopicCount);

    /// <summary>
    /// Changes one person now and sends the change. It stays, even if the person's day goes on otherwise, until it is changed again or
    /// <paramref name="presence"/> is null.
    /// </summary>
    /// <param name="routing">If null, IDLE on queue and OFF_QUEUE otherwise.</param>
    public void Set(string personId, string? presence, string? routing = null)
    {
        var person =
            _simulation.Organization.Find(personId) ?? throw new ArgumentException($"There is no person {personId}.", nameof(personId));
        _simulation.Live.Set(person, presence, routing);
        _hub.Refresh(person);
    }

    /// <summary>Breaks all connections without saying goodbye; the channels stay.</summary>
    public void DropSockets()
    {
        foreach (var channel in _hub.Channels)
        {
            channel.Drop();
        }
    }

    /// <summary>Ends all channels now, as at the end of their life.</summary>
    public void ExpireChannels()
    {
        foreach (var channel in _hub.Channels)
        {
            _hub.Close(channel);
        }
    }
}
