namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// Rule 3: all plans that a person's roles allow. A removal takes the role in all its divisions; a swap puts the new role where the old
/// one was. A permission is lost where it is granted now but not held afterwards. What is granted in all divisions is kept only by
/// another grant in all divisions.
/// </summary>
internal sealed class Plans(
    RoleBook roles,
    RoleSets sets,
    IReadOnlyList<PermissionSet> features,
    PermissionSet watchedOrHarmless,
    int guardPermission
)
{
    private readonly Dictionary<(Access, bool), IReadOnlyList<Plan>> _known = [];

    /// <summary>In the order of rule 3, except for the features given up, which depend on the target.</summary>
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
        foreach (var target in role.Swaps.Where(target => target == roles.Reporting || IsContained(access, role, target)))
        {
            yield return new(role, target);
        }

        if (reportingOnly && role.IsAdmin && roles.Reporting is { } reporting && reporting != role && !role.Swaps.Contains(reporting))
        {
            yield return new(role, reporting);
        }
    }

    /// <summary>True if the new role grants nothing that is not already held wherever the old one is held.</summary>
    private static bool IsContained(Access access, Role taken, Role target)
    {
        foreach (var place in access.Places)
        {
            if (place.Direct.Contains(taken) && !target.Named.IsWithin(place.Holding.Held))
            {
                return false;
            }
        }

        return true;
    }

    private Plan Make(Access access, Change[] changes)
    {
        var remaining = sets.Of(After(access.Direct, changes).Concat(access.ByGroup.Roles));
        var lostIn = new PermissionSet[access.Places.Count];
        var guardTakenIn = "";
        var everywhere = access
            .Places.Where(place => place.IsAll)
            .SelectMany(place => After(place.Direct, changes).Concat(place.ByGroup))
            .ToList();
        for (var i = 0; i < lostIn.Length; i++)
        {
            var place = access.Places[i];
            var after = lostIn.Length == 1 ? remaining : sets.Of(After(place.Direct, changes).Concat(place.ByGroup).Concat(everywhere));
            lostIn[i] = place.Granted.Named.Except(after.Held);
            guardTakenIn += place.Granted.Held.Has(guardPermission) && !after.Held.Has(guardPermission) ? (char)i : "";
        }

        var lost = lostIn.Length == 0 ? access.All.Named : lostIn.Aggregate((all, some) => all | some);
        var (loses, part) = (FeatureSet.Empty, FeatureSet.Empty);
        for (var i = 0; i < features.Count; i++)
        {
            if (lost.Meets(features[i]))
            {
                loses = loses.With(i);
                part = remaining.Named.Meets(features[i]) ? part.With(i) : part;
            }
        }

        var unseen = lost.Except(watchedOrHarmless);
        return new()
        {
            Changes = changes,
            Remaining = remaining,
            LostIn = lostIn,
            Lost = lost,
            LostCount = lost.Count,
            Loses = loses,
            LosesPart = part,
            Unseen = unseen,
            UnseenCount = unseen.Count,
            GuardTakenIn = guardTakenIn,
            IsReportingOnly = changes.Any(change => change.Taken.IsAdmin && change.New is not null && change.New == roles.Reporting),
        };
    }

    private static IEnumerable<Role> After(IReadOnlyList<Role> direct, Change[] changes) =>
        direct
            .Where(role => !Array.Exists(changes, change => change.Taken == role))
            .Concat(changes.Where(change => change.New is not null && direct.Contains(change.Taken)).Select(change => change.New!));

    /// <summary>
    /// Fewer unseen permissions, fewer changes, fewer swaps, then role IDs, then new role IDs in the order of the role IDs, removals
    /// before swaps.
    /// </summary>
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
