using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Core.Recommendations;

/// <summary>
/// What decided, kept beside the row. Holds no today, no window end, no age and nothing about how features in use were used: those are read
/// from facts, and an unchanged night writes nothing.
/// </summary>
public sealed record Evidence
{
    public required IReadOnlyList<string> Held { get; init; }

    public required IReadOnlyList<string> Target { get; init; }

    public required IReadOnlyList<string> Explicit { get; init; }

    public required IReadOnlyList<string> Unknown { get; init; }

    public required IReadOnlyList<string> Required { get; init; }

    public required IReadOnlyList<string> Dropped { get; init; }

    /// <summary>Dropped, or the plan takes a permission of it.</summary>
    public IReadOnlyList<string> GivenUp { get; init; } = [];

    public required IReadOnlyList<LaneReason> LaneReasons { get; init; }

    /// <summary>Empty: none exists, and <see cref="InTheWay"/> says why.</summary>
    public required IReadOnlyList<PlanChange> Plan { get; init; }

    /// <summary>Every permission that the plan takes, and where.</summary>
    public IReadOnlyList<PermissionLoss> Lost { get; init; } = [];

    public required IReadOnlyList<string> InTheWay { get; init; }

    /// <summary>Without a plan: the swap that would lead to the target but takes a permission of a required feature.</summary>
    public IReadOnlyList<PlanChange> NearestPlan { get; init; } = [];

    /// <summary>What that swap would take.</summary>
    public IReadOnlyList<PermissionLoss> NearestLoses { get; init; } = [];

    public required IReadOnlyList<string> Unseen { get; init; }

    public required IReadOnlyList<string> DataNotes { get; init; }

    public required IReadOnlyList<FeatureEvidence> Features { get; init; }

    /// <summary>A contracted price took part in choosing the target.</summary>
    public bool ContractedPrice { get; init; }

    /// <summary>A price that is our assumption took part in the saving.</summary>
    public bool AssumedPrice { get; init; }

    /// <summary>Kind Reclaim: the last day each known signal saw them. Empty otherwise.</summary>
    public IReadOnlyList<SeenSign> Seen { get; init; } = [];

    /// <summary>Kind Reclaim: how the seat is freed. Null otherwise, and where a person has to find the way.</summary>
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

    /// <summary>32 hexadecimal digits of what decides about a seat nobody uses.</summary>
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

/// <param name="LastUsedOn">Null for a feature in use: read it from facts.</param>
public sealed record FeatureEvidence(string Key, FeatureState State, DateOnly? LastUsedOn, string Why);
