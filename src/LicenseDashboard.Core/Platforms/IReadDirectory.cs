namespace LicenseDashboard.Core.Platforms;

public enum VendorUserState
{
    Active,
    Inactive,
    Deleted,
}

/// <summary>A person as listed by the vendor.</summary>
/// <param name="GroupIds">Null if the vendor omitted the groups; group roles are then unknown, not absent.</param>
/// <param name="LastLoginAt">UTC; last login with a password, if the vendor reports it. Null means unknown, not "never".</param>
/// <param name="LastTokenAt">UTC; last token issued by any sign-in.</param>
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
/// The vendor's reason for the last change of a person's state: <c>Seasonal</c>, <c>Leave</c>. An active person can have a reason, too.
/// </summary>
/// <param name="Reason">Null if the vendor gives none.</param>
/// <param name="ChangedAt">UTC.</param>
public sealed record VendorStateReason(string? Reason, DateTime? ChangedAt)
{
    /// <summary>The vendor's own marker for people who will come back.</summary>
    public bool IsAbsence => Reason is "Seasonal" or "Leave";
}

/// <summary>The number of requests grows with pages, not with people, except for calls for a single person or group.</summary>
public interface IReadDirectory
{
    /// <summary>All people in any state, once each.</summary>
    /// <exception cref="ShortListException">Thrown after all rows, as in all listings of this interface.</exception>
    IAsyncEnumerable<VendorPerson> PeopleAsync(RequestPriority priority, CancellationToken ct);

    IAsyncEnumerable<VendorGroup> GroupsAsync(RequestPriority priority, CancellationToken ct);

    IAsyncEnumerable<VendorDivision> DivisionsAsync(RequestPriority priority, CancellationToken ct);

    /// <summary>For groups whose members the listing of people did not include.</summary>
    IAsyncEnumerable<string> GroupMembersAsync(string groupId, RequestPriority priority, CancellationToken ct);

    /// <summary>The current state of one person; null if the vendor no longer knows them.</summary>
    Task<VendorPerson?> PersonAsync(string personId, RequestPriority priority, CancellationToken ct);

    /// <summary>Takes one request per person, so ask for few. Null if the vendor no longer knows them.</summary>
    Task<VendorStateReason?> StateReasonAsync(string personId, RequestPriority priority, CancellationToken ct);
}
