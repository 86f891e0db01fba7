using LicenseDashboard.Core.Rightsizing;

namespace LicenseDashboard.Core.Remediation;

/// <summary>A role held directly in one division. The unit of every write, so that what is held, lacking and pending are plain set operations.</summary>
public readonly record struct HeldGrant(string RoleId, string DivisionId);

/// <summary>What will be done at the vendor, in role ids. Fixed when the row is approved: what is carried out is what was approved.</summary>
public sealed record RemediationPlan(IReadOnlyList<PlanChange> Changes)
{
    /// <summary>No change of roles: a person has to do it.</summary>
    public static RemediationPlan None { get; } = new([]);

    public bool IsEmpty => Changes.Count == 0;

    /// <summary>Grants of the new roles that the person lacks; those they held before are not ours to add, nor to take away on a restore.</summary>
    public IReadOnlyList<HeldGrant> Adds(GrantSnapshot before) =>
        [.. Changes.Where(change => change.NewRoleId is not null)
            .SelectMany(change => change.Divisions.Select(division => new HeldGrant(change.NewRoleId!, division)))
            .Distinct().Except(before.Direct)];

    public IReadOnlyList<HeldGrant> Removes(GrantSnapshot before) =>
        [.. Changes.SelectMany(change => change.Divisions.Select(division => new HeldGrant(change.RoleId, division)))
            .Distinct().Intersect(before.Direct).Except(Adds(before))];

    /// <summary>Roles that would be left, direct and by group: what infer is asked about before the write.</summary>
    public IReadOnlyList<string> RemainingRoles(GrantSnapshot before) =>
        [.. before.Direct.Except(Removes(before)).Concat(Adds(before)).Select(grant => grant.RoleId)
            .Concat(before.RolesByGroup).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>False when a role of the plan is no longer held exactly where the evaluation saw it: then the plan is about somebody who has changed.</summary>
    public bool StillFits(GrantSnapshot now) => Changes.All(change =>
        now.Direct.Where(grant => grant.RoleId == change.RoleId).Select(grant => grant.DivisionId).ToHashSet().SetEquals(change.Divisions));
}

/// <summary>What the person held directly before our first write, and by which groups. Taken once; a retry never takes it again.</summary>
/// <param name="Seat">SKU ids as the vendor listed them.</param>
public sealed record GrantSnapshot(DateTime TakenAt, IReadOnlyList<HeldGrant> Direct, IReadOnlyList<string> RolesByGroup, IReadOnlyList<string> Seat);

/// <summary>Writes that lead from what is held now to where a plan, or its reversal, wants to be. Only what is missing: sending it twice changes nothing twice.</summary>
public sealed record PendingWrites(IReadOnlyList<HeldGrant> Adds, IReadOnlyList<HeldGrant> Removes)
{
    public bool None => Adds.Count == 0 && Removes.Count == 0;

    public static PendingWrites Forward(RemediationPlan plan, GrantSnapshot before, IReadOnlyCollection<HeldGrant> now) =>
        new([.. plan.Adds(before).Except(now)], [.. plan.Removes(before).Intersect(now)]);

    /// <summary>Only the plan's own changes: what others granted or took meanwhile stays as they left it.</summary>
    public static PendingWrites Reverse(RemediationPlan plan, GrantSnapshot before, IReadOnlyCollection<HeldGrant> now) =>
        new([.. plan.Removes(before).Except(now)], [.. plan.Adds(before).Intersect(now)]);
}
