using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Recommendations;

/// <summary>
/// What a decision is based on, stored beside the row. Contains no current date, window end, age or details of used features. Those are
/// read from facts, so an unchanged night writes nothing.
/// </summary>
public sealed record Evidence
{
    public required IReadOnlyList<string> Held { get; init; }

    public required IReadOnlyList<string> Target { get; init; }

    public required IReadOnlyList<string> Explicit { get; init; }

    public required IReadOnlyList<string> Unknown { get; init; }

    public required IReadOnlyList<string> Required { get; init; }

    public required IReadOnlyList<string> Dropped { get; init; }

    /// <summary>Dropped features, and features of which the plan removes a permission.</summary>
    public IReadOnlyList<string> GivenUp { get; init; } = [];

    public required IReadOnlyList<LaneReason> LaneReasons { get; init; }

    /// <summary>Empty if there is none; <see cref="InTheWay"/> says why.</summary>
    public required IReadOnlyList<PlanChange> Plan { get; init; }

    /// <summary>Every permission the plan removes, and where.</summary>
    public IReadOnlyList<PermissionLoss> Lost { get; init; } = [];

    public required IReadOnlyList<string> InTheWay { get; init; }

    /// <summary>If there is no plan: the swap that would reach the target but removes a permission of a required feature.</summary>
    public IReadOnlyList<PlanChange> NearestPlan { get; init; } = [];

    /// <summary>What that swap would remove.</summary>
    public IReadOnlyList<PermissionLoss> NearestLoses { get; init; } = [];

    public required IReadOnlyList<string> Unseen { get; init; }

    public required IReadOnlyList<string> DataNotes { get; init; }

    public required IReadOnlyList<FeatureEvidence> Features { get; init; }

    /// <summary>True if a contracted price influenced the target.</summary>
    public bool ContractedPrice { get; init; }

    /// <summary>True if the saving contains a price that is our assumption.</summary>
    public bool AssumedPrice { get; init; }

    /// <summary>Kind Reclaim only: the last day each known signal saw the person.</summary>
    public IReadOnlyList<SeenSign> Seen { get; init; } = [];

    /// <summary>Kind Reclaim only: how the seat is freed. Null if a person has to find the way.</summary>
    public SeatRelease? Release { get; init; }

    public static Evidence Of(Finding finding) =>
        new()
        {
            Held = finding.Held,
            Target = finding.Target,
            Explicit = finding.Explicit,
            Unknown = finding.Unknown,
            Required = finding.Required,
            Dropped = finding.Dropped,
            GivenUp = finding.GivenUp,
            LaneReasons = finding.LaneReasons,
            Plan = finding.Plan ?? [],
            Lost = finding.Lost,
            InTheWay = finding.InTheWay,
            NearestPlan = finding.NearestPlan,
            NearestLoses = finding.NearestLoses,
            Unseen = finding.Unseen,
            DataNotes = finding.DataNotes,
            Features =
            [
                .. finding.Features.Select(f => new FeatureEvidence(
                    f.Key,
                    f.State,
                    f.State == FeatureState.Used ? null : f.LastUsedOn,
                    f.Why
                )),
            ],
            ContractedPrice = finding.ContractedPrice,
            AssumedPrice = finding.AssumedPrice,
        };

    public static Evidence Of(ReclaimFinding finding) =>
        new()
        {
            Held = finding.Held,
            Target = [],
            Explicit = [],
            Unknown = [],
            Required = [],
            Dropped = [],
            LaneReasons = finding.LaneReasons,
            Plan = finding.Roles,
            InTheWay = finding.InTheWay,
            Unseen = [],
            DataNotes = [],
            Features = [],
            AssumedPrice = finding.AssumedPrice,
            Seen = finding.Seen.Signs,
            Release = finding.HasPlan ? finding.Release : null,
        };

    /// <summary>32 hexadecimal digits over what decides about an unused seat.</summary>
    public string ReclaimHash()
    {
        var text = new StringBuilder().AppendJoin('+', Held).Append('\n').Append(Release).Append('\n').Append(AssumedPrice);
        foreach (var sign in Seen)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{sign.Sign} {sign.On:yyyy-MM-dd}");
        }

        foreach (var reason in LaneReasons)
        {
            text.Append('\n').Append(reason.Code).Append(' ').Append(reason.Words);
        }

        foreach (var change in Plan)
        {
            text.Append('\n').Append(change.RoleId).Append(' ').AppendJoin(',', change.Divisions);
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString()))[..16]);
    }
}

/// <param name="LastUsedOn">Null for a feature in use; read it from facts.</param>
public sealed record FeatureEvidence(string Key, FeatureState State, DateOnly? LastUsedOn, string Why);
