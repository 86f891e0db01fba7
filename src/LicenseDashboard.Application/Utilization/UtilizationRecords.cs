namespace LicenseDashboard.Application.Utilization;

/// <summary>Curves of a day, of the whole organization unless a SKU, a division or both are named.</summary>
public sealed record CurveQuery
{
    /// <summary>Key of a platform; null means the first.</summary>
    public string? Platform { get; init; }

    /// <summary>Local day; null means today.</summary>
    public DateOnly? Day { get; init; }

    public string? Sku { get; init; }

    /// <summary>Name.</summary>
    public string? Division { get; init; }

    /// <summary>Also the day before and the same weekday of the week before.</summary>
    public bool Compare { get; init; } = true;
}

public enum CurveKind
{
    Day,
    DayBefore,
    WeekBefore,
}

/// <summary>Levels of one local day. A slot holds the highest level seen in its five minutes; null is unknown.</summary>
/// <param name="StartsAt">
/// UTC start of the day. Slot n begins n × 5 elapsed minutes later; a day has 288 slots, 276 or 300 where clocks change by an hour.
/// </param>
/// <param name="Labels">Local time at the beginning of each slot, such as 14:05; an hour appears twice where the clock is set back.</param>
/// <param name="Idle">Idle at the keyboard or waiting for work.</param>
public sealed record CurveDay(
    CurveKind Kind,
    DateOnly Day,
    DateTime StartsAt,
    IReadOnlyList<string> Labels,
    IReadOnlyList<int?> SignedIn,
    IReadOnlyList<int?> OnQueue,
    IReadOnlyList<int?> Idle
)
{
    /// <summary>True if at least one slot is known.</summary>
    public bool IsKnown => SignedIn.Any(slot => slot is not null);
}

/// <param name="SignedIn">Highest level of the day.</param>
/// <param name="At">UTC start of its first slot.</param>
public sealed record CurvePeak(int SignedIn, DateTime At);

/// <param name="Days">The day first, then those to compare with. Empty if <paramref name="Missing"/> is set.</param>
/// <param name="Peak">Of the day; null if nothing of it is known.</param>
/// <param name="Entitled">Contracted licenses of the SKU or of all base licenses; null if unknown or not for this viewer.</param>
/// <param name="Missing">Why there are no curves for this viewer or filter; a sentence. Null if there are.</param>
public sealed record UtilizationCurve(
    string Platform,
    DateOnly Day,
    string TimeZone,
    IReadOnlyList<CurveDay> Days,
    CurvePeak? Peak,
    int? Entitled,
    string? Missing
);

/// <summary>How levels are grouped.</summary>
public enum HistoryGroup
{
    /// <summary>The whole organization.</summary>
    None,
    Tier,
    Division,
}

public sealed record HistoryQuery
{
    /// <summary>Key of a platform; null means the first.</summary>
    public string? Platform { get; init; }

    /// <summary>First local day; null means six days before the last.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Last local day, inclusive; null means today.</summary>
    public DateOnly? To { get; init; }

    public HistoryGroup GroupBy { get; init; }

    /// <summary>Most days of one answer.</summary>
    public const int MostDays = 31;
}

/// <param name="Group">SKU ID or division name; null for the whole organization or for people without a division.</param>
public sealed record HistoryDay(string? Group, CurveDay Levels, CurvePeak? Peak);

/// <param name="Items">By day, then by group. Days of which nothing is known are left out.</param>
public sealed record UtilizationHistory(
    string Platform,
    string TimeZone,
    DateOnly From,
    DateOnly To,
    HistoryGroup GroupBy,
    IReadOnlyList<HistoryDay> Items
);

public sealed record AlertQuery
{
    /// <summary>Key of a platform; null means all.</summary>
    public string? Platform { get; init; }

    /// <summary>True for open alerts, false for cleared ones, null for both.</summary>
    public bool? Open { get; init; }

    public string? Sku { get; init; }
}

/// <param name="Division">Name; null for the whole organization.</param>
/// <param name="Threshold">In percent.</param>
/// <param name="Used">Signed-in holders when it was raised.</param>
/// <param name="Entitled">Licenses of the pool when it was raised.</param>
/// <param name="Peak">Most signed-in holders while it was open.</param>
/// <param name="RaisedAt">UTC.</param>
/// <param name="ClearedAt">UTC; null while open.</param>
public sealed record PoolAlertRow(
    int Id,
    string Platform,
    string Sku,
    string? Division,
    int Threshold,
    int Used,
    int Entitled,
    int Peak,
    bool ByRole,
    DateTime RaisedAt,
    DateTime? ClearedAt
)
{
    public bool IsOpen => ClearedAt is null;
}
