namespace LicenseDashboard.Application.Usage;

public enum PresenceKind
{
    Present,
    OnQueue,

    /// <summary>AWAY or IDLE.</summary>
    Idle,
}

/// <summary>One stretch not OFFLINE as the vendor reports it. Epoch seconds UTC, the end exclusive.</summary>
public readonly record struct PresenceStretch(int PersonKey, long Start, long End, PresenceKind Kind) : IComparable<PresenceStretch>
{
    public int CompareTo(PresenceStretch other) =>
        PersonKey != other.PersonKey ? PersonKey.CompareTo(other.PersonKey) : Start != other.Start ? Start.CompareTo(other.Start) : End != other.End ? End.CompareTo(other.End) : Kind.CompareTo(other.Kind);

    public static bool operator <(PresenceStretch left, PresenceStretch right) => left.CompareTo(right) < 0;

    public static bool operator >(PresenceStretch left, PresenceStretch right) => left.CompareTo(right) > 0;

    public static bool operator <=(PresenceStretch left, PresenceStretch right) => left.CompareTo(right) <= 0;

    public static bool operator >=(PresenceStretch left, PresenceStretch right) => left.CompareTo(right) >= 0;
}
