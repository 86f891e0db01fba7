namespace LicenseDashboard.Core.Platforms;

/// <summary>A license the organization can assign.</summary>
/// <param name="Permissions"><c>domain:entity:action</c>; any segment may be <c>*</c>.</param>
/// <param name="Prerequisites">IDs of licenses this one requires.</param>
/// <param name="Comprises">IDs of licenses this one includes.</param>
public sealed record VendorSku(
    string Id,
    IReadOnlyList<string> Permissions,
    IReadOnlyList<string> Prerequisites,
    IReadOnlyList<string> Comprises
);

/// <summary>The licenses a person holds now; the vendor keeps no history.</summary>
public sealed record VendorSeat(string PersonId, IReadOnlyList<string> SkuIds);

public sealed record VendorRole(string Id, string Name, IReadOnlyList<string> Permissions);

public enum SubjectKind
{
    Person,
    Group,

    /// <summary>An OAuth client or anything else without a license.</summary>
    Other,
}

/// <summary>One role granted directly to a person or group in some divisions.</summary>
public sealed record VendorGrant(string RoleId, string SubjectId, SubjectKind Kind, IReadOnlyList<string> DivisionIds);

public interface IReadEstate
{
    Task<IReadOnlyList<VendorSku>> SkusAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>
    /// All people with a license, once each. In an organization with concurrent licenses the vendor may list who used a license instead
    /// of who holds it. A single support page says so, the API documentation doesn't. Compare with <see cref="SeatAsync"/> before relying
    /// on it there.
    /// </summary>
    /// <exception cref="ShortListException">Thrown after all rows, as in all listings of this interface.</exception>
    IAsyncEnumerable<VendorSeat> SeatsAsync(RequestPriority priority, CancellationToken ct);

    IAsyncEnumerable<VendorRole> RolesAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>Direct grants of one role to people and groups.</summary>
    IAsyncEnumerable<VendorGrant> GrantsOfRoleAsync(string roleId, RequestPriority priority, CancellationToken ct);

    /// <summary>Current direct and group grants of one person.</summary>
    Task<IReadOnlyList<VendorGrant>> GrantsOfSubjectAsync(string subjectId, RequestPriority priority, CancellationToken ct);

    /// <summary>Current licenses of one person.</summary>
    Task<IReadOnlyList<string>> SeatAsync(string personId, RequestPriority priority, CancellationToken ct);

    /// <summary>The licenses that exactly these roles would imply.</summary>
    Task<IReadOnlyList<string>> InferAsync(IReadOnlyCollection<string> roleIds, RequestPriority priority, CancellationToken ct);
}

/// <summary>Changes grants at the vendor. Idempotent: adding a held role or removing a missing one changes nothing.</summary>
public interface IWriteGrants
{
    Task AddAsync(string personId, IReadOnlyCollection<VendorGrant> grants, RequestPriority priority, CancellationToken ct);

    Task RemoveAsync(string personId, IReadOnlyCollection<VendorGrant> grants, RequestPriority priority, CancellationToken ct);
}

/// <summary>Changes accounts at the vendor. Idempotent: setting the current state or ending no sessions changes nothing.</summary>
public interface IWriteAccounts
{
    /// <summary>
    /// Sets the account active or inactive. The vendor removes all direct grants of an account that becomes inactive and doesn't return
    /// them when it becomes active.
    /// </summary>
    Task SetStateAsync(string personId, VendorUserState state, RequestPriority priority, CancellationToken ct);

    /// <summary>Logs the person out everywhere. Changes nothing else.</summary>
    Task EndSessionsAsync(string personId, RequestPriority priority, CancellationToken ct);
}
