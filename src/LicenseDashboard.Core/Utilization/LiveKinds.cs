namespace LicenseDashboard.Core.Utilization;

/// <summary>What a person said, or what the vendor noticed, about being there. Stored as a number: append, never reorder.</summary>
public enum PresenceKind
{
    /// <summary>The vendor didn't say, or said a word that this version doesn't know. Never counted as anything.</summary>
    Unknown,
    Offline,
    Available,
    OnQueue,

    /// <summary>Signed in and not working on contacts: away, break, meal, meeting, training, busy.</summary>
    Away,

    /// <summary>Signed in and nothing typed or clicked for a while.</summary>
    Idle,
}

/// <summary>What routing does with a person. Stored as a number: append, never reorder.</summary>
public enum RoutingKind
{
    Unknown,
    OffQueue,

    /// <summary>Waits for the next contact.</summary>
    Idle,
    Interacting,
    Communicating,
    NotResponding,
}

/// <summary>The vendor's words for presence and routing.</summary>
public static class LiveWords
{
    /// <param name="word">System presence in any case; null if the vendor didn't say.</param>
    public static PresenceKind Presence(string? word) =>
        word?.ToUpperInvariant() switch
        {
            "OFFLINE" => PresenceKind.Offline,
            "AVAILABLE" => PresenceKind.Available,
            "ON_QUEUE" => PresenceKind.OnQueue,
            "AWAY" or "BREAK" or "MEAL" or "MEETING" or "TRAINING" or "BUSY" => PresenceKind.Away,
            "IDLE" => PresenceKind.Idle,
            _ => PresenceKind.Unknown,
        };

    /// <param name="word">Routing status in any case; null if the vendor didn't say.</param>
    public static RoutingKind Routing(string? word) =>
        word?.ToUpperInvariant() switch
        {
            "OFF_QUEUE" => RoutingKind.OffQueue,
            "IDLE" => RoutingKind.Idle,
            "INTERACTING" => RoutingKind.Interacting,
            "COMMUNICATING" => RoutingKind.Communicating,
            "NOT_RESPONDING" => RoutingKind.NotResponding,
            _ => RoutingKind.Unknown,
        };

    /// <summary>Signed in, as billing means it. False for unknown: ask <see cref="IsKnown"/> first.</summary>
    public static bool IsSignedIn(PresenceKind presence) => presence is not (PresenceKind.Unknown or PresenceKind.Offline);

    public static bool IsKnown(PresenceKind presence) => presence != PresenceKind.Unknown;

    /// <summary>On queue and waiting for work.</summary>
    public static bool IsWaiting(PresenceKind presence, RoutingKind routing) =>
        presence == PresenceKind.OnQueue && routing == RoutingKind.Idle;
}
