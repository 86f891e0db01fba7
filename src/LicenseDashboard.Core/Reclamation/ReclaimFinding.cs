using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Reclamation;

/// <summary>A seat whose holder shows no activity, or whose activity is unknown.</summary>
public sealed record ReclaimFinding
{
    public required int PersonKey { get; init; }

    /// <summary>Inactive, only tokens, or unknown. For the last two, only a person may decide.</summary>
    public required Life Life { get; init; }

    public required LastSeen Seen { get; init; }

    /// <summary>Base first, then add-ons, then SKUs the catalogue doesn't know.</summary>
    public required IReadOnlyList<string> Held { get; init; }

    /// <summary>Per month at list price, for everything held.</summary>
    public required Money Saving { get; init; }

    /// <summary>True if <see cref="Saving"/> contains a list price that is our assumption.</summary>
    public required bool AssumedPrice { get; init; }

    public required IReadOnlyList<LaneReason> LaneReasons { get; init; }

    public required SeatRelease Release { get; init; }

    /// <summary>The roles that would be removed, as seen by the evaluation. Execution removes the roles held at that time.</summary>
    public required IReadOnlyList<PlanChange> Roles { get; init; }

    /// <summary>False if the release can't free the seat and a person has to do it.</summary>
    public required bool HasPlan { get; init; }

    /// <summary>What keeps the seat in spite of the release, such as <c>group Winter team</c>.</summary>
    public IReadOnlyList<string> InTheWay { get; init; } = [];

    public required string Reason { get; init; }

    public Lane Lane => LaneReasons.Count == 0 ? Lane.Ready : LaneReasons.Max(reason => reason.Lane);
}
