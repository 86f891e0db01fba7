using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Rightsizing;

public enum FindingKind
{
    /// <summary>The base tier changes.</summary>
    Downgrade,
    RemoveAddOn,

    /// <summary>An administrator-type role is held only to read reports.</summary>
    ReportingOnly,
}

/// <summary>How ready a finding is to be decided; a higher one wins.</summary>
public enum Lane
{
    Ready,

    /// <summary>Decidable, but something deserves a look first.</summary>
    Review,

    /// <summary>Shown, not actionable.</summary>
    Protected,
}

public enum Life
{
    Active,
    Inactive,

    /// <summary>Nothing but issued tokens for 90 days: an application signs in, and no person was seen.</summary>
    OnlyTokens,

    /// <summary>Too little is known to say.</summary>
    Unknown,
}

public enum NoFindingReason
{
    NotActive,
    NoBase,
    Inactive,
    OnlyTokens,
    DataFault,
    NothingCheaper,
    Suppressed,
}

public enum FeatureState
{
    Unused,
    Used,
    Unknown,
}

/// <summary>What one evaluation says about one person.</summary>
public abstract record Verdict
{
    public required int PersonKey { get; init; }

    public required Life Life { get; init; }

    /// <summary>
    /// Base first, then add-ons, then SKUs unknown to the catalogue. What is part of another SKU, or ignored by a data fault, is not here.
    /// </summary>
    public required IReadOnlyList<string> Held { get; init; }

    /// <summary>
    /// What an administrator should know of the data: ignored SKUs, used features that held doesn't give, swaps that name unknown roles.
    /// </summary>
    public required IReadOnlyList<string> DataNotes { get; init; }

    /// <summary>In feature order; empty for who is not active.</summary>
    public required IReadOnlyList<FeatureFact> Features { get; init; }

    /// <summary>
    /// Role sets, by role ids, that infer has not been asked about and that this verdict waits for: the roles held now, and those that the
    /// plan leaves. Empty when the vendor confirmed both, or nothing hangs on it.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> AskInfer { get; init; } = [];
}

/// <summary>Nothing to propose.</summary>
public sealed record NoFinding : Verdict
{
    /// <summary>The first that holds, in the order of the enumeration.</summary>
    public required NoFindingReason Reason { get; init; }

    /// <summary>What would be found but for <see cref="NoFindingReason.Suppressed"/>.</summary>
    public Finding? Suppressed { get; init; }
}

/// <summary>A seat that costs more than the work needs.</summary>
public sealed record Finding : Verdict
{
    public required FindingKind Kind { get; init; }

    public required Lane Lane { get; init; }

    /// <summary>Everything that keeps the lane from ready, strictest first, then in the order of the guards.</summary>
    public required IReadOnlyList<LaneReason> LaneReasons { get; init; }

    /// <summary>In the order of <see cref="Verdict.Held"/>.</summary>
    public required IReadOnlyList<string> Target { get; init; }

    /// <summary>A month, at list prices: price(held) − price(target). What a contract makes of it is a matter of bills.</summary>
    public required Money Saving { get; init; }

    /// <summary>True when a contracted price took part in choosing <see cref="Target"/>.</summary>
    public required bool ContractedPrice { get; init; }

    /// <summary>True when a list price that is our assumption took part in <see cref="Saving"/>.</summary>
    public required bool AssumedPrice { get; init; }

    public required string Reason { get; init; }

    /// <summary>Held SKUs that the roles don't explain: they stay.</summary>
    public required IReadOnlyList<string> Explicit { get; init; }

    /// <summary>Held SKUs that the catalogue doesn't know: they stay.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>Feature keys in feature order.</summary>
    public required IReadOnlyList<string> Required { get; init; }

    /// <summary>Feature keys given by held and not by the target, in feature order.</summary>
    public required IReadOnlyList<string> Dropped { get; init; }

    /// <summary>Feature keys that are dropped or of which the plan takes a permission, in feature order.</summary>
    public IReadOnlyList<string> GivenUp { get; init; } = [];

    /// <summary>Null when none exists: then <see cref="InTheWay"/> says why.</summary>
    public required IReadOnlyList<PlanChange>? Plan { get; init; }

    /// <summary>Every permission that the plan takes, ordinal.</summary>
    public IReadOnlyList<PermissionLoss> Lost { get; init; } = [];

    /// <summary>
    /// Without a plan: the swap that would lead to the target but takes a permission of a required feature. Empty when there is none.
    /// </summary>
    public IReadOnlyList<PlanChange> NearestPlan { get; init; } = [];

    /// <summary>What <see cref="NearestPlan"/> would take.</summary>
    public IReadOnlyList<PermissionLoss> NearestLoses { get; init; } = [];

    /// <summary>Permissions that the plan takes and that no feature watches.</summary>
    public required IReadOnlyList<string> Unseen { get; init; }

    public required IReadOnlyList<string> InTheWay { get; init; }

    /// <summary>
    /// Changes exactly when what decides does: no today, no window end, no age, nothing about how features in use were used.
    /// </summary>
    public required string EvidenceHash { get; init; }
}

/// <param name="Code">Of the guard.</param>
public sealed record LaneReason(string Code, Lane Lane, string Words);

/// <param name="From">First day of the window; null when there is none.</param>
/// <param name="To">Last day of the window: C of the feature's sources.</param>
/// <param name="Why">What the state rests on, in words.</param>
public sealed record FeatureFact(string Key, FeatureState State, DateOnly? From, DateOnly? To, DateOnly? LastUsedOn, string Why);

/// <summary>A permission that a plan takes.</summary>
/// <param name="Divisions">Ids of the divisions in which it is granted now and not held afterwards, ordinal; <c>*</c> = all.</param>
public sealed record PermissionLoss(string Permission, IReadOnlyList<string> Divisions)
{
    public override string ToString() => $"{Permission} in {string.Join(", ", Divisions)}";
}

public enum PlanAction
{
    Remove,
    Swap,
}

/// <summary>One change of a person's own direct grants.</summary>
/// <param name="Divisions">Where the role is held and the new one will be.</param>
/// <param name="NewDivisions">Swap: those of <paramref name="Divisions"/> in which the person lacks the new role; only these are
/// added.</param>
public sealed record PlanChange(
    PlanAction Do,
    string RoleId,
    string Role,
    string? NewRoleId,
    string? NewRole,
    IReadOnlyList<string> Divisions,
    IReadOnlyList<string> NewDivisions
)
{
    public override string ToString() => Do == PlanAction.Remove ? $"remove {Role}" : $"swap {Role} -> {NewRole}";
}
