using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Directory;

public enum PersonState
{
    Active,
    Inactive,
    Deleted,
}

/// <summary>
/// An account on one platform that may hold a seat. Written only by the directory ingest; attributes the vendor omitted are null.
/// </summary>
public sealed class Person
{
    /// <summary>Key used by all facts.</summary>
    public int Key { get; init; }

    /// <summary>Our own id, for links and SCIM; REST shows the vendor's id.</summary>
    public PersonId Id { get; init; } = PersonId.New();

    public required int PlatformKey { get; init; }

    public required string VendorId { get; init; }

    public required string Name { get; set; }

    public string? Email { get; set; }

    /// <summary>Trimmed, in lower case; links accounts across platforms and billing reports.</summary>
    public string? NormalizedEmail { get; set; }

    public PersonState State { get; set; }

    public string? Title { get; set; }

    public string? Department { get; set; }

    public int? DivisionKey { get; set; }

    public int? ManagerKey { get; set; }

    public string? EmployeeId { get; set; }

    public DateOnly? HiredOn { get; set; }

    /// <summary>
    /// False if the vendor omitted the person's groups and group members could not be read either. Roles granted by groups are then
    /// unknown.
    /// </summary>
    public bool GroupsKnown { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? LastLoginAt { get; set; }

    /// <summary>UTC.</summary>
    public DateTime? LastTokenAt { get; set; }

    /// <summary>UTC; first seen by billing within the period of the last report that listed them.</summary>
    public DateTime? LastBilledAt { get; set; }

    /// <summary>
    /// UTC time at which a read-back after one of our changes last saw the seat; null if never. A directory import that started earlier
    /// leaves the seat and roles alone.
    /// </summary>
    public DateTime? SeatSeenAt { get; set; }

    /// <summary>True if currently in a management unit.</summary>
    public bool InManagementUnit { get; set; }

    /// <summary>Last local day of a published shift seen by the latest pull.</summary>
    public DateOnly? LastShiftOn { get; set; }

    /// <summary>Place in the reporting line: people below have positions in (<see cref="Position"/>, <see cref="PositionEnd"/>].</summary>
    public long Position { get; set; }

    public long PositionEnd { get; set; }

    /// <summary>True if the reporting chain leads back to the person. The line is cut here.</summary>
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
