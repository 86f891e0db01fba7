using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Usage;

public enum StreamState
{
    /// <summary>Never asked, or a state of now (<see cref="StreamStatus.StatesOfNow"/>) whose last pull failed.</summary>
    Unknown,
    Served,

    /// <summary>403 or 404: not covered.</summary>
    NotServed,

    /// <summary>An audit service that is not in the vendor's mapping: no signal.</summary>
    NotAudited,
}

/// <summary>One source of usage on one platform and how far it is complete.</summary>
public sealed class StreamStatus
{
    public const string Conversations = StreamKind.Conversations;
    public const string Presence = StreamKind.Presence;
    public const string Evaluations = StreamKind.Evaluations;
    public const string Planning = "planning";

    /// <summary>The vendor's report of billed users.</summary>
    public const string Billing = "billing";

    /// <summary>Streams imported with the directory that have no days to complete.</summary>
    public static readonly IReadOnlyList<string> StatesOfNow = [Planning, Billing];

    /// <summary>Audits have a stream per service: <c>audits:Routing</c>.</summary>
    public const string AuditPrefix = "audits:";

    public int Key { get; init; }

    public required int PlatformKey { get; init; }

    public required string Name { get; init; }

    public StreamState State { get; set; }

    /// <summary>UTC time up to which the vendor's data is complete.</summary>
    public DateTime? CompleteUntil { get; set; }

    /// <summary>C: the local day before the day of <see cref="CompleteUntil"/>. A window of N days is [C−N+1, C].</summary>
    public DateOnly? CompleteThrough { get; set; }

    /// <summary>
    /// First day that can be covered, given the vendor's retention and the first day on which conversations or presence show anybody.
    /// </summary>
    public DateOnly? FirstDay { get; set; }

    /// <summary>For an audit service: true if the mapping contains View or Read for a listed entity.</summary>
    public bool AuditsViews { get; set; }

    /// <summary>UTC time of the last complete pull.</summary>
    public DateTime? PulledAt { get; set; }

    /// <summary>The vendor's message of the last failure; empty if the last pull succeeded.</summary>
    public string Failure { get; set; } = "";

    /// <summary>UTC time of the first failed pull since the last success. Null exactly if <see cref="Failure"/> is empty.</summary>
    public DateTime? UnknownSince { get; set; }

    /// <summary>True if C is more than three days before today.</summary>
    public bool IsLate(DateOnly today) => CompleteThrough is not { } c || c < today.AddDays(-3);
}

/// <summary>A day whose pull is complete for one stream and division. Without a row, the day is not covered.</summary>
public sealed class Coverage
{
    public required int StreamKey { get; init; }

    /// <summary><see cref="FactDay"/>.</summary>
    public required int Day { get; init; }

    public required int DivisionKey { get; init; }
}

/// <summary>
/// A division that was hidden from our client in the last complete pull of a stream. The days pulled in the meantime are not covered
/// there; once it is visible, its whole history is pulled again.
/// </summary>
public sealed class UncoveredDivision
{
    public required int StreamKey { get; init; }

    public required int DivisionKey { get; init; }

    /// <summary>True if it is visible again but some of its history has not been pulled since.</summary>
    public bool Shown { get; set; }
}

/// <summary>
/// An administrator stated that no one works in a division. Valid while its people stay silent; see <see cref="DivisionFacts.IsIdle"/>.
/// </summary>
public sealed class IdleDivision
{
    public required int DivisionKey { get; init; }

    /// <summary>Platform's local day.</summary>
    public required DateOnly MarkedOn { get; set; }

    /// <summary>Name of the administrator.</summary>
    public required string MarkedBy { get; set; }
}
