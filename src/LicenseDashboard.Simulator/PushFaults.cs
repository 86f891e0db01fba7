namespace LicenseDashboard.Simulator;

/// <summary>What is wrong with the messages of notification channels; can be combined.</summary>
[Flags]
public enum PushFaults
{
    None = 0,

    /// <summary>A socket's connection breaks at its fifth event.</summary>
    Dropped = 1,

    /// <summary>Sockets open and never say anything.</summary>
    Silent = 2,

    /// <summary>Each event arrives twice.</summary>
    Duplicate = 4,

    /// <summary>Every second event arrives five seconds later.</summary>
    Late = 8,

    /// <summary>After an event, the one before it of the same person arrives again.</summary>
    Reordered = 16,

    /// <summary>After each event, one about an unknown person arrives.</summary>
    UnknownPeople = 32,

    /// <summary>Every second event has an undocumented presence.</summary>
    UnknownPresences = 64,
}
