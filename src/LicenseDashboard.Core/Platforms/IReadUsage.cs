namespace LicenseDashboard.Core.Platforms;

/// <summary>
/// Usage reported by the vendor per person, local day and signal. A signal is what the vendor measures; the catalogue maps signals to
/// features.
/// </summary>
/// <param name="Signal">
/// For conversations a medium (<c>voice</c>, <c>callback</c>, <c>chat</c>, <c>email</c>, <c>message</c>, …) or a metric
/// (<c>tMonitoring</c>, <c>tCoaching</c>, <c>tBarging</c>); for evaluations <c>received</c> or <c>done</c>.
/// </param>
/// <param name="Count">Number of times; for media, the interactions handled.</param>
/// <param name="Seconds">Time spent; 0 if the vendor doesn't measure it.</param>
public sealed record VendorUsage(string PersonId, DateOnly Day, string Signal, int Count, long Seconds);

/// <summary>One stretch of presence. Instants are UTC.</summary>
/// <param name="Status">The vendor's system presence in upper case: OFFLINE, AVAILABLE, ON_QUEUE, AWAY, IDLE, …</param>
/// <param name="End">Null while it is open; the ingest limits it to what is complete.</param>
public sealed record VendorPresence(string PersonId, DateTime Start, DateTime? End, string Status);

/// <summary>One audited action. <paramref name="ActorId"/> is null if it was not performed by a person.</summary>
/// <param name="TargetId">ID of the changed object, or of the person if a person was changed.</param>
public sealed record VendorAudit(string Service, string Entity, string Action, string? ActorId, string? TargetId, DateTime At, bool Failed);

/// <summary>A billed user, identified by mail rather than ID and not always a person.</summary>
/// <param name="FirstAt">UTC; first seen within the requested days.</param>
public sealed record VendorBilled(string Name, DateTime FirstAt);

/// <summary>What the organization audits: service → entity → actions.</summary>
public sealed record VendorAuditMapping(IReadOnlyDictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>> Services);

/// <summary>Who is currently planned. Both are empty if the vendor has no workforce management; no one is planned then.</summary>
/// <param name="InManagementUnit">IDs of people in a management unit; they count as planned with or without shifts.</param>
/// <param name="BusinessUnits">Needed to ask for published shifts; pass to <see cref="IReadUsage.ShiftsAsync"/>.</param>
public sealed record VendorPlanning(IReadOnlyCollection<string> InManagementUnit, IReadOnlyList<string> BusinessUnits);

/// <summary>One published shift as the local days it touches, end excluded. A shift lasts at least a minute.</summary>
public sealed record VendorShift(string PersonId, DateOnly FirstDay, DateOnly LastDay);

/// <summary>
/// Usage by day. Ranges are local days, both ends included, of any length; the connector splits them into the intervals the vendor
/// allows. The number of requests grows with days and pages, not with people. An enumeration that ends without an exception has read
/// every page. The same person, day and signal may be returned more than once; counts and seconds add up.
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

    /// <summary>All stretches that touch the days. A stretch over several days may be returned more than once, or cut.</summary>
    IAsyncEnumerable<VendorPresence> PresenceAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    );

    Task<VendorAuditMapping> AuditMappingAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>Audited actions of one service.</summary>
    IAsyncEnumerable<VendorAudit> AuditsAsync(
        string service,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    );

    /// <summary>
    /// Management units and their members. The number of requests grows with units. Any refusal or fault throws, even for a single unit:
    /// planning is then unknown for everybody.
    /// </summary>
    Task<VendorPlanning> PlanningAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>
    /// Published shifts of these people that touch the days. Takes one request per 100 people and 7 days in each business unit, so ask
    /// only for people outside management units. Throws if the vendor doesn't answer with shifts: unknown, not "none".
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

    /// <summary>UTC time up to which conversations are complete; null if the answer doesn't say.</summary>
    Task<DateTime?> ConversationsCompleteUntilAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>
    /// UTC time up to which presence is complete; null if the answer doesn't say. After a pull, it takes the pages of that pull into
    /// account.
    /// </summary>
    Task<DateTime?> PresenceCompleteUntilAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>Days of history the vendor keeps; null if the answer doesn't say.</summary>
    Task<int?> RetentionDaysAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>
    /// Users billed between the days, both included, each with the first time within a billing cycle. This proves activity on that day,
    /// not the latest activity. Ends the day before today.
    /// </summary>
    IAsyncEnumerable<VendorBilled> BillableUsageAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    );
}
