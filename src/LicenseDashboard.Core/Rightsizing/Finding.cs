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

/// <summary>How ready a finding is for a decision; higher values take precedence.</summary>
public enum Lane
{
    Ready,

    /// <summary>Decidable, but something should be reviewed first.</summary>
    Review,

    /// <summary>Shown but not actionable.</summary>
    Protected,
}

public enum Life
{
    Active,
    Inactive,

    /// <summary>Only issued tokens for 90 days: an application signs in, and no person was seen.</summary>
    OnlyTokens,

    /// <summary>Not enough data.</summary>
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

/// <summary>The result of an evaluation for one person.</summary>
public abstract record Verdict
{
    public required int PersonKey { get; init; }

    public required Life Life { get; init; }

    /// <summary>
    /// Base first, then add-ons, then SKUs the catalogue doesn't know. Excludes SKUs that are part of another one or ignored because of a
    /// data fault.
    /// </summary>
    public required IReadOnlyList<string> Held { get; init; }

    /// <summary>
    /// What an administrator should know about the data: ignored SKUs, used features that the held license doesn't include, swaps that
    /// name unknown roles.
    /// </summary>
    public required IReadOnlyList<string> DataNotes { get; init; }

    /// <summary>In feature order; empty for people who are not active.</summary>
    public required IReadOnlyList<FeatureFact> Features { get; init; }

    /// <summary>
    /// Role sets (by role IDs) that infer has not answered and that this verdict waits for: the current roles and those the plan leaves.
    /// Empty if the vendor confirmed both or if the answer makes no difference.
    /// </summary>
    public IReadOnlyList<IReadOnlyList<string>> AskInfer { get; init; } = [];
}

/// <summary>Nothing to propose.</summary>
public sealed record NoFinding : Verdict
{
    /// <summary>The first reason that applies, in enumeration order.</summary>
    public required NoFindingReason Reason { get; init; }

    /// <summary>The finding suppressed by <see cref="NoFindingReason.Suppressed"/>.</summary>
    public Finding? Suppressed { get; init; }
}

/// <summary>A seat that is more expensive than the work requires.</summary>
public sealed record Finding : Verdict
{
    public required FindingKind Kind { get; init; }

    public required Lane Lane { get; init; }

    /// <summary>Everything that keeps the finding from the ready lane, strictest first, then in the order of the guards.</summary>
    public required IReadOnlyList<LaneReason> LaneReasons { get; init; }

    /// <summary>In the order of <see cref="Verdict.Held"/>.</summary>
    public required IReadOnlyList<string> Target { get; init; }

    /// <summary>Per month at list price: price(held) − price(target). Effects of a contract are calculated with the bills.</summary>
    public required Money Saving { get; init; }

    /// <summary>True if a contracted price influenced <see cref="Target"/>.</summary>
    public required bool ContractedPrice { get; init; }

    /// <summary>True if <see cref="Saving"/> contains a list price that is our assumption.</summary>
    public required bool AssumedPrice { get; init; }

    public required string Reason { get; init; }

    /// <summary>Held SKUs that the roles don't explain; they stay.</summary>
    public required IReadOnlyList<string> Explicit { get; init; }

    /// <summary>Held SKUs that the catalogue doesn't know; they stay.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>Feature keys in feature order.</summary>
    public required IReadOnlyList<string> Required { get; init; }

    /// <summary>Features in the held license but not in the target, in feature order.</summary>
    public required IReadOnlyList<string> Dropped { get; init; }

    /// <summary>Features that are dropped or lose a permission by the plan, in feature order.</summary>
    public IReadOnlyList<string> GivenUp { get; init; } = [];

    /// <summary>Null if there is none; <see cref="InTheWay"/> says why.</summary>
    public required IReadOnlyList<PlanChange>? Plan { get; init; }

    /// <summary>Every permission the plan removes, in ordinal order.</summary>
    public IReadOnlyList<PermissionLoss> Lost { get; init; } = [];

    /// <summary>
    /// If there is no plan: the swap that would reach the target but removes a permission of a required feature. Empty if there is none.
    /// </summary>
    public IReadOnlyList<PlanChange> NearestPlan { get; init; } = [];

    /// <summary>What <see cref="NearestPlan"/> would remove.</summary>
    public IReadOnlyList<PermissionLoss> NearestLoses { get; init; } = [];

    /// <summary>Permissions the plan removes and no feature watches.</summary>
    public required IReadOnlyList<string> Unseen { get; init; }

    public required IReadOnlyList<string> InTheWay { get; init; }

    /// <summary>
    /// Changes exactly when the basis of the decision changes. Contains no current date, window end or age, and no details of features in
    /// use.
    /// </summary>
    public required string EvidenceHash { get; init; }
}

/// <param name="Code">Code of the guard.</param>
public sealed record LaneReason(string Code, Lane Lane, string Words);

/// <param name="From">First day of the window; null if there is none.</param>
/// <param name="To">Last day of the window: C of the sources of the feature.</param>
/// <param name="Why">The basis of the state, in words.</param>
public sealed record FeatureFact(string Key, FeatureState State, DateOnly? From, DateOnly? To, DateOnly? LastUsedOn, string Why);

/// <summary>A permission that a plan removes.</summary>
/// <param name="Divisions">
/// IDs of the divisions in which it is granted now but not afterwards, in ordinal order; <c>*</c> means all.
/// </param>
public sealed record PermissionLoss(string Permission, IReadOnlyList<string> Divisions)
{
    public override string ToString() => $"{Permission} in {string.Join(", ", Divisions)}";
}

public enum PlanAction
{
    Remove,
    Swap,
}

/// <summary>One change of a person's direct grants.</summary>
/// <param name="Divisions">Where the role is held and the new one will be.</param>
/// <param name="NewDivisions">
/// For swaps: the <paramref name="Divisions"/> in which the person lacks the new role; only these are added.
/// </param>
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
