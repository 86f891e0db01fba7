namespace LicenseDashboard.Core.Platforms;

public enum VendorUserState
{
    Active,
    Inactive,
    Deleted,
}

/// <summary>A person as the vendor lists them.</summary>
/// <param name="GroupIds">Null when the vendor left the groups out: then group roles are unknown, not absent.</param>
/// <param name="LastLoginAt">UTC; last login with a password where the vendor says so. Null means unknown, never "never".</param>
/// <param name="LastTokenAt">UTC; last token issued to them by any sign-in.</param>
public sealed record VendorPerson(
    string Id,
    string Name,
    string? Email,
    VendorUserState State,
    string? Title,
    string? Department,
    string? DivisionId,
    string? DivisionName,
    string? ManagerId,
    string? EmployeeId,
    DateOnly? HiredOn,
    IReadOnlyList<string>? GroupIds,
    DateTime? LastLoginAt,
    DateTime? LastTokenAt
);

public sealed record VendorGroup(string Id, string Name);

public sealed record VendorDivision(string Id, string Name);

/// <summary>
/// Why the vendor says somebody's state last changed: <c>Seasonal</c>, <c>Leave</c>. A state can be active and yet carry a reason.
/// </summary>
/// <param name="Reason">Null when the vendor names none.</param>
/// <param name="ChangedAt">UTC.</param>
public sealed record VendorStateReason(string? Reason, DateTime? ChangedAt)
{
    /// <summary>The platform's own marker for somebody who comes back.</summary>
    public bool IsAbsence => Reason is "Seasonal" or "Leave";
}

/// <summary>Requests grow with pages, never with people, except for the calls that name one person or one group.</summary>
public interface IReadDirectory
{
    /// <summary>Everyone, whatever their state, once each.</summary>
    /// <exception cref="ShortListException">Thrown after all rows, as by every listing of this port.</exception>
    IAsyncEnumerable<VendorPerson> PeopleAsync(RequestPriority priority, CancellationToken ct);

    IAsyncEnumerable<VendorGroup> GroupsAsync(RequestPriority priority, CancellationToken ct);

    IAsyncEnumerable<VendorDivision> DivisionsAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>For groups whose members the listing of people left open.</summary>
    IAsyncEnumerable<string> GroupMembersAsync(string groupId, RequestPriority priority, CancellationToken ct);

    /// <summary>One person now; null when the vendor no longer knows them.</summary>
    Task<VendorPerson?> PersonAsync(string personId, RequestPriority priority, CancellationToken ct);

    /// <summary>One request a person, so it is asked for few; null when the vendor no longer knows them.</summary>
    Task<VendorStateReason?> StateReasonAsync(string personId, RequestPriority priority, CancellationToken ct);
}
