namespace LicenseDashboard.Core.Platforms;

/// <summary>Usage that a vendor reports per person, local day and signal. The signal is what the vendor measures; features are made of signals by the catalogue.</summary>
/// <param name="Signal">For conversations a medium (<c>voice</c>, <c>callback</c>, <c>chat</c>, <c>email</c>, <c>message</c>, …) or a metric (<c>tMonitoring</c>, <c>tCoaching</c>,
/// <c>tBarging</c>); for evaluations <c>received</c> or <c>done</c>.</param>
/// <param name="Count">Times; for media the interactions handled.</param>
/// <param name="Seconds">Time spent; 0 where the vendor measures none.</param>
public sealed record VendorUsage(string PersonId, DateOnly Day, string Signal, int Count, long Seconds);

/// <summary>One stretch of presence. Instants are UTC.</summary>
/// <param name="Status">Vendor's system presence in upper case: OFFLINE, AVAILABLE, ON_QUEUE, AWAY, IDLE, …</param>
/// <param name="End">Null while it is open; the ingest clips it to what is complete.</param>
public sealed record VendorPresence(string PersonId, DateTime Start, DateTime? End, string Status);

/// <summary>One audited action. <paramref name="ActorId"/> is null when no person did it.</summary>
/// <param name="TargetId">Id of what was changed; a person's id when a person was.</param>
public sealed record VendorAudit(string Service, string Entity, string Action, string? ActorId, string? TargetId, DateTime At, bool Failed);

/// <summary>Somebody whom billing saw. Named by mail, never by id, and not always a person.</summary>
/// <param name="FirstAt">UTC; first seen within the days asked.</param>
public sealed record VendorBilled(string Name, DateTime FirstAt);

/// <summary>What the organization audits: service → entity → actions.</summary>
public sealed record VendorAuditMapping(IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Services);

/// <summary>Who is planned now. Empty when the vendor does not serve workforce planning: then nobody is planned.</summary>
/// <param name="LastShiftOn">Last local day of a published shift per person, within what was asked.</param>
public sealed record VendorPlanning(IReadOnlyCollection<string> InManagementUnit, IReadOnlyDictionary<string, DateOnly> LastShiftOn);

/// <summary>
/// Usage by day. Intervals are local days, both included, of any length (the connector asks in the pieces its vendor allows); requests grow with days and pages, never with
/// people. A result that is complete has arrived whole: an enumeration that ends without an exception has seen every page. The same person, day and signal may come more
/// than once: counts and seconds add up.
/// </summary>
public interface IReadUsage
{
    /// <summary>Conversations handled, and supervision, per person, day and medium.</summary>
    IAsyncEnumerable<VendorUsage> ConversationsAsync(DateOnly from, DateOnly to, TimeZoneInfo zone, RequestPriority priority, CancellationToken ct);

    /// <summary>Evaluations received and done, by release day.</summary>
    IAsyncEnumerable<VendorUsage> EvaluationsAsync(DateOnly from, DateOnly to, TimeZoneInfo zone, RequestPriority priority, CancellationToken ct);

    /// <summary>Every stretch that touches the days; one that spans several may come more than once, or cut.</summary>
    IAsyncEnumerable<VendorPresence> PresenceAsync(DateOnly from, DateOnly to, TimeZoneInfo zone, RequestPriority priority, CancellationToken ct);

    Task<VendorAuditMapping> AuditMappingAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>One service.</summary>
    IAsyncEnumerable<VendorAudit> AuditsAsync(string service, DateOnly from, DateOnly to, TimeZoneInfo zone, RequestPriority priority, CancellationToken ct);

    Task<VendorPlanning> PlanningAsync(DateOnly from, DateOnly to, TimeZoneInfo zone, RequestPriority priority, CancellationToken ct);

    /// <summary>UTC instant up to which conversations are complete; null when not served. Asked after a pull it takes in what the pages of that pull said.</summary>
    Task<DateTime?> ConversationsCompleteUntilAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>UTC instant up to which presence is complete; null when not served. Asked after a pull it takes in what the pages of that pull said.</summary>
    Task<DateTime?> PresenceCompleteUntilAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>Days of history the vendor keeps; null when not served.</summary>
    Task<int?> RetentionDaysAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>Whom billing saw between the days, both included, each with the first instant of it. Ends the day before today.</summary>
    IAsyncEnumerable<VendorBilled> BillableUsageAsync(DateOnly from, DateOnly to, TimeZoneInfo zone, RequestPriority priority, CancellationToken ct);
}
