using LicenseDashboard.Core.Rightsizing;

namespace LicenseDashboard.Core.Recommendations;

/// <summary>
/// What decided, kept beside the row. Holds no today, no window end, no age and nothing about how features in use were used: those are read from facts, and an unchanged
/// night writes nothing.
/// </summary>
public sealed record Evidence
{
    public required IReadOnlyList<string> Held { get; init; }

    public required IReadOnlyList<string> Target { get; init; }

    public required IReadOnlyList<string> Explicit { get; init; }

    public required IReadOnlyList<string> Unknown { get; init; }

    public required IReadOnlyList<string> Required { get; init; }

    public required IReadOnlyList<string> Dropped { get; init; }

    public required IReadOnlyList<LaneReason> LaneReasons { get; init; }

    /// <summary>Empty: none exists, and <see cref="InTheWay"/> says why.</summary>
    public required IReadOnlyList<PlanChange> Plan { get; init; }

    public required IReadOnlyList<string> InTheWay { get; init; }

    public required IReadOnlyList<string> Unseen { get; init; }

    public required IReadOnlyList<string> DataNotes { get; init; }

    public required IReadOnlyList<FeatureEvidence> Features { get; init; }

    /// <summary>A contracted price took part in choosing the target.</summary>
    public bool ContractedPrice { get; init; }

    /// <summary>A price that is our assumption took part in the saving.</summary>
    public bool AssumedPrice { get; init; }

    public static Evidence Of(Finding finding) => new()
    {
        Held = finding.Held, Target = finding.Target, Explicit = finding.Explicit, Unknown = finding.Unknown, Required = finding.Required, Dropped = finding.Dropped,
        LaneReasons = finding.LaneReasons, Plan = finding.Plan ?? [], InTheWay = finding.InTheWay, Unseen = finding.Unseen, DataNotes = finding.DataNotes,
        Features = [.. finding.Features.Select(f => new FeatureEvidence(f.Key, f.State, f.State == FeatureState.Used ? null : f.LastUsedOn, f.Why))],
        ContractedPrice = finding.ContractedPrice, AssumedPrice = finding.AssumedPrice,
    };
}

/// <param name="LastUsedOn">Null for a feature in use: read it from facts.</param>
public sealed record FeatureEvidence(string Key, FeatureState State, DateOnly? LastUsedOn, string Why);
