namespace LicenseDashboard.Simulator.Live;

/// <summary>Presence and routing status of a person at one instant; their beginnings as the vendor tells them.</summary>
internal readonly record struct LiveState(string Presence, DateTime PresenceSince, string Routing, DateTime RoutingSince)
{
    public const string Offline = "OFFLINE";
    public const string OnQueue = "ON_QUEUE";
    public const string OffQueue = "OFF_QUEUE";
}
