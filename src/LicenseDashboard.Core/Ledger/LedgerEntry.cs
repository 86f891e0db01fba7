using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Ledger;

public enum LedgerKind
{
    /// <summary>The vendor shows the change; priced once, against the seats just before.</summary>
    Verified,

    /// <summary>Seen on an invoice or in the billable count of a closed month.</summary>
    Realized,

    /// <summary>Takes another entry out of its total.</summary>
    Reversed,
}

/// <summary>Money that a change saves. Entries are only ever added; a mistake or a restore is a reversal that names its entry.</summary>
public sealed class LedgerEntry
{
    /// <summary>In the order in which they were posted.</summary>
    public long Key { get; init; }

    public required int PlatformKey { get; init; }

    public required LedgerKind Kind { get; init; }

    public required RecommendationId RecommendationId { get; init; }

    public required int PersonKey { get; init; }

    /// <summary>ISO 4217 code of both amounts.</summary>
    public required string Currency { get; init; }

    /// <summary>Monthly list saving, in millionths. A reversal has the amounts of its entry, negative.</summary>
    public required long ListMicros { get; init; }

    /// <summary>Cash saving of a month, in millionths; null if there is no figure.</summary>
    public required long? CashMicros { get; init; }

    /// <summary>Realized: <see cref="Billing.BillingPeriod.MonthOf"/> of the bill.</summary>
    public int? Month { get; init; }

    /// <summary>The entry that this reversal takes out.</summary>
    public long? Reverses { get; init; }

    /// <summary>UTC.</summary>
    public required DateTime At { get; init; }

    /// <summary>Why, without personal data.</summary>
    public string Note { get; init; } = "";

    public LedgerEntry Reversal(DateTime at, string note) =>
        new()
        {
            PlatformKey = PlatformKey,
            Kind = LedgerKind.Reversed,
            RecommendationId = RecommendationId,
            PersonKey = PersonKey,
            Currency = Currency,
            ListMicros = -ListMicros,
            CashMicros = -CashMicros,
            Month = Month,
            Reverses = Key,
            At = at,
            Note = note,
        };
}
