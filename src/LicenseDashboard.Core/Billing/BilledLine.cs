using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Billing;

/// <summary>What a kept bill says about a month.</summary>
public enum BillKind
{
    /// <summary>From facts: all its periods are closed.</summary>
    Closed,

    /// <summary>From facts up to today: a period is open.</summary>
    SoFar,

    /// <summary>An open month as it will be when it ends.</summary>
    Forecast,

    /// <summary>A month to come, with the approved changes made.</summary>
    Coming,
}

/// <summary>The bill of one platform and calendar month, kept so that nothing that is shown has to be worked out again.</summary>
public sealed class BilledMonth
{
    public required int PlatformKey { get; init; }

    /// <summary><see cref="BillingPeriod.MonthOf"/> of the first day of its periods.</summary>
    public required int Month { get; init; }

    public required BillKind Kind { get; init; }

    /// <summary>ISO 4217 code of all amounts.</summary>
    public required string Currency { get; set; }

    /// <summary>In millionths.</summary>
    public required long TotalMicros { get; set; }

    /// <summary>False if something used has no price.</summary>
    public required bool IsComplete { get; set; }

    /// <summary>Presence is missing on some day of it.</summary>
    public required bool IsEstimate { get; set; }

    /// <summary>
    /// Fingerprint of the contracts and facts that a closed month was billed from: it is billed again only when they change. Empty
    /// otherwise.
    /// </summary>
    public string Digest { get; set; } = "";

    /// <summary>The <see cref="Digest"/>, and the newest invoice if there is one, up to which realized savings are in the ledger.</summary>
    public string PostedDigest { get; set; } = "";

    /// <summary>UTC time of the last calculation that changed it.</summary>
    public required DateTime BilledAt { get; set; }
}

/// <summary>One charge of a kept bill.</summary>
public sealed class BilledLine
{
    public required int PlatformKey { get; init; }

    public required int Month { get; init; }

    public required BillKind Kind { get; init; }

    /// <summary>Id of the contract; empty for what no contract has a line for.</summary>
    public required string Contract { get; init; }

    /// <summary>Vendor's id; empty for what the contract's minimum adds to the sum of its lines.</summary>
    public required string Sku { get; init; }

    public required LineBasis Basis { get; init; }

    /// <summary>First day of the contract's period.</summary>
    public required DateOnly First { get; init; }

    /// <summary>Last day of it.</summary>
    public required DateOnly Last { get; init; }

    /// <summary>People, simultaneous people or hours.</summary>
    public required int Billable { get; set; }

    /// <summary>The line's quantity, or the need after a renewal.</summary>
    public required int Committed { get; set; }

    /// <summary>Free on top of <see cref="Committed"/>.</summary>
    public required int Included { get; set; }

    /// <summary>True for the need: "if notice is given".</summary>
    public required bool IsNeed { get; set; }

    /// <summary>Quantity above the committed and the included one.</summary>
    public required int Over { get; set; }

    /// <summary>In millionths; null without a price.</summary>
    public required long? PriceMicros { get; set; }

    /// <summary>In millionths; null without a price for what is above.</summary>
    public required long? OveragePriceMicros { get; set; }

    /// <summary>In millionths.</summary>
    public required long CommitmentMicros { get; set; }

    /// <summary>In millionths.</summary>
    public required long OverageMicros { get; set; }
}
