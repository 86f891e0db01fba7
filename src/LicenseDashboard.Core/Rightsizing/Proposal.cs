namespace LicenseDashboard.Core.Rightsizing;

/// <summary>A finding before its lane is determined; the input of the guards.</summary>
internal sealed record Proposal
{
    public required HeldLicense Held { get; init; }

    public required FeatureSet Required { get; init; }

    /// <summary>Held SKUs that the roles don't explain.</summary>
    public IReadOnlyList<string> Explicit { get; init; } = [];

    /// <summary>Features that the target lacks or that lose a permission by the plan, in feature order.</summary>
    public IReadOnlyList<GivenUp> GivenUp { get; init; } = [];

    /// <summary>Features, held or given up, whose use is unknown.</summary>
    public IReadOnlyList<FeatureWindow> Unknown { get; init; } = [];

    public bool HasPlan { get; init; } = true;

    /// <summary>True if infer has answered for the current roles.</summary>
    public bool RolesConfirmed { get; init; } = true;

    /// <summary>True if infer has answered for the roles that remain after the plan.</summary>
    public bool PlanConfirmed { get; init; } = true;

    /// <summary>Permissions the plan removes and no feature watches.</summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];

    public IReadOnlyList<string> InTheWay { get; init; } = [];

    /// <summary>If there is no plan: the swap that would work except for what it removes, in words.</summary>
    public string? Nearest { get; init; }

    public DateOnly? FirstSnapshotOn { get; init; }

    /// <summary>Presence data of the organization.</summary>
    public StreamFacts Presence { get; init; } = new();
}

/// <summary>A feature that would be lost, or lose a permission by the plan.</summary>
/// <param name="Weak">True if its signal doesn't see every use and the person could have used it.</param>
/// <param name="Dropped">True if it is in the held license but not in the target.</param>
/// <param name="InPart">True if the target includes it and the person keeps some of its permissions.</param>
internal sealed record GivenUp(FeatureWindow Window, DateOnly? LastUsedOn, bool Weak, bool Dropped, bool InPart)
{
    public string Key => Window.Feature.Key;
}
