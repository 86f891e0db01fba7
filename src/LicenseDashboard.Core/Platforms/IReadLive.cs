namespace LicenseDashboard.Core.Platforms;

/// <summary>
/// People with one presence, or with one routing status: the vendor counts both separately, so each person is in one row of either kind,
/// and exactly one of the two words is set. An unknown word passes through.
/// </summary>
/// <param name="Presence">
/// System presence in upper case: OFFLINE, AVAILABLE, ON_QUEUE, AWAY, IDLE, …; null in a row about routing.
/// </param>
/// <param name="Routing">
/// Routing status in upper case: OFF_QUEUE, IDLE, INTERACTING, COMMUNICATING, NOT_RESPONDING; null in a row about presence.
/// </param>
public sealed record VendorPresenceCount(string? Presence, string? Routing, int People);

/// <summary>
/// What the vendor says about one person now. A null part is not part of this answer and leaves what is known as it is. Instants are
/// UTC, by the vendor's clock; an older one than known for the same part is late and changes nothing.
/// </summary>
/// <param name="Presence">System presence in upper case.</param>
/// <param name="PresenceSince">When the presence began.</param>
/// <param name="Routing">Routing status in upper case.</param>
/// <param name="RoutingSince">When the routing status began.</param>
public sealed record VendorActivity(string PersonId, string? Presence, DateTime? PresenceSince, string? Routing, DateTime? RoutingSince);

/// <summary>
/// Presence at this moment. Uses its own client and rate limit if one is configured, else the reader's with the priority
/// <see cref="RequestPriority.Presence"/>.
/// </summary>
public interface IReadLive
{
    /// <summary>
    /// How many people one request of <see cref="PeopleAsync"/> returns, for the pace of sweeps. The first sweeps may learn it.
    /// </summary>
    int PeoplePerRequest => 500;

    /// <summary>Totals in one request, for everybody at any size.</summary>
    Task<IReadOnlyList<VendorPresenceCount>> CountsAsync(CancellationToken ct);

    /// <summary>
    /// Every active person once. An enumeration that ends without an exception has read every page; otherwise those not returned are
    /// unknown. Takes one request per <see cref="PeoplePerRequest"/> people, in parallel pages.
    /// </summary>
    IAsyncEnumerable<VendorActivity> PeopleAsync(CancellationToken ct);

    /// <summary>
    /// Subscribes to changes of these people. Returns once the vendor accepted every subscription and every socket is open, so that a
    /// sweep that starts now misses nothing. Throws <see cref="VendorException"/> if the vendor refuses or more people are asked for
    /// than it has topics (19,000: 20 channels of 1,000, less one for renewal).
    /// </summary>
    Task<ILivePush> SubscribeAsync(IReadOnlyCollection<string> personIds, CancellationToken ct);
}

/// <summary>Open subscriptions. Disposing closes the sockets.</summary>
public interface ILivePush : IAsyncDisposable
{
    /// <summary>
    /// Changes as they arrive, in any order, possibly more than once. Renews channels before they expire. Throws
    /// <see cref="VendorException"/> when a socket closed, or said nothing for longer than the vendor's heartbeat allows: what is known is
    /// then no longer current until the next sweep. Ends only by an exception.
    /// </summary>
    IAsyncEnumerable<VendorActivity> ReadAsync(CancellationToken ct);
}
