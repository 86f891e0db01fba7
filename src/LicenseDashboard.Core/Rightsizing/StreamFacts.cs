namespace LicenseDashboard.Core.Rightsizing;

/// <summary>How far a stream is complete.</summary>
public sealed record StreamFacts
{
    public const string Conversations = "conversations";
    public const string Presence = "presence";
    public const string Evaluations = "evaluations";

    private static readonly IReadOnlySet<DateOnly> None = new HashSet<DateOnly>();

    public static string Audits(string service) => "audits:" + service;

    /// <summary>False if the vendor refused the route with 403 or 404: nothing is covered, and an audit service gives no signal.</summary>
    public bool Served { get; init; } = true;

    /// <summary>C: the last day for which the stream is complete; null if the vendor doesn't say.</summary>
    public DateOnly? CompleteThrough { get; init; }

    /// <summary>
    /// First day of the stream: the latest of the vendor's retention, today − 365 for audits, and the first day on which conversations or
    /// presence show anybody.
    /// </summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>Days whose pull is complete, with every page stored.</summary>
    public IReadOnlySet<DateOnly> Days { get; init; } = None;

    /// <summary>Days pulled, by division ID, for divisions that differ from <see cref="Days"/>.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<DateOnly>> DaysByDivision { get; init; } =
        new Dictionary<string, IReadOnlySet<DateOnly>>();

    public bool IsLate(DateOnly today) => CompleteThrough is not { } c || c < today.AddDays(-3);

    /// <summary>True if the day's pull is complete and the day is not before the first day of the stream.</summary>
    /// <param name="division">Null ignores gaps of single divisions.</param>
    public bool Covers(DateOnly day, string? division) => Served && FirstDay is { } first && day >= first && DaysOf(division).Contains(day);

    /// <summary>First covered day; null if there is none.</summary>
    public DateOnly? FirstCovered(string division)
    {
        DateOnly? found = null;
        foreach (var day in Served && FirstDay is not null ? DaysOf(division) : None)
        {
            found = day >= FirstDay && !(found <= day) ? day : found;
        }

        return found;
    }

    private IReadOnlySet<DateOnly> DaysOf(string? division) =>
        division is not null && DaysByDivision.TryGetValue(division, out var own) ? own : Days;
}
