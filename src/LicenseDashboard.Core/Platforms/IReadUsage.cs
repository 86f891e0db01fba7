namespace LicenseDashboard.Core.Platforms;

/// <summary>
/// Usage that a vendor reports per person, local day and signal. The signal is what the vendor measures; features are made of signals by
/// the catalogue.
/// </summary>
/// <param name="Signal">For conversations a medium (<c>voice</c>, <c>callback</c>, <c>chat</c>, <c>email</c>, <c>message</c>, …) or a
/// metric (<c>tMonitoring</c>, <c>tCoaching</c>, <c>tBarging</c>); for evaluations <c>received</c> or <c>done</c>.</param>
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

/// <summary>Who is planned now. Both empty when the vendor has no workforce management: then nobody is planned.</summary>
/// <param name="InManagementUnit">Ids of people; whoever is in a management unit is planned, with or without shifts.</param>
/// <param name="BusinessUnits">What published shifts are asked by; for <see cref="IReadUsage.ShiftsAsync"/>.</param>
public sealed record VendorPlanning(IReadOnlyCollection<string> InManagementUnit, IReadOnlyList<string> BusinessUnits);

/// <summary>
/// One published shift, by the local days it touches: every one from its start to its end, the end excluded; a shift lasts at least a
/// minute.
/// </summary>
public sealed record VendorShift(string PersonId, DateOnly FirstDay, DateOnly LastDay);

/// <summary>
/// Usage by day. Intervals are local days, both included, of any length (the connector asks in the pieces its vendor allows); requests grow
/// with days and pages, never with people. A result that is complete has arrived whole: an enumeration that ends without an exception has
/// seen every page. The same person, day and signal may come more than once: counts and seconds add up.
/// </summary>
public interface IReadUsage
{
    /// <summary>Conversations handled, and supervision, per person, day and medium.</summary>
    IAsyncEnumerable<VendorUsage> ConversationsAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    );

    /// <summary>Evaluations received and done, by release day.</summary>
    IAsyncEnumerable<VendorUsage> EvaluationsAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    );

    /// <summary>Every stretch that touches the days; one that spans several may come more than once, or cut.</summary>
    IAsyncEnumerable<VendorPresence> PresenceAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    );

    Task<VendorAuditMapping> AuditMappingAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>One service.</summary>
    IAsyncEnumerable<VendorAudit> AuditsAsync(
        string service,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    );

    /// <summary>
    /// Management units and their members; requests grow with units. Any refusal or fault throws, of one unit alone too: then planning
    /// is unknown, for everybody.
    /// </summary>
    Task<VendorPlanning> PlanningAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>
    /// Published shifts of these people that touch the days. One request for 100 people and 7 days in each business unit, so it is asked
    /// for few: people who are in no management unit. Throws where the vendor does not answer with shifts: unknown, not "none".
    /// </summary>
    IAsyncEnumerable<VendorShift> ShiftsAsync(
        VendorPlanning planning,
        IReadOnlyCollection<string> personIds,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    );

    /// <summary>UTC instant up to which conversations are complete; null when the answer names none.</summary>
    Task<DateTime?> ConversationsCompleteUntilAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>
    /// UTC instant up to which presence is complete; null when the answer names none. Asked after a pull it takes in what the pages of
    /// that pull said.
    /// </summary>
    Task<DateTime?> PresenceCompleteUntilAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>Days of history the vendor keeps; null when the answer names none.</summary>
    Task<int?> RetentionDaysAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>
    /// Whom billing saw between the days, both included, each with the first instant of it within a billing cycle: a sign of life on
    /// that day, never the latest one. Ends the day before today.
    /// </summary>
    IAsyncEnumerable<VendorBilled> BillableUsageAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    );
}
