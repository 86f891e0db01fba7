namespace LicenseDashboard.Core.Contracts;

/// <summary>
/// What one contract says, as people enter it and the billing engine reads it (design §4.4). Days are local days of the platform.
/// </summary>
public sealed record ContractTerms
{
    /// <summary>Unique within the platform.</summary>
    public required string Id { get; init; }

    /// <summary>The customer's purchase order number, printed on invoices; null if none.</summary>
    public string? PoNumber { get; init; }

    /// <summary>ISO 4217 code of all its prices; the same in all contracts of a platform.</summary>
    public required string Currency { get; init; }

    public required DateOnly First { get; init; }

    /// <summary>Last day of the term, itself in the term.</summary>
    public required DateOnly Last { get; init; }

    /// <summary>Null if the contract doesn't renew by itself.</summary>
    public int? NoticeDays { get; init; }

    public int RenewalMonths { get; init; } = 12;

    public OverUse OverUse { get; init; } = OverUse.Soft;

    /// <summary>Lowest charge of a period, in millionths.</summary>
    public long MinimumMicros { get; init; }

    /// <summary>At most one line per SKU, over all contracts of a platform.</summary>
    public required IReadOnlyList<LineTerms> Lines { get; init; }
}

/// <summary>What a contract says about one SKU.</summary>
public sealed record LineTerms
{
    public required string Sku
    {
        get;
        init => field = SkuIds.Canonical(value);
    }

    public required LineBasis Basis { get; init; }

    /// <summary>People, simultaneous people, or hours, per period.</summary>
    public required int Committed { get; init; }

    /// <summary>The lowest quantity that a renewal can go down to.</summary>
    public int Minimum { get; init; }

    /// <summary>Quantity on top of the committed one that is free.</summary>
    public int Included { get; init; }

    /// <summary>Price of one unit per period, in millionths.</summary>
    public required long PriceMicros { get; init; }

    /// <summary>Price of each unit above, in millionths. Null: the unit price, or the list price if that is 0.</summary>
    public long? OverageMicros { get; init; }

    /// <summary>True if a period without use costs nothing.</summary>
    public bool Cancellable { get; init; }

    public IReadOnlyList<LineChange> Changes { get; init; } = [];

    /// <summary>The line with everything that has changed by a day.</summary>
    public LineTerms On(DateOnly day) =>
        Changes.Where(change => change.From <= day).OrderBy(change => change.From).Aggregate(this, (line, change) => change.Change(line));

    /// <summary>Whether the line itself says a committed quantity from a day in the range, both days included.</summary>
    public bool SaysQuantity(DateOnly from, DateOnly through) =>
        Changes.Any(change => change.Committed is not null && change.From >= from && change.From <= through);
}

/// <summary>Quantities and prices from a day on; null: as before. In force from the first period that starts on it or later.</summary>
public sealed record LineChange(DateOnly From)
{
    public int? Committed { get; init; }

    public int? Minimum { get; init; }

    public int? Included { get; init; }

    public long? PriceMicros { get; init; }

    public long? OverageMicros { get; init; }

    public LineTerms Change(LineTerms line) =>
        line with
        {
            Committed = Committed ?? line.Committed,
            Minimum = Minimum ?? line.Minimum,
            Included = Included ?? line.Included,
            PriceMicros = PriceMicros ?? line.PriceMicros,
            OverageMicros = OverageMicros ?? line.OverageMicros,
        };
}
