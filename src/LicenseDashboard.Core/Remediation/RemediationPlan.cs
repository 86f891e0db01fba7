using System.Text.Json.Serialization;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Rightsizing;

namespace LicenseDashboard.Core.Remediation;

/// <summary>
/// A role held directly in one division. The unit of every write, so that held, missing and pending grants are plain set operations.
/// </summary>
public readonly record struct HeldGrant(string RoleId, string DivisionId);

/// <summary>What will be done at the vendor, in role IDs. Fixed on approval, so that what is carried out is what was approved.</summary>
/// <param name="Release">
/// If set, the seat is freed: <paramref name="Changes"/> only records what the evaluation saw, and whatever is held at execution is
/// removed.
/// </param>
public sealed record RemediationPlan(IReadOnlyList<PlanChange> Changes, SeatRelease? Release = null)
{
    /// <summary>No change of roles; a person has to make it.</summary>
    public static RemediationPlan None { get; } = new([]);

    public bool IsEmpty => Changes.Count == 0 && Release is null;

    /// <summary>The required state of the account after execution.</summary>
    public bool SetsInactive => Release is { SetsInactive: true };

    /// <summary>
    /// True if the identity provider is asked to make the change. The program then writes nothing, neither forward nor back.
    /// </summary>
    public bool IsRequested => Release is { IsRequested: true };

    /// <summary>
    /// Grants of the new roles that the person lacks. Grants they already had are neither added nor removed on a restore.
    /// </summary>
    public IReadOnlyList<HeldGrant> Adds(GrantSnapshot before) =>
        Release is not null
            ? []
            :
            [
                .. Changes
                    .Where(change => change.NewRoleId is not null)
                    .SelectMany(change => change.Divisions.Select(division => new HeldGrant(change.NewRoleId!, division)))
                    .Distinct()
                    .Except(before.Direct),
            ];

    public IReadOnlyList<HeldGrant> Removes(GrantSnapshot before) =>
        Release is { } release
            ? release.RemovesRoles
                ? before.Direct
                : []
            :
            [
                .. Changes
                    .SelectMany(change => change.Divisions.Select(division => new HeldGrant(change.RoleId, division)))
                    .Distinct()
                    .Intersect(before.Direct)
                    .Except(Adds(before)),
            ];

    /// <summary>
    /// Roles that would remain, direct and through groups; used to ask infer before the write. The owner of the user also ends roles held
    /// through groups.
    /// </summary>
    public IReadOnlyList<string> RemainingRoles(GrantSnapshot before) =>
        SetsInactive || IsRequested
            ? []
            :
            [
                .. before
                    .Direct.Except(Removes(before))
                    .Concat(Adds(before))
                    .Select(grant => grant.RoleId)
                    .Concat(before.RolesByGroup)
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ];

    /// <summary>Grants that would remain, direct and through groups.</summary>
    public IReadOnlyList<HeldGrant> RemainingGrants(GrantSnapshot before) =>
        SetsInactive || IsRequested
            ? []
            : [.. before.Direct.Except(Removes(before)).Concat(Adds(before)).Concat(before.ByGroup).Distinct()];

    /// <summary>
    /// False if a role of the plan is no longer held exactly where the evaluation saw it. The plan then no longer applies.
    /// </summary>
    public bool StillFits(GrantSnapshot now) =>
        Release is not null
        || Changes.All(change =>
            now.Direct.Where(grant => grant.RoleId == change.RoleId)
                .Select(grant => grant.DivisionId)
                .ToHashSet()
                .SetEquals(change.Divisions)
        );
}

/// <summary>What the person held directly, and through which groups, before our first write. Taken once and kept on retries.</summary>
/// <param name="Seat">SKU IDs as listed by the vendor.</param>
public sealed record GrantSnapshot(
    DateTime TakenAt,
    IReadOnlyList<HeldGrant> Direct,
    IReadOnlyList<string> RolesByGroup,
    IReadOnlyList<string> Seat
)
{
    /// <summary>Roles through groups with their divisions; empty in snapshots taken before this was stored.</summary>
    public IReadOnlyList<HeldGrant> ByGroup { get; init; } = [];

    /// <summary>The vendor's IDs of the groups that grant roles; empty in snapshots taken before this was stored.</summary>
    public IReadOnlyList<string> GroupIds { get; init; } = [];

    /// <summary>Direct and through groups.</summary>
    [JsonIgnore]
    public IReadOnlyList<HeldGrant> All => [.. Direct.Concat(ByGroup).Distinct()];
}

/// <summary>
/// The writes that lead from the current state to the target of a plan or its reversal. Contains only what is missing, so sending it
/// twice is safe.
/// </summary>
/// <param name="State">State the account has to be set to; null if it already is or if it doesn't matter.</param>
public sealed record PendingWrites(
    IReadOnlyList<HeldGrant> Adds,
    IReadOnlyList<HeldGrant> Removes,
    VendorUserState? State = null,
    bool EndSessions = false
)
{
    public bool None => Adds.Count == 0 && Removes.Count == 0 && State is null && !EndSessions;

    /// <summary>Sessions are ended again when work resumes: nothing shows whether they were ended, and ending none is harmless.</summary>
    public static PendingWrites Forward(RemediationPlan plan, GrantSnapshot before, VendorAccount now) =>
        new(
            [.. plan.Adds(before).Except(now.Direct)],
            now.IsActive ? [.. plan.Removes(before).Intersect(now.Direct)] : [],
            plan.SetsInactive && now.IsActive ? VendorUserState.Inactive : null,
            plan.Release is { EndSessions: true }
        );

    /// <summary>Only the plan's own changes. What others granted or removed in the meantime stays.</summary>
    public static PendingWrites Reverse(RemediationPlan plan, GrantSnapshot before, VendorAccount now) =>
        new(
            [.. Taken(plan, before).Except(now.Direct)],
            [.. plan.Adds(before).Intersect(now.Direct)],
            plan.SetsInactive && !now.IsActive ? VendorUserState.Active : null
        );

    /// <summary>Setting an account inactive removes its direct grants; setting it active doesn't return them.</summary>
    private static IReadOnlyList<HeldGrant> Taken(RemediationPlan plan, GrantSnapshot before) =>
        plan.Release is null ? plan.Removes(before) : before.Direct;
}

/// <summary>The current state of an account at the vendor, as far as writes are concerned.</summary>
public sealed record VendorAccount(bool IsActive, IReadOnlyCollection<HeldGrant> Direct);
