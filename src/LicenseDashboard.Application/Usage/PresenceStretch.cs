namespace LicenseDashboard.Application.Usage;

public enum PresenceKind
{
    Present,
    OnQueue,

    /// <summary>AWAY or IDLE.</summary>
    Idle,

    /// <summary>Counts for nothing, but ends a stretch that was open before it.</summary>
    Offline,
}

/// <summary>One stretch as reported by the vendor. Epoch seconds UTC; the end is exclusive.</summary>
/// <param name="End"><see cref="NoEnd"/> if the vendor gave none.</param>
public readonly record struct PresenceStretch(int PersonKey, long Start, long End, PresenceKind Kind) : IComparable<PresenceStretch>
{
    public const long NoEnd = long.MaxValue;

    public int CompareTo(PresenceStretch other) =>
        PersonKey != other.PersonKey ? PersonKey.CompareTo(other.PersonKey)
        : Start != other.Start ? Start.CompareTo(other.Start)
        : End != other.End ? End.CompareTo(other.End)
        : Kind.CompareTo(other.Kind);

    public static bool operator <(PresenceStretch left, PresenceStretch right) => left.CompareTo(right) < 0;

    public static bool operator >(PresenceStretch left, PresenceStretch right) => left.CompareTo(right) > 0;

    public static bool operator <=(PresenceStretch left, PresenceStretch right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PresenceStretch left, PresenceStretch right) => left.CompareTo(right) >= 0;
}
