namespace LicenseDashboard.Core.Rightsizing;

/// <summary>One change: a role taken, and the one put in its place or none.</summary>
internal readonly record struct Change(Role Taken, Role? New);

/// <summary>One or two changes of a person's direct grants, and what they do.</summary>
internal sealed class Plan
{
    /// <summary>By id of the role taken.</summary>
    public required IReadOnlyList<Change> Changes { get; init; }

    /// <summary>What remains, direct and by group.</summary>
    public required RoleSet Remaining { get; init; }

    /// <summary>Features of which a permission held now is lost.</summary>
    public required FeatureSet Loses { get; init; }

    /// <summary>Permissions lost that no feature watches and that are not harmless.</summary>
    public required PermissionSet Unseen { get; init; }

    public required int UnseenCount { get; init; }

    /// <summary>Takes the guard permission from who holds it now.</summary>
    public required bool TakesGuard { get; init; }

    /// <summary>Swaps an administrator-type role for the reporting role.</summary>
    public required bool IsReportingOnly { get; init; }

    public int Swaps => Changes.Count(change => change.New is not null);
}

/// <summary>Rule 3: every plan that a person's roles allow, best first.</summary>
internal sealed class Plans(RoleBook roles, RoleSets sets, IReadOnlyList<PermissionSet> features, PermissionSet watchedOrHarmless, int guardPermission)
{
    private readonly Dictionary<(Access, bool), IReadOnlyList<Plan>> _known = [];

    /// <param name="reportingOnly">Only plans that swap an administrator-type role for the reporting role.</param>
    public IReadOnlyList<Plan> Of(Access access, bool reportingOnly) =>
        _known.TryGetValue((access, reportingOnly), out var plans) ? plans : _known[(access, reportingOnly)] = New(access, reportingOnly);

    private List<Plan> New(Access access, bool reportingOnly)
    {
        var changes = access.Direct.SelectMany(role => ChangesOf(access, role, reportingOnly)).ToList();
        List<Plan> plans = [];
        for (var i = 0; i < changes.Count; i++)
        {
            plans.Add(Make(access, [changes[i]]));
            for (var j = i + 1; j < changes.Count; j++)
            {
                var (first, second) = (changes[i], changes[j]);
                if (first.Taken != second.Taken && first.New != second.Taken && second.New != first.Taken)
                {
                    plans.Add(Make(access, [first, second]));
                }
            }
        }

        plans = reportingOnly ? plans.FindAll(plan => plan.IsReportingOnly) : plans;
        plans.Sort(Order);
        return plans;
    }

    private IEnumerable<Change> ChangesOf(Access access, Role role, bool reportingOnly)
    {
        yield return new(role, null);
        foreach (var target in role.Swaps.Where(target => target.Named.IsWithin(access.All.Held) || target == roles.Reporting))
        {
            yield return new(role, target);
        }

        if (reportingOnly && role.IsAdmin && roles.Reporting is { } reporting && reporting != role && !role.Swaps.Contains(reporting))
        {
            yield return new(role, reporting);
        }
    }

    private Plan Make(Access access, Change[] changes)
    {
        var direct = access.Direct.Where(role => !changes.Any(change => change.Taken == role)).Concat(changes.Select(change => change.New).OfType<Role>());
        var remaining = sets.Of(direct.Concat(access.ByGroup.Roles));
        var lost = access.All.Named.Except(remaining.Held);
        var loses = FeatureSet.Empty;
        for (var i = 0; i < features.Count; i++)
        {
            loses = lost.Meets(features[i]) ? loses.With(i) : loses;
        }

        var unseen = lost.Except(watchedOrHarmless);
        return new()
        {
            Changes = changes,
            Remaining = remaining,
            Loses = loses,
            Unseen = unseen,
            UnseenCount = unseen.Count,
            TakesGuard = access.All.Held.Has(guardPermission) && !remaining.Held.Has(guardPermission),
            IsReportingOnly = changes.Any(change => change.Taken.IsAdmin && change.New is not null && change.New == roles.Reporting),
        };
    }

    /// <summary>Fewer unseen permissions, fewer changes, fewer swaps, then role ids, then new role ids in the order of their role ids, a removal before a swap.</summary>
    private static int Order(Plan left, Plan right)
    {
        var order = left.UnseenCount.CompareTo(right.UnseenCount);
        order = order != 0 ? order : left.Changes.Count.CompareTo(right.Changes.Count);
        order = order != 0 ? order : left.Swaps.CompareTo(right.Swaps);
        for (var i = 0; order == 0 && i < left.Changes.Count; i++)
        {
            order = left.Changes[i].Taken.Index.CompareTo(right.Changes[i].Taken.Index);
        }

        for (var i = 0; order == 0 && i < left.Changes.Count; i++)
        {
            order = (left.Changes[i].New?.Index ?? -1).CompareTo(right.Changes[i].New?.Index ?? -1);
        }

        return order;
    }
}
