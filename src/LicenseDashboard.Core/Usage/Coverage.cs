using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Usage;

public enum StreamState
{
    /// <summary>Never asked.</summary>
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

    /// <summary>First day that can be covered: after what the vendor keeps, and not before anybody was seen in conversations or presence.</summary>
    public DateOnly? FirstDay { get; set; }

    /// <summary>For an audit service: the mapping pairs a listed entity with View or Read.</summary>
    public bool AuditsViews { get; set; }

    /// <summary>UTC; last pull that completed.</summary>
    public DateTime? PulledAt { get; set; }

    /// <summary>Words of the last failure; empty when the last pull succeeded.</summary>
    public string Failure { get; set; } = "";

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
