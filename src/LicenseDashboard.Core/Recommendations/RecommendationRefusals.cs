using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Recommendations;

/// <summary>Why a transition of a <see cref="Recommendation"/> is refused.</summary>
internal static class RecommendationRefusals
{
    public static Refusal WrongState(RecommendationStatus status, string verb) =>
        new("wrong-state", $"This recommendation is {status.ToString().ToLowerInvariant()}, so it can't be {verb}.");

    /// <returns>Null if the viewer may decide the row now.</returns>
    public static Refusal? Decision(Recommendation row, Viewer viewer) =>
        row switch
        {
            { Status: not RecommendationStatus.Open } => WrongState(row.Status, "decided"),
            _ when viewer.IsPerson(row.PersonKey) => Refusal.Forbidden("Someone else has to decide about your own license."),
            _ when !viewer.MayDecide(row.PlatformKey, row.Position, row.ManagerKey is not null) => Refusal.Forbidden(
                "Your role can view this recommendation but not decide on it."
            ),
            { Lane: Lane.Protected } => new Refusal(
                "protected",
                "This recommendation is protected" + (row.LaneNote.Length > 0 ? ": " + row.LaneNote : "") + "."
            ),
            _ => null,
        };

    /// <returns>Null if the viewer may undo the decision today.</returns>
    public static Refusal? Undo(Recommendation row, Viewer viewer, DateOnly today) =>
        row switch
        {
            { Status: not (RecommendationStatus.Approved or RecommendationStatus.Rejected) } => WrongState(row.Status, "undone"),
            _ when row.DecidedBy != viewer.Actor => Refusal.Forbidden("Only the person who made this decision can undo it."),
            { Status: RecommendationStatus.Rejected } when row.DecidedOn != today => new Refusal(
                "too-late",
                "A rejection can be undone only on the same day. The recommendation returns after the reminder date."
            ),
            _ => null,
        };
}
