using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;

namespace LicenseDashboard.Web.Recommendations;

/// <summary>A row and what happened to it while shown, as returned by a decision and shown in the table.</summary>
/// <param name="Row">As shown in the table; after a refused decision, the current row.</param>
/// <param name="Words">Empty if nothing happened.</param>
/// <param name="Refused">True if nothing was done here; the text says why.</param>
/// <param name="ShownUntil">UTC time until which the row is folded in its place. Null if the row itself is shown.</param>
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
    /// The rows as read, merged with folded rows after the row they followed. Placing them by index would move open rows under pointer
    /// and keyboard when the first folded ones disappear.
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

    /// <summary>What another person or the nightly run did to a row shown in a lane; null while it is still there.</summary>
    /// <param name="now">Null if no longer visible to the viewer.</param>
    public static string? FateOf(RecommendationRow before, RecommendationRow? now) =>
        now switch
        {
            null => "You no longer have access to this recommendation",
            { Status: RecommendationStatus.Open } when now.Lane == before.Lane => null,
            { Status: RecommendationStatus.Open } => "Moved to "
                + (now.Lane == Lane.Protected ? "Protected" : now.Lane.ToString())
                + (now.LaneNote.Length > 0 ? ": " + now.LaneNote : ""),
            { Status: RecommendationStatus.Withdrawn } => "Withdrawn" + (now.StatusNote.Length > 0 ? ": " + now.StatusNote : ""),
            { DecidedByName: { Length: > 0 } who } => $"{DowngradeWords.Of(now.Status).Text} by {who}",
            _ => DowngradeWords.Of(now.Status).Text,
        };
}
