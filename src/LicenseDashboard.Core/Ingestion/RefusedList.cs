using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Ingestion;

/// <summary>
/// A list that a directory import refused, because the vendor's own total or the last good import promised more, and who let it pass
/// once. An acceptance holds for the next import that succeeds, and for no list that lacks more than was shown.
/// </summary>
public sealed class RefusedList
{
    /// <summary>The import that refused it.</summary>
    public required RunId Run { get; init; }

    /// <summary>What was listed, in words: <c>people</c>, <c>seats</c>, <c>roles</c>.</summary>
    public required string List { get; init; }

    public required int PlatformKey { get; init; }

    /// <summary>Rows that arrived.</summary>
    public required int Listed { get; init; }

    /// <summary>
    /// Rows that the vendor's own answer promised and that did not arrive; 0 when it promised no more, or only said that more would
    /// follow.
    /// </summary>
    public int Withheld { get; init; }

    /// <summary>The list broke off before the vendor said that it was at its end.</summary>
    public bool BrokeOff { get; init; }

    /// <summary>Rows of the last good import.</summary>
    public int Known { get; init; }

    /// <summary>Of <see cref="Known"/>, those that are not listed any more.</summary>
    public int Missing { get; init; }

    /// <summary>UTC.</summary>
    public DateTime? AcceptedAt { get; set; }

    /// <summary>As the audit names them.</summary>
    public string? AcceptedBy { get; set; }

    /// <summary>The import that the acceptance is spent on. One that did not end well gives it back.</summary>
    public RunId? UsedBy { get; set; }

    /// <summary>More than so many missing, and more than <see cref="Percent"/> of them, is no turnover.</summary>
    public const int Turnover = 10;

    public const int Percent = 5;

    /// <summary>Whether a list that lacks <paramref name="missing"/> of <paramref name="known"/> rows is too short to believe.</summary>
    public static bool IsShrunken(int listed, int known, int missing) =>
        known > 0 && (listed == 0 || (missing > Turnover && (long)missing * 100 > (long)known * Percent));

    /// <summary>
    /// Whether what was accepted here allows <paramref name="next"/>: the same list, and no more of it missing than was shown.
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

    private IEnumerable<string> Parts()
    {
        yield return FormattableString.Invariant($"The vendor's list of {List}: {Listed:N0} listed")
            + (
                Withheld > 0 ? FormattableString.Invariant($", {Withheld:N0} fewer than its own total.")
                : BrokeOff ? ", then it broke off."
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
