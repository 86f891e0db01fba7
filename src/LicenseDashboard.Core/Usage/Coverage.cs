using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Usage;

public enum StreamState
{
    /// <summary>Never asked; or a state of now (<see cref="StreamStatus.StatesOfNow"/>) whose last pull failed.</summary>
    Unknown,
    Served,

    /// <summary>403 or 404: not covered.</summary>
    NotServed,

    /// <summary>An audit service that the vendor's mapping does not list: no signal.</summary>
    NotAudited,
}

/// <summary>One source of usage at one platform and how far it is known to be complete.</summary>
public sealed class StreamStatus
{
    public const string Conversations = StreamKind.Conversations;
    public const string Presence = StreamKind.Presence;
    public const string Evaluations = StreamKind.Evaluations;
    public const string Planning = "planning";

    /// <summary>The vendor's report of whom it bills.</summary>
    public const string Billing = "billing";

    /// <summary>Streams that come with the directory and have no days of their own to complete.</summary>
    public static readonly IReadOnlyList<string> StatesOfNow = [Planning, Billing];

    /// <summary>Audits are a stream for each service: <c>audits:Routing</c>.</summary>
    public const string AuditPrefix = "audits:";

    public int Key { get; init; }

    public required int PlatformKey { get; init; }

    public required string Name { get; init; }

    public StreamState State { get; set; }

    /// <summary>UTC instant up to which the vendor's data is complete.</summary>
    public DateTime? CompleteUntil { get; set; }

    /// <summary>C: the local day before the one <see cref="CompleteUntil"/> falls on. A window of N days is [C−N+1, C].</summary>
    public DateOnly? CompleteThrough { get; set; }

    /// <summary>
    /// First day that can be covered: after what the vendor keeps, and not before anybody was seen in conversations or presence.
    /// </summary>
    public DateOnly? FirstDay { get; set; }

    /// <summary>For an audit service: the mapping pairs a listed entity with View or Read.</summary>
    public bool AuditsViews { get; set; }

    /// <summary>UTC; last pull that completed.</summary>
    public DateTime? PulledAt { get; set; }

    /// <summary>The vendor's words of the last failure; empty when the last pull succeeded.</summary>
    public string Failure { get; set; } = "";

    /// <summary>
    /// UTC; the first pull that failed since the last one that succeeded. Null exactly when <see cref="Failure"/> is empty.
    /// </summary>
    public DateTime? UnknownSince { get; set; }

    /// <summary>C is more than three days before today.</summary>
    public bool IsLate(DateOnly today) => CompleteThrough is not { } c || c < today.AddDays(-3);
}

/// <summary>A day whose pull is complete for one stream and division. No row: not covered.</summary>
public sealed class Coverage
{
    public required int StreamKey { get; init; }

    /// <summary><see cref="FactDay"/>.</summary>
    public required int Day { get; init; }

    public required int DivisionKey { get; init; }
}

/// <summary>
/// A division that the last complete pull of a stream did not show to our client. The days pulled meanwhile are not covered there;
/// once it is shown, its whole history is pulled again.
/// </summary>
public sealed class UncoveredDivision
{
    public required int StreamKey { get; init; }

    public required int DivisionKey { get; init; }

    /// <summary>It is shown again, and some of its history has not been pulled since.</summary>
    public bool Shown { get; set; }
}

/// <summary>
/// An administrator has said that no one works in a division. It holds while its people stay silent; see <see
/// cref="DivisionFacts.IsIdle"/>.
/// </summary>
public sealed class IdleDivision
{
    public required int DivisionKey { get; init; }

    /// <summary>Platform's local day.</summary>
    public required DateOnly MarkedOn { get; set; }

    /// <summary>Name of who did.</summary>
    public required string MarkedBy { get; set; }
}
