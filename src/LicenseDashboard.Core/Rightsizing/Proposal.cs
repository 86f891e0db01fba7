namespace LicenseDashboard.Core.Rightsizing;

/// <summary>A finding before its lane is known: what guards look at.</summary>
internal sealed record Proposal
{
    public required HeldLicense Held { get; init; }

    public required FeatureSet Required { get; init; }

    /// <summary>Held SKUs that the roles don't explain.</summary>
    public IReadOnlyList<string> Explicit { get; init; } = [];

    /// <summary>Features that the target lacks or of which the plan takes a permission, in feature order.</summary>
    public IReadOnlyList<GivenUp> GivenUp { get; init; } = [];

    /// <summary>Features of held or given up that are neither used nor unused.</summary>
    public IReadOnlyList<FeatureWindow> Unknown { get; init; } = [];

    public bool HasPlan { get; init; } = true;

    /// <summary>Infer has answered for the roles held now.</summary>
    public bool RolesConfirmed { get; init; } = true;

    /// <summary>Infer has answered for what remains after the plan.</summary>
    public bool PlanConfirmed { get; init; } = true;

    /// <summary>Permissions that the plan takes and no feature watches.</summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];

    public IReadOnlyList<string> InTheWay { get; init; } = [];

    /// <summary>Without a plan: the swap that would do but for what it takes, in words.</summary>
    public string? Nearest { get; init; }

    public DateOnly? FirstSnapshotOn { get; init; }

    /// <summary>What is known of presence, of everybody.</summary>
    public StreamFacts Presence { get; init; } = new();
}

/// <summary>A feature that would go, or of which the plan takes a permission.</summary>
/// <param name="Weak">Its signal doesn't see every use, and the person could have used it.</param>
/// <param name="Dropped">Given by held and not by the target.</param>
/// <param name="InPart">The target gives it, and some permission of it is still held.</param>
internal sealed record GivenUp(FeatureWindow Window, DateOnly? LastUsedOn, bool Weak, bool Dropped, bool InPart)
{
    public string Key => Window.Feature.Key;
}
