namespace LicenseDashboard.Core.Utilization;

/// <summary>
/// Where one person is now. Presence and routing are kept apart, each with the instant it began, because the vendor reports them apart.
/// Taking the same reports in any order, any number of times, leads to the same state: of two reports the one that began later counts, and
/// of two that began together the greater kind, so that it doesn't matter which arrived first.
/// </summary>
public struct LivePerson : IEquatable<LivePerson>
{
    private byte _presence;
    private byte _routing;

    public LivePerson(PresenceKind presence, long presenceSince, RoutingKind routing, long routingSince) =>
        (_presence, PresenceSince, _routing, RoutingSince) = ((byte)presence, presenceSince, (byte)routing, routingSince);

    public readonly PresenceKind Presence => (PresenceKind)_presence;

    public readonly RoutingKind Routing => (RoutingKind)_routing;

    /// <summary>Milliseconds since 1970 UTC; 0 if never reported.</summary>
    public long PresenceSince { get; private set; }

    /// <summary>Milliseconds since 1970 UTC; 0 if never reported.</summary>
    public long RoutingSince { get; private set; }

    public readonly bool IsSignedIn => LiveWords.IsSignedIn(Presence);

    public readonly bool IsOnQueue => Presence == PresenceKind.OnQueue;

    public readonly bool IsIdleAtKeyboard => Presence == PresenceKind.Idle;

    public readonly bool IsWaiting => LiveWords.IsWaiting(Presence, Routing);

    /// <summary>
    /// Milliseconds since 1970 UTC since when the person is idle at the keyboard or waits for work; 0 if neither. Who waits does so since
    /// the later of going on queue and the end of the last contact.
    /// </summary>
    public readonly long IdleSince =>
        IsIdleAtKeyboard ? PresenceSince
        : IsWaiting ? Math.Max(PresenceSince, RoutingSince)
        : 0;

    /// <summary>True if the report is news.</summary>
    public bool TakePresence(PresenceKind kind, long since)
    {
        if (since < PresenceSince || (since == PresenceSince && (byte)kind <= _presence))
        {
            return false;
        }

        (_presence, PresenceSince) = ((byte)kind, since);
        return true;
    }

    /// <inheritdoc cref="TakePresence"/>
    public bool TakeRouting(RoutingKind kind, long since)
    {
        if (since < RoutingSince || (since == RoutingSince && (byte)kind <= _routing))
        {
            return false;
        }

        (_routing, RoutingSince) = ((byte)kind, since);
        return true;
    }

    /// <summary>
    /// A report without an instant began at the latest when it was seen. If it says what is known already, it says nothing new, so that a
    /// repeated sweep doesn't move the beginning.
    /// </summary>
    public bool SeePresence(PresenceKind kind, long seenAt) => kind != Presence && TakePresence(kind, seenAt);

    /// <inheritdoc cref="SeePresence"/>
    public bool SeeRouting(RoutingKind kind, long seenAt) => kind != Routing && TakeRouting(kind, seenAt);

    /// <summary>
    /// Nothing is known any more. Not a report with an instant, so that whatever the vendor says next counts, however long ago it began.
    /// True if something was known.
    /// </summary>
    public bool Forget()
    {
        var known = this != default;
        this = default;
        return known;
    }

    public readonly bool Equals(LivePerson other) =>
        (_presence, PresenceSince, _routing, RoutingSince) == (other._presence, other.PresenceSince, other._routing, other.RoutingSince);

    public override readonly bool Equals(object? obj) => obj is LivePerson other && Equals(other);

    public override readonly int GetHashCode() => HashCode.Combine(_presence, PresenceSince, _routing, RoutingSince);

    public static bool operator ==(LivePerson left, LivePerson right) => left.Equals(right);

    public static bool operator !=(LivePerson left, LivePerson right) => !left.Equals(right);
}
