using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Recommendations;

/// <summary>Transitions of a row whose confirmed change is taken back.</summary>
public sealed partial class Recommendation
{
    /// <summary>The confirmed change is being reversed. Its saving is not verified from now on, however long that takes.</summary>
    public Outcome<RecommendationStatus> Restore(DateTime now) =>
        Status == RecommendationStatus.Done
            ? Move(RecommendationStatus.Restoring, now)
            : RecommendationRefusals.WrongState(Status, "restored");

    /// <summary>The license is back, confirmed by a read-back or an import.</summary>
    public Outcome<RecommendationStatus> CompleteRestore(DateTime now) =>
        Status == RecommendationStatus.Restoring
            ? Move(RecommendationStatus.Restored, now)
            : RecommendationRefusals.WrongState(Status, "restored");

    /// <summary>Records who asked for a restore because the seat was needed after all, and suppresses the same kind for a while.</summary>
    public void AskRestore(Viewer viewer, DateOnly until, DateTime now)
    {
        SuppressedUntil = SuppressedUntil > until ? SuppressedUntil : until;
        Record(DecisionKind.Restore, viewer, null, until, now);
    }
}
