using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Testing.Vendors;

internal sealed class FakeDirectory(FakeVendor vendor) : IReadDirectory
{
    public IAsyncEnumerable<VendorPerson> PeopleAsync(RequestPriority priority, CancellationToken ct) =>
        vendor.Rows("People", vendor.People);

    public IAsyncEnumerable<VendorGroup> GroupsAsync(RequestPriority priority, CancellationToken ct) =>
        vendor.Rows("Groups", vendor.Groups);

    public IAsyncEnumerable<VendorDivision> DivisionsAsync(RequestPriority priority, CancellationToken ct) =>
        vendor.Rows("Divisions", vendor.Divisions);

    public IAsyncEnumerable<string> GroupMembersAsync(string groupId, RequestPriority priority, CancellationToken ct) =>
        vendor.Rows("GroupMembers", vendor.Members.Where(m => m.Group == groupId).Select(m => m.Person));

    public Task<VendorPerson?> PersonAsync(string personId, RequestPriority priority, CancellationToken ct)
    {
        vendor.Called("Person");
        return Task.FromResult(vendor.People.FirstOrDefault(p => p.Id == personId));
    }

    public Task<VendorStateReason?> StateReasonAsync(string personId, RequestPriority priority, CancellationToken ct)
    {
        vendor.Called("StateReason");
        return Task.FromResult(
            vendor.People.Any(p => p.Id == personId) ? new VendorStateReason(vendor.StateReasons.GetValueOrDefault(personId), null) : null
        );
    }
}

internal sealed class FakeEstate(FakeVendor vendor) : IReadEstate
{
    public async Task<IReadOnlyList<VendorSku>> SkusAsync(RequestPriority priority, CancellationToken ct) =>
        await vendor.Rows("Skus", vendor.Skus).ToListAsync(ct);

    public IAsyncEnumerable<VendorSeat> SeatsAsync(RequestPriority priority, CancellationToken ct) => vendor.Rows("Seats", vendor.Seats);

    public IAsyncEnumerable<VendorRole> RolesAsync(RequestPriority priority, CancellationToken ct) => vendor.Rows("Roles", vendor.Roles);

    public IAsyncEnumerable<VendorGrant> GrantsOfRoleAsync(string roleId, RequestPriority priority, CancellationToken ct) =>
        vendor.Rows("GrantsOfRole", vendor.Grants.Where(g => g.RoleId == roleId));

    public async Task<IReadOnlyList<VendorGrant>> GrantsOfSubjectAsync(string subjectId, RequestPriority priority, CancellationToken ct) =>
        await vendor.Rows("GrantsOfSubject", vendor.Grants.Where(g => g.SubjectId == subjectId)).ToListAsync(ct);

    public async Task<IReadOnlyList<string>> SeatAsync(string personId, RequestPriority priority, CancellationToken ct) =>
        await vendor.Rows("Seat", vendor.Seats.Where(s => s.PersonId == personId).SelectMany(s => s.SkuIds)).ToListAsync(ct);

    public Task<IReadOnlyList<string>> InferAsync(IReadOnlyCollection<string> roleIds, RequestPriority priority, CancellationToken ct)
    {
        vendor.Called("Infer");
        return Task.FromResult<IReadOnlyList<string>>([]);
    }
}

/// <summary>
/// Gives what touches the days asked, and what claims a day that no calendar of the organization has: the absurd must reach who reads it.
/// </summary>
internal sealed class FakeUsage(FakeVendor vendor) : IReadUsage
{
    public static readonly DateOnly Absurd = new(1970, 1, 1);

    public IAsyncEnumerable<VendorUsage> ConversationsAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => vendor.Rows("Conversations", vendor.Conversations.Where(u => u.Day == Absurd || (u.Day >= from && u.Day <= to)), from, to);

    public IAsyncEnumerable<VendorUsage> EvaluationsAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => vendor.Rows("Evaluations", vendor.Evaluations.Where(u => u.Day == Absurd || (u.Day >= from && u.Day <= to)), from, to);

    public IAsyncEnumerable<VendorPresence> PresenceAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => vendor.Rows("Presence", vendor.Presence.Where(p => Day(p.Start, zone) <= to && Reaches(p, from, zone)), from, to);

    private bool Reaches(VendorPresence presence, DateOnly from, TimeZoneInfo zone) =>
        presence.End is { } end ? Day(end, zone) >= from : !vendor.OpenPresenceOnFirstDayOnly || Day(presence.Start, zone) >= from;

    public Task<VendorAuditMapping> AuditMappingAsync(RequestPriority priority, CancellationToken ct)
    {
        vendor.Called("AuditMapping");
        return Task.FromResult(new VendorAuditMapping(vendor.Audited));
    }

    public IAsyncEnumerable<VendorAudit> AuditsAsync(
        string service,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) =>
        vendor.Rows(
            "Audits:" + service,
            vendor.Audits.Where(a => a.Service == service && Day(a.At, zone) >= from && Day(a.At, zone) <= to),
            from,
            to
        );

    public Task<VendorPlanning> PlanningAsync(RequestPriority priority, CancellationToken ct)
    {
        vendor.Called("Planning");
        return Task.FromResult(vendor.Planning);
    }

    public IAsyncEnumerable<VendorShift> ShiftsAsync(
        VendorPlanning planning,
        IReadOnlyCollection<string> personIds,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    )
    {
        vendor.ShiftsAsked.Enqueue((from, [.. personIds]));
        vendor.Check(FormattableString.Invariant($"Shifts:{from:yyyy-MM-dd}"));
        return vendor.Rows(
            "Shifts",
            vendor.Shifts.Where(s => personIds.Contains(s.PersonId) && s.FirstDay <= to && s.LastDay >= from),
            from,
            to
        );
    }

    public IAsyncEnumerable<VendorBilled> BillableUsageAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => vendor.Rows("BillableUsage", vendor.Billed, from, to);

    public Task<DateTime?> ConversationsCompleteUntilAsync(RequestPriority priority, CancellationToken ct)
    {
        vendor.Check("ConversationsCompleteUntil");
        return Task.FromResult(vendor is { OnCompleteUntil: { } say, CompleteUntil: { } until } ? say(until) : vendor.CompleteUntil);
    }

    public Task<DateTime?> PresenceCompleteUntilAsync(RequestPriority priority, CancellationToken ct)
    {
        vendor.Check("PresenceCompleteUntil");
        return Task.FromResult(vendor.PresenceCompleteUntil ?? vendor.CompleteUntil);
    }

    public Task<int?> RetentionDaysAsync(RequestPriority priority, CancellationToken ct)
    {
        vendor.Check("RetentionDays");
        return Task.FromResult(vendor.RetentionDays);
    }

    private static DateOnly Day(DateTime instant, TimeZoneInfo zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(instant, zone));
}
