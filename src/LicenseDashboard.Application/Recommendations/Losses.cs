using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>A permission that a change removes.</summary>
/// <param name="Divisions">The vendor's IDs; <c>*</c> means all. Empty if not recorded when the row was evaluated.</param>
/// <param name="DivisionNames">
/// In the order of <paramref name="Divisions"/>: names, <c>all divisions</c> for <c>*</c>, or the ID if the last import doesn't know the
/// division.
/// </param>
/// <param name="Watched">True if it belongs to a feature with usage data, or is known to be harmless.</param>
public sealed record LostPermissionRow(
    string Permission,
    IReadOnlyList<string> Divisions,
    IReadOnlyList<string> DivisionNames,
    bool Watched
);

/// <summary>What a person loses by a change, as evaluated.</summary>
/// <param name="GivenUp">Keys of features that are dropped or partly lost, in feature order.</param>
/// <param name="StillGiven">
/// Features of <paramref name="GivenUp"/> that the recommended license includes; only permissions are lost.
/// </param>
/// <param name="Lost">Every permission that the plan removes; empty without a plan.</param>
/// <param name="NearestPlan">Only without a plan: the nearest swap.</param>
/// <param name="NearestLost">What that swap would remove, some of it required.</param>
public sealed record Losses(
    IReadOnlyList<string> GivenUp,
    IReadOnlyList<string> StillGiven,
    IReadOnlyList<LostPermissionRow> Lost,
    IReadOnlyList<PlanChange> NearestPlan,
    IReadOnlyList<string> NearestPlanInWords,
    IReadOnlyList<LostPermissionRow> NearestLost
)
{
    public const string AllDivisions = "all divisions";

    /// <param name="divisions">Names by the vendor's IDs.</param>
    public static Losses Of(Evidence evidence, IReadOnlyDictionary<string, string> divisions)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(divisions);
        List<LostPermissionRow> lost = [.. evidence.Lost.Select(Named)];

        // Evidence stored before divisions were recorded only names permissions that no feature watches.
        lost.AddRange(
            evidence
                .Unseen.Where(unseen => !lost.Exists(each => each.Permission == unseen))
                .Select(unseen => new LostPermissionRow(unseen, [], [], Watched: false))
        );
        return new Losses(
            evidence.GivenUp.Count > 0 ? evidence.GivenUp : evidence.Dropped,
            [.. evidence.GivenUp.Except(evidence.Dropped, StringComparer.Ordinal)],
            lost,
            evidence.NearestPlan,
            [.. evidence.NearestPlan.Select(change => PlanWords.Of(change, divisions))],
            [.. evidence.NearestLoses.Select(Named)]
        );

        LostPermissionRow Named(PermissionLoss loss) =>
            new(
                loss.Permission,
                loss.Divisions,
                [.. loss.Divisions.Select(id => id == "*" ? AllDivisions : divisions.GetValueOrDefault(id, id))],
                !evidence.Unseen.Contains(loss.Permission)
            );
    }
}
