namespace LicenseDashboard.Core.Rightsizing;

/// <summary>A finding before its lane is known: what guards look at.</summary>
internal sealed record Proposal
{
    public required HeldLicense Held { get; init; }

    public required FeatureSet Required { get; init; }

    /// <summary>Held SKUs that the roles don't explain.</summary>
    public IReadOnlyList<string> Explicit { get; init; } = [];

    /// <summary>Features given by held and not by the target, in feature order.</summary>
    public IReadOnlyList<Dropped> Dropped { get; init; } = [];

    /// <summary>Features of held that are neither used nor unused.</summary>
    public IReadOnlyList<FeatureWindow> Unknown { get; init; } = [];

    public bool HasPlan { get; init; } = true;

    /// <summary>Infer has answered for what remains after the plan.</summary>
    public bool PlanConfirmed { get; init; } = true;

    /// <summary>Permissions that the plan takes and no feature watches.</summary>
    public IReadOnlyList<string> Unseen { get; init; } = [];

    public IReadOnlyList<string> InTheWay { get; init; } = [];

    public DateOnly? FirstSnapshotOn { get; init; }

    /// <summary><see cref="OrganizationFacts.PresenceFirstDay"/>.</summary>
    public DateOnly? PresenceFirstDay { get; init; }

    /// <summary>First day of which presence and conversations are covered in the person's division.</summary>
    public DateOnly? HistoryFrom { get; init; }
}

/// <summary>A feature that would go.</summary>
/// <param name="Weak">Its signal doesn't see every use, and the person could have used it.</param>
internal sealed record Dropped(FeatureWindow Window, DateOnly? LastUsedOn, bool Weak)
{
    public string Key => Window.Feature.Key;
}
