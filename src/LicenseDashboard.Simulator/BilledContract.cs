namespace LicenseDashboard.Simulator;

/// <summary>What one item of the contract counts.</summary>
public enum BilledBy
{
    /// <summary>People who logged in.</summary>
    User,

    /// <summary>People present at the same time.</summary>
    Concurrent,

    /// <summary>Hours logged in.</summary>
    Hour,
}

/// <summary>The contract by which the organization is billed, month by month from its first day. Days are local in its time zone.</summary>
public sealed record BilledContract
{
    public string Number { get; init; } = "00012345";

    public string? PoNumber { get; init; }

    public required DateOnly First { get; init; }

    public required DateOnly Last { get; init; }

    /// <summary>ISO 4217 code.</summary>
    public string Currency { get; init; } = "USD";

    /// <summary>IANA ID.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>The lowest total of an invoice.</summary>
    public decimal Minimum { get; init; }

    public required IReadOnlyList<BilledItem> Items { get; init; }

    /// <summary>True if each invoice has one mistake: in turn a former user, a price, a quantity, a product never ordered.</summary>
    public bool Mistakes { get; init; }
}

/// <param name="License">ID of the license that is counted.</param>
/// <param name="Committed">Paid for whether used or not.</param>
/// <param name="Price">Of one committed unit in a month.</param>
/// <param name="OveragePrice">Of each unit above.</param>
public sealed record BilledItem(string License, BilledBy By, int Committed, decimal Price, decimal OveragePrice)
{
    /// <summary>Free on top of <see cref="Committed"/>.</summary>
    public int Included { get; init; }

    /// <summary>True if a month without use costs nothing.</summary>
    public bool Cancellable { get; init; }

    public IReadOnlyList<BilledChange> Changes { get; init; } = [];
}

/// <summary>What changes from the first month that starts on the day or later; null: as before.</summary>
public sealed record BilledChange(DateOnly From, int? Committed = null, decimal? Price = null, decimal? OveragePrice = null);
