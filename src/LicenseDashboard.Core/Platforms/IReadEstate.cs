namespace LicenseDashboard.Core.Platforms;

/// <summary>A licence the organization can hold.</summary>
/// <param name="Permissions"><c>domain:entity:action</c>; any segment may be <c>*</c>.</param>
/// <param name="Prerequisites">Ids of licences this one stands on.</param>
/// <param name="Comprises">Ids of licences this one contains.</param>
public sealed record VendorSku(
    string Id,
    IReadOnlyList<string> Permissions,
    IReadOnlyList<string> Prerequisites,
    IReadOnlyList<string> Comprises
);

/// <summary>Who holds which licences now; the vendor keeps no history.</summary>
public sealed record VendorSeat(string PersonId, IReadOnlyList<string> SkuIds);

public sealed record VendorRole(string Id, string Name, IReadOnlyList<string> Permissions);

public enum SubjectKind
{
    Person,
    Group,

    /// <summary>An OAuth client or anything else that holds no seat.</summary>
    Other,
}

/// <summary>One role held directly by a person or by a group, in some divisions.</summary>
public sealed record VendorGrant(string RoleId, string SubjectId, SubjectKind Kind, IReadOnlyList<string> DivisionIds);

public interface IReadEstate
{
    Task<IReadOnlyList<VendorSku>> SkusAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>
    /// Everyone with a license, once each. In an organization with concurrent licenses the vendor may list who used a license instead of
    /// who holds it (told by one support page, not by the vendor's documentation): there it is to be compared with <see
    /// cref="SeatAsync"/> before it is relied on.
    /// </summary>
    /// <exception cref="ShortListException">Thrown after all rows, as by every listing of this port.</exception>
    IAsyncEnumerable<VendorSeat> SeatsAsync(RequestPriority priority, CancellationToken ct);

    IAsyncEnumerable<VendorRole> RolesAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>Direct grants of one role; people and groups.</summary>
    IAsyncEnumerable<VendorGrant> GrantsOfRoleAsync(string roleId, RequestPriority priority, CancellationToken ct);

    /// <summary>Direct and group grants as the vendor holds them for one person now.</summary>
    Task<IReadOnlyList<VendorGrant>> GrantsOfSubjectAsync(string subjectId, RequestPriority priority, CancellationToken ct);

    /// <summary>Licences of one person now.</summary>
    Task<IReadOnlyList<string>> SeatAsync(string personId, RequestPriority priority, CancellationToken ct);

    /// <summary>What-if: the licences that exactly these roles imply.</summary>
    Task<IReadOnlyList<string>> InferAsync(IReadOnlyCollection<string> roleIds, RequestPriority priority, CancellationToken ct);
}

/// <summary>Changes grants at the vendor. Idempotent: adding what is held or removing what is not changes nothing.</summary>
public interface IWriteGrants
{
    Task AddAsync(string personId, IReadOnlyCollection<VendorGrant> grants, RequestPriority priority, CancellationToken ct);

    Task RemoveAsync(string personId, IReadOnlyCollection<VendorGrant> grants, RequestPriority priority, CancellationToken ct);
}

/// <summary>
/// Changes accounts at the vendor. Idempotent: an account that is already there is left alone, and ending no sessions is no harm.
/// </summary>
public interface IWriteAccounts
{
    /// <summary>
    /// Active or inactive. The vendor takes all direct grants of who becomes inactive and gives none back to who becomes active.
    /// </summary>
    Task SetStateAsync(string personId, VendorUserState state, RequestPriority priority, CancellationToken ct);

    /// <summary>Logs the person out everywhere; nothing else changes.</summary>
    Task EndSessionsAsync(string personId, RequestPriority priority, CancellationToken ct);
}
