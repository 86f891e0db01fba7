using System.Text.Json.Serialization;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Rightsizing;

namespace LicenseDashboard.Core.Remediation;

/// <summary>
/// A role held directly in one division. The unit of every write, so that what is held, lacking and pending are plain set operations.
/// </summary>
public readonly record struct HeldGrant(string RoleId, string DivisionId);

/// <summary>
/// What will be done at the vendor, in role ids. Fixed when the row is approved: what is carried out is what was approved.
/// </summary>
/// <param name="Release">Set: the seat is freed, and <paramref name="Changes"/> say only what the evaluation saw; taken is whatever is held
/// then.</param>
public sealed record RemediationPlan(IReadOnlyList<PlanChange> Changes, SeatRelease? Release = null)
{
    /// <summary>No change of roles: a person has to do it.</summary>
    public static RemediationPlan None { get; } = new([]);

    public bool IsEmpty => Changes.Count == 0 && Release is null;

    /// <summary>What the account must be once it is carried out; null: no matter.</summary>
    public bool SetsInactive => Release is { SetsInactive: true };

    /// <summary>The identity provider is asked to make the change; nothing is written by us, on the way there or back.</summary>
    public bool IsRequested => Release is { IsRequested: true };

    /// <summary>
    /// Grants of the new roles that the person lacks; those they held before are not ours to add, nor to take away on a restore.
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
    /// Roles that would be left, direct and by group: what infer is asked about before the write. Who owns the user ends roles by a group
    /// too.
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

    /// <summary>Grants that would be left, direct and by group.</summary>
    public IReadOnlyList<HeldGrant> RemainingGrants(GrantSnapshot before) =>
        SetsInactive || IsRequested
            ? []
            : [.. before.Direct.Except(Removes(before)).Concat(Adds(before)).Concat(before.ByGroup).Distinct()];

    /// <summary>
    /// False when a role of the plan is no longer held exactly where the evaluation saw it: then the plan is about somebody who has
    /// changed.
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

/// <summary>What the person held directly before our first write, and by which groups. Taken once; a retry never takes it again.</summary>
/// <param name="Seat">SKU ids as the vendor listed them.</param>
public sealed record GrantSnapshot(
    DateTime TakenAt,
    IReadOnlyList<HeldGrant> Direct,
    IReadOnlyList<string> RolesByGroup,
    IReadOnlyList<string> Seat
)
{
    /// <summary>The same roles with the divisions they hold in; empty in a snapshot of before these were kept.</summary>
    public IReadOnlyList<HeldGrant> ByGroup { get; init; } = [];

    /// <summary>The vendor's ids of the groups that give roles; empty in a snapshot of before these were kept.</summary>
    public IReadOnlyList<string> GroupIds { get; init; } = [];

    /// <summary>Direct and by group.</summary>
    [JsonIgnore]
    public IReadOnlyList<HeldGrant> All => [.. Direct.Concat(ByGroup).Distinct()];
}

/// <summary>
/// Writes that lead from what is held now to where a plan, or its reversal, wants to be. Only what is missing: sending it twice changes
/// nothing twice.
/// </summary>
/// <param name="State">What the account has to be set to; null when it is so already or no matter.</param>
public sealed record PendingWrites(
    IReadOnlyList<HeldGrant> Adds,
    IReadOnlyList<HeldGrant> Removes,
    VendorUserState? State = null,
    bool EndSessions = false
)
{
    public bool None => Adds.Count == 0 && Removes.Count == 0 && State is null && !EndSessions;

    /// <summary>Sessions are ended again on a resume: no reading tells whether they were, and ending none is no harm.</summary>
    public static PendingWrites Forward(RemediationPlan plan, GrantSnapshot before, VendorAccount now) =>
        new(
            [.. plan.Adds(before).Except(now.Direct)],
            now.IsActive ? [.. plan.Removes(before).Intersect(now.Direct)] : [],
            plan.SetsInactive && now.IsActive ? VendorUserState.Inactive : null,
            plan.Release is { EndSessions: true }
        );

    /// <summary>Only the plan's own changes: what others granted or took meanwhile stays as they left it.</summary>
    public static PendingWrites Reverse(RemediationPlan plan, GrantSnapshot before, VendorAccount now) =>
        new(
            [.. Taken(plan, before).Except(now.Direct)],
            [.. plan.Adds(before).Intersect(now.Direct)],
            plan.SetsInactive && !now.IsActive ? VendorUserState.Active : null
        );

    /// <summary>Setting an account inactive takes the direct grants along, and setting it active gives none of them back.</summary>
    private static IReadOnlyList<HeldGrant> Taken(RemediationPlan plan, GrantSnapshot before) =>
        plan.Release is null ? plan.Removes(before) : before.Direct;
}

/// <summary>One account at the vendor as it is now, as far as writes go.</summary>
public sealed record VendorAccount(bool IsActive, IReadOnlyCollection<HeldGrant> Direct);
