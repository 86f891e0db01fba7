using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Directory;

public enum PersonState
{
    Active,
    Inactive,
    Deleted,
}

/// <summary>
/// One account at one platform, who may hold a seat. Written only by the directory ingest; what the vendor left out is null.
/// </summary>
public sealed class Person
{
    /// <summary>Key of every fact.</summary>
    public int Key { get; init; }

    /// <summary>Ours, for links and SCIM; REST shows the vendor's id.</summary>
    public PersonId Id { get; init; } = PersonId.New();

    public required int PlatformKey { get; init; }

    public required string VendorId { get; init; }

    public required string Name { get; set; }

    public string? Email { get; set; }

    /// <summary>Lower case, trimmed: links accounts across platforms and billing reports.</summary>
    public string? NormalizedEmail { get; set; }

    public PersonState State { get; set; }

    public string? Title { get; set; }

    public string? Department { get; set; }

    public int? DivisionKey { get; set; }

    public int? ManagerKey { get; set; }

    public string? EmployeeId { get; set; }

    public DateOnly? HiredOn { get; set; }

    /// <summary>
    /// False when the vendor left their groups out of the listing and the members could not be read either: roles by group are unknown.
    /// </summary>
    public bool GroupsKnown { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? LastLoginAt { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? LastTokenAt { get; set; }

    /// <summary>UTC; first seen by billing within the days of the last report that named them.</summary>
    public DateTime? LastBilledAt { get; set; }

    /// <summary>
    /// UTC; when a read-back after a change of ours last saw their seat. A directory import that began before it leaves seat and roles
    /// alone. Null: never.
    /// </summary>
    public DateTime? SeatSeenAt { get; set; }

    /// <summary>In a management unit now.</summary>
    public bool InManagementUnit { get; set; }

    /// <summary>Last local day of a published shift that the latest pull saw.</summary>
    public DateOnly? LastShiftOn { get; set; }

    /// <summary>Place in the reporting line: people below have positions in (<see cref="Position"/>, <see cref="PositionEnd"/>].</summary>
    public long Position { get; set; }

    public long PositionEnd { get; set; }

    /// <summary>True when the vendor names themselves or somebody below them as their manager; the line is cut there.</summary>
    public bool InCycle { get; set; }
}

public sealed class Division
{
    public int Key { get; init; }

    public required int PlatformKey { get; init; }

    public required string VendorId { get; init; }

    public required string Name { get; set; }
}

public sealed class Group
{
    public int Key { get; init; }

    public required int PlatformKey { get; init; }

    public required string VendorId { get; init; }

    public required string Name { get; set; }
}

public sealed class GroupMember
{
    public required int GroupKey { get; init; }

    public required int PersonKey { get; init; }
}
