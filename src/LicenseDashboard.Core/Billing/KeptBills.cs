using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Billing;

/// <summary>Which of the bills of a month (design §4.4).</summary>
public enum BillKind
{
    /// <summary>From facts alone: of a closed month, or of the open one so far. Decisions never change it.</summary>
    Actual,

    /// <summary>Of the open month as it will end, and of coming months if nothing is changed.</summary>
    Forecast,

    /// <summary>Of coming months with every approved change made.</summary>
    Planned,
}

/// <summary>The bill of a platform in the periods that start in one month, as last worked out.</summary>
public sealed class KeptBill
{
    public required int PlatformKey { get; init; }

    /// <summary><see cref="BillingPeriod.MonthOf"/>: year × 12 + month − 1.</summary>
    public required int Month { get; init; }

    public required BillKind Kind { get; init; }

    /// <summary>First local day of its earliest period.</summary>
    public required DateOnly First { get; init; }

    public required PeriodState State { get; init; }

    public required string Currency { get; init; }

    public required long TotalMicros { get; init; }

    /// <summary>False if something used has no price; it is listed and missing in the total.</summary>
    public required bool IsComplete { get; init; }

    /// <summary>Presence is missing on some day of it.</summary>
    public required bool IsEstimate { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime WorkedOutAt { get; init; }
}

/// <summary>One line of a <see cref="KeptBill"/>.</summary>
public sealed class KeptBillLine
{
    /// <summary>Stands for what no contract has a line for.</summary>
    public const int NoContract = 0;

    /// <summary>Stands for what a contract's money minimum adds to the sum of its lines.</summary>
    public const string MinimumSku = "";

    public required int PlatformKey { get; init; }

    public required int Month { get; init; }

    public required BillKind Kind { get; init; }

    /// <summary>The contract's key, or <see cref="NoContract"/>.</summary>
    public required int ContractKey { get; init; }

    /// <summary>The vendor's id, or <see cref="MinimumSku"/>.</summary>
    public required string Sku { get; init; }

    public required LineBasis Basis { get; init; }

    /// <summary>People, simultaneous people or hours.</summary>
    public required int Billable { get; init; }

    public required int Committed { get; init; }

    public required int Included { get; init; }

    /// <summary>True if <see cref="Committed"/> is the need after a renewal: "if notice is given".</summary>
    public required bool IsNeed { get; init; }

    public required long CommittedMicros { get; init; }

    /// <summary>Null if it has no price.</summary>
    public required long? OverageMicros { get; init; }
}

/// <summary>
/// What one person's use of a license cost in a month: an equal share of the line's charge for what was used (hours and simultaneous
/// people: by seconds present). What was committed and not used belongs to no person.
/// </summary>
public sealed class PersonCharge
{
    /// <summary>As <see cref="KeptBill.Month"/>.</summary>
    public required int Month { get; init; }

    public required int PersonKey { get; init; }

    public required int SkuKey { get; init; }

    public required long Micros { get; init; }
}

/// <summary>
/// What a department used in a month, from <see cref="PersonCharge"/>. People count in the department they were in when it closed.
/// </summary>
public sealed class DepartmentSpend
{
    public required int PlatformKey { get; init; }

    public required int Month { get; init; }

    public required int SkuKey { get; init; }

    /// <summary>Empty: people without a department.</summary>
    public required string Department { get; init; }

    public required int People { get; init; }

    public required long Micros { get; init; }
}

/// <summary>What everyone below a manager used in a month, from <see cref="PersonCharge"/>.</summary>
public sealed class ManagerSpend
{
    public required int PlatformKey { get; init; }

    public required int Month { get; init; }

    public required int ManagerKey { get; init; }

    public required int SkuKey { get; init; }

    public required int People { get; init; }

    public required long Micros { get; init; }
}
