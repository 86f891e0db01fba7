using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Testing.Vendors;

/// <summary>The lists and answers of a vendor who has nothing to tell.</summary>
public abstract class QuietVendor
{
    public virtual IAsyncEnumerable<VendorBilled> BillableUsageAsync(
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => AsyncEnumerable.Empty<VendorBilled>();

    public virtual Task<VendorAuditMapping> AuditMappingAsync(RequestPriority priority, CancellationToken ct) =>
        Task.FromResult(new VendorAuditMapping(new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<string>>>()));

    public virtual IAsyncEnumerable<VendorShift> ShiftsAsync(
        VendorPlanning planning,
        IReadOnlyCollection<string> personIds,
        DateOnly from,
        DateOnly to,
        TimeZoneInfo zone,
        RequestPriority priority,
        CancellationToken ct
    ) => AsyncEnumerable.Empty<VendorShift>();

    public virtual Task<DateTime?> ConversationsCompleteUntilAsync(RequestPriority priority, CancellationToken ct) =>
        Task.FromResult<DateTime?>(null);

    public virtual Task<DateTime?> PresenceCompleteUntilAsync(RequestPriority priority, CancellationToken ct) =>
        Task.FromResult<DateTime?>(null);

    public virtual Task<int?> RetentionDaysAsync(RequestPriority priority, CancellationToken ct) => Task.FromResult<int?>(null);

    public virtual IAsyncEnumerable<VendorPerson> PeopleAsync(RequestPriority priority, CancellationToken ct) =>
        AsyncEnumerable.Empty<VendorPerson>();

    public virtual IAsyncEnumerable<VendorGroup> GroupsAsync(RequestPriority priority, CancellationToken ct) =>
        AsyncEnumerable.Empty<VendorGroup>();

    public virtual IAsyncEnumerable<VendorDivision> DivisionsAsync(RequestPriority priority, CancellationToken ct) =>
        AsyncEnumerable.Empty<VendorDivision>();

    public virtual IAsyncEnumerable<string> GroupMembersAsync(string groupId, RequestPriority priority, CancellationToken ct) =>
        AsyncEnumerable.Empty<string>();

    public virtual Task<IReadOnlyList<VendorSku>> SkusAsync(RequestPriority priority, CancellationToken ct) =>
        Task.FromResult<IReadOnlyList<VendorSku>>([]);

    public virtual IAsyncEnumerable<VendorSeat> SeatsAsync(RequestPriority priority, CancellationToken ct) =>
        AsyncEnumerable.Empty<VendorSeat>();

    public virtual IAsyncEnumerable<VendorRole> RolesAsync(RequestPriority priority, CancellationToken ct) =>
        AsyncEnumerable.Empty<VendorRole>();

    public virtual IAsyncEnumerable<VendorGrant> GrantsOfRoleAsync(string roleId, RequestPriority priority, CancellationToken ct) =>
        AsyncEnumerable.Empty<VendorGrant>();
}
