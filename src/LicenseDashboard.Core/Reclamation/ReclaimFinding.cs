using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Reclamation;

/// <summary>A seat whose holder shows no sign of life, or of whose life nothing is known.</summary>
public sealed record ReclaimFinding
{
    public required int PersonKey { get; init; }

    /// <summary>Inactive; or only tokens, or unknown: then only a person may decide.</summary>
    public required Life Life { get; init; }

    public required LastSeen Seen { get; init; }

    /// <summary>Base first, then add-ons, then SKUs unknown to the catalogue.</summary>
    public required IReadOnlyList<string> Held { get; init; }

    /// <summary>A month, at list prices: what is held.</summary>
    public required Money Saving { get; init; }

    /// <summary>True when a list price that is our assumption took part in <see cref="Saving"/>.</summary>
    public required bool AssumedPrice { get; init; }

    public required IReadOnlyList<LaneReason> LaneReasons { get; init; }

    public required SeatRelease Release { get; init; }

    /// <summary>The roles that would be taken, as the evaluation saw them; carried out is what is held then.</summary>
    public required IReadOnlyList<PlanChange> Roles { get; init; }

    /// <summary>False: the release can't free the seat, so a person has to do it.</summary>
    public required bool HasPlan { get; init; }

    /// <summary>What keeps the seat whatever the release does: <c>group Winter team</c>.</summary>
    public IReadOnlyList<string> InTheWay { get; init; } = [];

    public required string Reason { get; init; }

    public Lane Lane => LaneReasons.Count == 0 ? Lane.Ready : LaneReasons.Max(reason => reason.Lane);
}
