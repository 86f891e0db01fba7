using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Utilization;

/// <summary>The people of a roster that a viewer sees and a filter leaves: ranges of the reporting line and tests on each person.</summary>
internal sealed class LiveScope
{
    private readonly LiveRoster _roster;
    private readonly Range _range;
    private readonly Func<int, bool> _keeps;

    private LiveScope(LiveRoster roster, Range range, Func<int, bool> keeps, bool isWhole) =>
        (_roster, _range, _keeps, IsWhole) = (roster, range, keeps, isWhole);

    /// <summary>True if it includes everyone.</summary>
    public bool IsWhole { get; }

    /// <summary>Viewers without access to people are refused, because an empty page would suggest that no one is signed in.</summary>
    public static Refusal? Refuses(Viewer viewer) =>
        viewer.SeesEveryone || viewer.Has(ViewerRoles.OperationsManager)
            ? null
            : Refusal.Forbidden("Your role doesn't show who is signed in.");

    public static async Task<LiveScope> OfAsync(LiveRoster roster, LiveNames names, Viewer viewer, LiveFilter filter, CancellationToken ct)
    {
        var range = Visible(roster, viewer);
        var keeps = new List<Func<int, bool>>();
        if (filter.Manager is { } head)
        {
            var manager = await FindAsync(names, head, ct);
            range = manager is null ? 0..0 : Both(range, roster.Below(manager.Position, manager.PositionEnd));
        }

        if (filter.ReportsTo is { } boss)
        {
            var key = boss == LiveFilter.NoName ? 0 : (await FindAsync(names, boss, ct))?.Key ?? -1;
            keeps.Add(index => roster.Places[index].Manager == key);
        }

        if (filter.Tiers.Count > 0)
        {
            var fits = roster.Licenses.Select(license => filter.Tiers.Contains(license.Tier ?? LiveFilter.NoTier)).ToArray();
            keeps.Add(index => fits[roster.Places[index].License]);
        }

        if (filter.Sku is { } sku)
        {
            var fits = roster.Licenses.Select(license => license.Skus.Contains(sku)).ToArray();
            keeps.Add(index => fits[roster.Places[index].License]);
        }

        if (filter.Divisions.Count > 0)
        {
            var fits = roster.Divisions.Where(each => filter.Divisions.Contains(each.Value)).Select(each => each.Key).ToHashSet();
            if (filter.Divisions.Contains(LiveFilter.NoName))
            {
                fits.Add(0);
            }

            keeps.Add(index => fits.Contains(roster.Places[index].Division));
        }

        if (filter.Departments.Count > 0)
        {
            var fits = roster.Departments.Select(name => filter.Departments.Contains(name.Length > 0 ? name : LiveFilter.NoName)).ToArray();
            keeps.Add(index => fits[roster.Places[index].Department]);
        }

        if (filter.Group is { } team)
        {
            var groups = await names.GroupsAsync(ct);
            var members =
                team == LiveFilter.NoName ? null : groups.FirstOrDefault(group => group.VendorId == team)?.Members.ToHashSet() ?? [];
            var all = members is null ? groups.SelectMany(group => group.Members).ToHashSet() : null;
            keeps.Add(index => members?.Contains(index) ?? !all!.Contains(index));
        }

        var whole = viewer.SeesEveryone && filter.Manager is null && keeps.Count == 0;
        return new LiveScope(roster, range, index => keeps.TrueForAll(keep => keep(index)), whole);
    }

    public IEnumerable<int> Indices()
    {
        var (start, count) = _range.GetOffsetAndLength(_roster.Places.Length);
        for (var index = start; index < start + count; index++)
        {
            if (IsWhole || _keeps(index))
            {
                yield return index;
            }
        }
    }

    private static Range Visible(LiveRoster roster, Viewer viewer) =>
        viewer.SeesEveryone ? Range.All
        : viewer.Scopes.FirstOrDefault(scope => scope.PlatformKey == roster.Platform.Key) is { } scope
        && viewer.Has(ViewerRoles.OperationsManager)
            ? roster.Below(scope.From, scope.To)
        : 0..0;

    private static Range Both(Range outer, Range inner) =>
        outer.Equals(Range.All)
            ? inner
            : Math.Max(outer.Start.Value, inner.Start.Value)..Math.Max(
                Math.Max(outer.Start.Value, inner.Start.Value),
                Math.Min(outer.End.Value, inner.End.Value)
            );

    private static async Task<LiveManager?> FindAsync(LiveNames names, string vendorId, CancellationToken ct) =>
        (await names.ManagersAsync(ct)).Values.FirstOrDefault(manager => manager.VendorId == vendorId);
}
