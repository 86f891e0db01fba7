using System.Text.Json.Serialization;
using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>An empty body.</summary>
internal sealed record WireNothing;

internal sealed record WireStatusCounts
{
    public List<WirePresenceCount>? PresenceCounts { get; init; }

    public List<WireRoutingCount>? RoutingStatusCounts { get; init; }
}

internal sealed record WirePresenceCount
{
    public string? SystemPresence { get; init; }

    public long? Count { get; init; }
}

internal sealed record WireRoutingCount
{
    public string? RoutingStatus { get; init; }

    public long? Count { get; init; }
}

/// <summary>A user with nothing but the present; also the body of an activity event.</summary>
internal sealed record WireLiveUser : IListed
{
    public string? Id { get; init; }

    [JsonIgnore]
    public string? RowKey => Id;

    [JsonConverter(typeof(LenientObject<WireLivePresence>))]
    public WireLivePresence? Presence { get; init; }

    [JsonConverter(typeof(LenientObject<WireLiveRouting>))]
    public WireLiveRouting? RoutingStatus { get; init; }
}

internal sealed record WireLivePresence
{
    [JsonConverter(typeof(LenientObject<WirePresenceDefinition>))]
    public WirePresenceDefinition? PresenceDefinition { get; init; }

    public DateTime? ModifiedDate { get; init; }
}

internal sealed record WirePresenceDefinition
{
    public string? SystemPresence { get; init; }
}

internal sealed record WireLiveRouting
{
    public string? Status { get; init; }

    public DateTime? StartTime { get; init; }
}

internal sealed record WireChannel
{
    public string? Id { get; init; }

    public string? ConnectUri { get; init; }

    public DateTime? Expires { get; init; }
}

internal sealed record WireTopic(string Id);

internal sealed record WireSubscriptions
{
    public List<WireSubscription>? Entities { get; init; }
}

internal sealed record WireSubscription
{
    public string? State { get; init; }

    public string? RejectionReason { get; init; }
}

/// <summary>A message of a channel's socket.</summary>
internal sealed record WirePush
{
    public string? TopicName { get; init; }

    [JsonConverter(typeof(LenientObject<WireLiveUser>))]
    public WireLiveUser? EventBody { get; init; }
}
