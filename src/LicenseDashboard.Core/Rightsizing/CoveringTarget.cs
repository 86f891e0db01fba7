using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing.Guards;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Everything that determines a target. People with equal questions share the answer.</summary>
/// <param name="GuardNeededIn">
/// Places (their index as a character) in which fewer than two active people would hold the guard permission without this person.
/// </param>
internal readonly record struct Question(
    Access Access,
    HeldLicense Held,
    FeatureSet Required,
    bool AdministrationUnused,
    bool IsClientOwner,
    string GuardNeededIn
);

/// <summary>The cheapest set that covers what is required, and the plan that leads to it.</summary>
internal sealed class Answer
{
    public required FindingKind Kind { get; init; }

    public required HeldLicense Target { get; init; }

    public required IReadOnlyList<string> Explicit { get; init; }

    public required Plan? Plan { get; init; }

    /// <summary>
    /// If there is no plan: the swap that would reach the target if it did not remove a permission of a required feature.
    /// </summary>
    public required Plan? Nearest { get; init; }

    public required IReadOnlyList<string> InTheWay { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>Rules 2 to 6: the algorithm. It works on data only; extensions are new signals and guards.</summary>
internal sealed class CoveringTarget(Catalogue catalogue, Candidates candidates, Plans plans, RoleSets sets, RoleBook roles)
{
    private readonly FeatureSet _reporting = FeatureSet.Of(catalogue, ["reporting"]);
    private readonly Dictionary<Question, Answer?> _known = [];

    /// <summary>Null if nothing cheaper covers the requirements.</summary>
    public Answer? Solve(in Question question) =>
        _known.TryGetValue(question, out var answer) ? answer : _known[question] = SolveNew(question);

    /// <summary>Rule 0: held SKUs that the roles don't explain.</summary>
    public static IReadOnlyList<string> ExplicitOf(HeldLicense held, HeldLicense inferred) =>
        [
            .. held.Ids.Where(id =>
                !inferred.Ids.Contains(id) && !(held.Base?.Id == id && inferred.Base is { } other && other.Rank >= held.Base.Rank)
            ),
        ];

    private Answer? SolveNew(Question question)
    {
        var held = question.Held;
        var all = question.Access.All;
        var staying = all.Confirmed ? ExplicitOf(held, all.Inferred) : [];
        List<HeldLicense> covering =
        [
            .. candidates
                .UpTo(held.Base!, [.. staying.Union(held.Unknown, StringComparer.Ordinal)])
                .Where(set => set.Price < held.Price && question.Required.IsWithin(set.Features))
                .OrderBy(set => set.Price)
                .ThenBy(set => set.Base!.Rank)
                .ThenBy(set => string.Join('+', set.Ids), StringComparer.Ordinal),
        ];
        if (covering.Count == 0)
        {
            return null;
        }

        var reportingOnly = IsReportingOnly(question);
        var possible = plans.Of(question.Access, reportingOnly);
        var guards = new HashSet<string>(StringComparer.Ordinal);
        var best = covering
            .Select(set => (Set: set, Plan: BestPlan(question, possible, set, staying, guards)))
            .Where(found => found.Plan is not null)
            .OrderBy(found => found.Set.Price)
            .ThenBy(found => found.Plan!.Changes.Count)
            .FirstOrDefault();
        var target = best.Set ?? covering[0];
        return new()
        {
            Kind =
                reportingOnly ? FindingKind.ReportingOnly
                : target.Base != held.Base ? FindingKind.Downgrade
                : FindingKind.RemoveAddOn,
            Target = target,
            Explicit = staying,
            Plan = best.Plan,
            Nearest = best.Plan is null ? NearestPlan(question, possible, target, staying) : null,
            InTheWay = best.Plan is null ? [.. RolesInTheWay(question.Access, target), .. guards] : [],
            Notes =
                reportingOnly && roles.Reporting is null
                    ? [$"there is no role {catalogue.ReportingRole} for people who only read reports"]
                    : [],
        };
    }

    /// <summary>Rule 6: only reports are needed, and administrator-type roles keep the license high.</summary>
    private bool IsReportingOnly(in Question question)
    {
        if (!question.AdministrationUnused || _reporting.IsEmpty || question.Required != _reporting)
        {
            return false;
        }

        var all = question.Access.All.Roles;
        List<Role> others = [.. all.Where(role => !role.IsAdmin)];
        return others.Count < all.Count && sets.Of(others).Inferred.Price < question.Held.Price;
    }

    /// <summary>Two changes form a plan only if neither alone leads to the same set.</summary>
    private Plan? BestPlan(
        Question question,
        IReadOnlyList<Plan> possible,
        HeldLicense set,
        IReadOnlyList<string> staying,
        HashSet<string> guards
    )
    {
        List<Plan> leading = [];
        foreach (var plan in possible)
        {
            if ((plan.Loses & question.Required).IsEmpty && Fits(plan, set, staying))
            {
                if (ForbiddenBy(plan, question) is { } guard)
                {
                    guards.Add(guard.Words(catalogue));
                }
                else
                {
                    leading.Add(plan);
                }
            }
        }

        var alone = leading.Where(plan => plan.Changes.Count == 1).Select(plan => plan.Changes[0]).ToHashSet();
        var dropped = question.Held.Features.Except(set.Features);
        return leading
            .Where(plan => plan.Changes.Count == 1 || !plan.Changes.Any(alone.Contains))
            .MinBy(plan => (plan.UnseenCount, (dropped | plan.Loses).Count));
    }

    private static Plan? NearestPlan(Question question, IReadOnlyList<Plan> possible, HeldLicense target, IReadOnlyList<string> staying)
    {
        var dropped = question.Held.Features.Except(target.Features);
        return possible
            .Where(plan => plan.Swaps > 0 && Fits(plan, target, staying) && ForbiddenBy(plan, question) is null)
            .MinBy(plan => (plan.LostCount, plan.UnseenCount, (dropped | plan.Loses).Count));
    }

    private static IPlanGuard? ForbiddenBy(Plan plan, Question question) =>
        GuardCatalogue.Plans.FirstOrDefault(guard => guard.Forbids(plan, question));

    private static bool Fits(Plan plan, HeldLicense set, IReadOnlyList<string> staying)
    {
        var inferred = plan.Remaining.Inferred.Ids;
        return set.Ids.All(id => inferred.Contains(id) || staying.Contains(id))
            && inferred.All(set.Ids.Contains)
            && staying.All(set.Ids.Contains);
    }

    private IEnumerable<string> RolesInTheWay(Access access, HeldLicense target)
    {
        bool Dearer(Role role) => sets.Of([role]).Inferred.Price > target.Price;
        return access
            .Direct.Where(Dearer)
            .Select(role => $"role {role.Name}")
            .Concat(
                access.Groups.SelectMany(group => group.Roles.Where(Dearer).Select(role => $"role {role.Name} by group {group.Group.Name}"))
            );
    }
}
