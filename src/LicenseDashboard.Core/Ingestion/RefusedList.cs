using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Ingestion;

/// <summary>
/// A list that a directory import refused because it was shorter than the vendor's own total or the last good import suggested, and who
/// accepted it. An acceptance applies once, to the next import that succeeds, and only if no more rows are missing than were shown.
/// </summary>
public sealed class RefusedList
{
    /// <summary>The import that refused the list.</summary>
    public required RunId Run { get; init; }

    /// <summary>The kind of list: <c>people</c>, <c>seats</c>, <c>roles</c>.</summary>
    public required string List { get; init; }

    public required int PlatformKey { get; init; }

    /// <summary>Rows received.</summary>
    public required int Listed { get; init; }

    /// <summary>Rows that the vendor's own total promised but that did not arrive; 0 if it promised no more or gave no total.</summary>
    public int Withheld { get; init; }

    /// <summary>True if the list ended before the vendor said it was complete.</summary>
    public bool BrokeOff { get; init; }

    /// <summary>Rows of the last good import.</summary>
    public int Known { get; init; }

    /// <summary>Rows of <see cref="Known"/> that are no longer listed.</summary>
    public int Missing { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? AcceptedAt { get; set; }

    /// <summary>Actor, as in the audit.</summary>
    public string? AcceptedBy { get; set; }

    /// <summary>The import that used the acceptance. If that import fails, the acceptance is available again.</summary>
    public RunId? UsedBy { get; set; }

    /// <summary>More missing rows than this, and more than <see cref="Percent"/> of the known ones, is not normal turnover.</summary>
    public const int Turnover = 10;

    public const int Percent = 5;

    /// <summary>True if a list that lacks <paramref name="missing"/> of <paramref name="known"/> rows is too short to trust.</summary>
    public static bool IsShrunken(int listed, int known, int missing) =>
        known > 0 && (listed == 0 || (missing > Turnover && (long)missing * 100 > (long)known * Percent));

    /// <summary>
    /// True if this acceptance also covers <paramref name="next"/>: the same list with no more rows missing than were shown.
    /// </summary>
    public bool Allows(RefusedList next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return List == next.List
            && next.Missing <= Missing
            && next.Withheld <= Withheld
            && (BrokeOff || !next.BrokeOff)
            && (next.Listed > 0 || Listed == 0);
    }

    /// <summary>"The vendor's list of people: 480 listed. Of the 520 known before, 60 are missing."</summary>
    public string Words => string.Join(' ', Parts());

    private string Named => List == "seats" ? "assigned licenses" : List;

    private IEnumerable<string> Parts()
    {
        yield return FormattableString.Invariant($"The Genesys Cloud list of {Named} has {Listed:N0} {(Listed == 1 ? "entry" : "entries")}")
            + (
                Withheld > 0 ? FormattableString.Invariant($", {Withheld:N0} fewer than its own total.")
                : BrokeOff ? ", then it stopped."
                : "."
            );
        if (Missing > 0)
        {
            yield return FormattableString.Invariant(
                $"Of the {Known:N0} known before, {Missing:N0} {(Missing == 1 ? "is" : "are")} missing."
            );
        }
    }
}
