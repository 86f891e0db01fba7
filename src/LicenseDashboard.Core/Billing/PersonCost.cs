namespace LicenseDashboard.Core.Billing;

/// <summary>
/// A person's part of a line in a closed month or the open one so far: a named line's charge divided by the greater of billable and
/// committed people, other lines' by seconds present. What no one uses stays with no one.
/// </summary>
public sealed class PersonCost
{
    public required int PlatformKey { get; init; }

    /// <summary><see cref="BillingPeriod.MonthOf"/>.</summary>
    public required int Month { get; init; }

    public required int PersonKey { get; init; }

    /// <summary>Vendor's id.</summary>
    public required string Sku { get; init; }

    /// <summary>In millionths.</summary>
    public required long Micros { get; init; }
}

/// <summary>Rollup of <see cref="PersonCost"/> by the department people are in when the month is billed.</summary>
public sealed class DepartmentCost
{
    public required int PlatformKey { get; init; }

    public required int Month { get; init; }

    public required string Sku { get; init; }

    /// <summary>Empty: none is known.</summary>
    public required string Department { get; init; }

    public required int People { get; init; }

    public required long Micros { get; init; }
}

/// <summary>Rollup of <see cref="PersonCost"/> over everyone below a manager when the month is billed, at any distance.</summary>
public sealed class ManagerCost
{
    public required int PlatformKey { get; init; }

    public required int Month { get; init; }

    public required string Sku { get; init; }

    public required int ManagerKey { get; init; }

    public required int People { get; init; }

    public required long Micros { get; init; }
}
