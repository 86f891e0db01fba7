using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>A row and what became of it under the reader's eyes, as a decision answers it and as the table shows it.</summary>
/// <param name="Row">As the table shows it; in the answer to a refused decision as it is now.</param>
/// <param name="Words">Empty: nothing became of it.</param>
/// <param name="Refused">Nothing was done here, and the words say why.</param>
/// <param name="ShownUntil">UTC; how long the row stands folded in its place. Null = the row stands there as it is.</param>
public sealed record DowngradeLine(
    RecommendationRow Row,
    string Words = "",
    bool Refused = false,
    DateTime? ShownUntil = null,
    bool MayUndo = false
)
{
    public bool Folded => ShownUntil is not null;

    /// <summary>
    /// The rows as read, and those that are shown folded behind whoever stood before them. Counting their places from the top would pull
    /// open rows up, under pointer and keys, when the first folded ones go.
    /// </summary>
    public static IReadOnlyList<DowngradeLine> Merge(IReadOnlyList<DowngradeLine> read, IReadOnlyList<DowngradeLine> shown)
    {
        var lines = read.ToList();
        var next = 0;
        foreach (var line in shown)
        {
            if (lines.FindIndex(each => each.Row.Id == line.Row.Id) is >= 0 and var place)
            {
                next = place + 1;
            }
            else if (line.Folded)
            {
                lines.Insert(next++, line);
            }
        }

        return lines;
    }

    /// <summary>What somebody else, or the night, made of a row that stood in a lane: null while it still stands there.</summary>
    /// <param name="now">Null: the viewer doesn't see it any longer.</param>
    public static string? FateOf(RecommendationRow before, RecommendationRow? now) =>
        now switch
        {
            null => "This row is no longer there for you",
            { Status: RecommendationStatus.Open } when now.Lane == before.Lane => null,
            { Status: RecommendationStatus.Open } => "Moved to "
                + (now.Lane == Lane.Protected ? "Protected" : now.Lane.ToString())
                + (now.LaneNote.Length > 0 ? ": " + now.LaneNote : ""),
            { Status: RecommendationStatus.Withdrawn } => "Withdrawn" + (now.StatusNote.Length > 0 ? ": " + now.StatusNote : ""),
            { DecidedByName: { Length: > 0 } who } => $"{DowngradeWords.Of(now.Status).Text} by {who}",
            _ => DowngradeWords.Of(now.Status).Text,
        };
}
