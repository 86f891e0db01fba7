using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Exemptions;

namespace LicenseDashboard.Core.Billing;

/// <summary>Which seconds count for a level of simultaneous people (design §4.4, concurrent).</summary>
public enum PeakLevels
{
    /// <summary>Those with at least as many people.</summary>
    Cumulative,

    /// <summary>Those with exactly as many.</summary>
    Exact,
}

/// <summary>All that the bills of one platform depend on. Days are local days of the platform.</summary>
public sealed record BillingFacts
{
    public required DateOnly Today { get; init; }

    /// <summary>Last day for which presence is complete: C of design §4.</summary>
    public required DateOnly CompleteThrough { get; init; }

    /// <summary>The platform's time zone; presence is cut to its days.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>List prices, ranks, and what add-ons stand on.</summary>
    public required Catalogue Catalogue { get; init; }

    public required IReadOnlyList<ContractTerms> Contracts { get; init; }

    public required IReadOnlyList<BilledPerson> People { get; init; }

    /// <summary>Season tags that people have, by name.</summary>
    public IReadOnlyDictionary<string, Season> Seasons { get; init; } = new Dictionary<string, Season>();

    /// <summary>Days up to <see cref="CompleteThrough"/> whose presence is missing; a period with one is an estimate.</summary>
    public IReadOnlyCollection<DateOnly> NotCovered { get; init; } = [];

    public PeakLevels Levels { get; init; } = PeakLevels.Cumulative;
}

/// <summary>One account of the platform, with what it held and when it was used.</summary>
public sealed record BilledPerson
{
    /// <summary>Unique within the platform.</summary>
    public required string Id { get; init; }

    public IReadOnlyList<HeldSeats> Seats { get; init; } = [];

    /// <summary>Days with a log-in or in the vendor's billable report. Those with presence needn't be here.</summary>
    public IReadOnlyList<DateOnly> LogIns { get; init; } = [];

    /// <summary>When the status was not OFFLINE, in any order; what overlaps counts once.</summary>
    public IReadOnlyList<PresentFor> Presence { get; init; } = [];

    /// <summary>Name of a season tag; null if none.</summary>
    public string? Season { get; init; }
}

/// <summary>SKUs held together, first and last day included; no last day: still held.</summary>
public sealed record HeldSeats(IReadOnlyList<string> Skus, DateOnly From, DateOnly? To);

/// <summary>Seconds since 1970 in UTC, end excluded.</summary>
public readonly record struct PresentFor(long From, long To);

/// <summary>A live recommendation or reclamation, or a leaver: what a person will hold from a day on.</summary>
public sealed record SeatChange
{
    /// <summary>Rows of equal list saving are priced in the ordinal order of their ids.</summary>
    public required string Id { get; init; }

    public required string PersonId { get; init; }

    /// <summary>SKUs held afterwards; empty: no seat.</summary>
    public required IReadOnlyList<string> Target { get; init; }

    public bool Approved { get; init; }

    /// <summary>Protected rows have no cash figure and no part in any total.</summary>
    public bool Protected { get; init; }

    /// <summary>Due day or last day, if later than today: it shows from the first period that starts after it.</summary>
    public DateOnly? Effective { get; init; }
}
