using System.Runtime.InteropServices;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Utilization;

/// <summary>The live figures of a viewer, from memory.</summary>
internal sealed class ReadNow(LiveBooks books, OpenPoolAlerts alerts, TimeProvider clock)
{
    public async Task<UtilizationNow> RunAsync(LivePicture picture, Viewer viewer, UtilizationQuery query, CancellationToken ct)
    {
        var roster = picture.Roster;
        var names = books.Of(roster);
        var scope = await LiveScope.OfAsync(roster, names, viewer, query, ct);
        var groups = await GroupsAsync(roster, names, query.GroupBy, ct);
        var open = await alerts.OfAsync(picture, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        return picture.Read(
            (stored, people) =>
            {
                var feed = stored ?? new LiveFeedState { PlatformKey = roster.Platform.Key };
                var unknownSince = LiveAge.PeopleUnknownSince(feed, now);
                var asOf = LiveAge.PeopleAt(feed);
                var all = default(LiveTally);
                var tallies = new Dictionary<int, LiveTally>();
                foreach (var index in scope.Indices())
                {
                    all.Add(people[index]);
                    foreach (var group in groups.Of(index))
                    {
                        CollectionsMarshal.GetValueRefOrAddDefault(tallies, group, out _).Add(people[index]);
                    }
                }

                var unlicensed = PoolUse.Unknown(roster, people);
                var byVendor = scope.IsWhole && (LiveAge.CountsKnown(feed, now) || unknownSince is not null);
                return new UtilizationNow(
                    roster.Platform.Name,
                    roster.Platform.TimeZone,
                    now,
                    feed.Tick,
                    byVendor ? Whole(feed, now) : all.Count(asOf, unknownSince),
                    byVendor,
                    all.People,
                    unknownSince is null ? all.Unknown : all.People,
                    scope.IsWhole ? roster.EntitledBases : null,
                    roster.Tiers,
                    query.GroupBy,
                    Rows(
                        roster,
                        groups,
                        tallies,
                        asOf,
                        unknownSince,
                        // What is left of a tier is not known while somebody's tier isn't.
                        scope.IsWhole
                            && query.GroupBy == UtilizationGroup.Tier
                            && unlicensed.Count == 0
                    ),
                    Pools(roster, people, unlicensed, open, asOf, unknownSince),
                    FeedOf(stored, viewer, now)
                );
            }
        );
    }

    private static LiveCount Whole(LiveFeedState feed, DateTime now) =>
        LiveAge.CountsUnknownSince(feed, now) is { } since
            ? new LiveCount(null, null, null, null, feed.CountsAt, since)
            : new LiveCount(feed.SignedIn, feed.OnQueue, feed.IdleAtKeyboard, feed.Waiting, feed.CountsAt, null);

    private static List<UtilizationRow> Rows(
        LiveRoster roster,
        Grouping groups,
        Dictionary<int, LiveTally> tallies,
        DateTime? asOf,
        DateTime? unknownSince,
        bool entitled
    ) =>
        [
            .. tallies
                .Select(each =>
                {
                    var (key, name) = groups.Name(each.Key);
                    return new UtilizationRow(
                        key,
                        name,
                        each.Value.People,
                        each.Value.Count(asOf, unknownSince),
                        unknownSince is null ? each.Value.Unknown : each.Value.People,
                        entitled && roster.Entitled.TryGetValue(key, out var licenses) ? licenses : null
                    );
                })
                .OrderBy(row => row.Name is null)
                .ThenByDescending(row => row.Count.SignedIn ?? row.People)
                .ThenBy(row => row.Name, StringComparer.OrdinalIgnoreCase)
                .ThenBy(row => row.Key, StringComparer.Ordinal),
        ];

    /// <summary>Pools are counts of the organization without names, so every viewer sees them whole.</summary>
    private static List<PoolLevel> Pools(
        LiveRoster roster,
        Core.Utilization.LivePerson[] people,
        IReadOnlyDictionary<int, int> unlicensed,
        IReadOnlyDictionary<(string Sku, int Division), int> open,
        DateTime? asOf,
        DateTime? unknownSince
    )
    {
        var unknown = unknownSince ?? (roster.Tiers == TierSource.Unknown ? asOf : null);
        var used = PoolUse.Of(roster, people);
        return
        [
            .. roster.Pools.Select(
                (pool, at) =>
                    new PoolLevel(
                        pool.Sku,
                        pool.Division,
                        unknown is null ? used[at] : null,
                        pool.Entitled,
                        roster.Tiers == TierSource.Role,
                        pool.DivisionKey == Core.Utilization.PoolAlert.AllDivisions
                            ? unlicensed.Values.Sum()
                            : unlicensed.GetValueOrDefault(pool.DivisionKey),
                        open.TryGetValue((pool.Sku, pool.DivisionKey), out var threshold) ? threshold : null,
                        asOf,
                        unknown
                    )
            ),
        ];
    }

    private static LiveFeedStatus FeedOf(LiveFeedState? feed, Viewer viewer, DateTime now) =>
        feed is null
            ? new LiveFeedStatus(
                false,
                new LiveSource(null, null, now, null),
                new LiveSource(null, null, now, null),
                LivePushState.Off,
                null,
                null,
                0
            )
            : new LiveFeedStatus(
                true,
                new LiveSource(
                    feed.CountsAt,
                    (int)LiveAge.CountsEvery.TotalSeconds,
                    LiveAge.CountsUnknownSince(feed, now),
                    feed.CountsFailure
                ),
                new LiveSource(
                    LiveAge.PeopleAt(feed),
                    feed.SweepSeconds > 0 ? feed.SweepSeconds : null,
                    LiveAge.PeopleUnknownSince(feed, now),
                    feed.SweepFailure
                ),
                feed.Push,
                feed.PushSince,
                feed.PushFailure,
                feed.UnknownEvents
            );

    private static async Task<Grouping> GroupsAsync(LiveRoster roster, LiveNames names, UtilizationGroup by, CancellationToken ct)
    {
        switch (by)
        {
            case UtilizationGroup.Tier:
                var tiers = roster.Licenses.Select(license => license.Tier).Distinct().ToList();
                var tierOf = roster.Licenses.Select(license => tiers.IndexOf(license.Tier)).ToArray();
                return new(index => [tierOf[roster.Places[index].License]], at => (tiers[at] ?? LiveFilter.NoTier, tiers[at]));
            case UtilizationGroup.Division:
                return new(index => [roster.Places[index].Division], key => Named(roster.Divisions.GetValueOrDefault(key)));
            case UtilizationGroup.Department:
                return new(
                    index => [roster.Places[index].Department],
                    at => Named(roster.Departments[at] is { Length: > 0 } name ? name : null)
                );
            case UtilizationGroup.Manager:
                var managers = await names.ManagersAsync(ct);
                return new(
                    index => [roster.Places[index].Manager],
                    key => managers.TryGetValue(key, out var manager) ? (manager.VendorId, manager.Name) : Named(null)
                );
            case UtilizationGroup.Group:
                var groups = await names.GroupsAsync(ct);
                var of = groups
                    .SelectMany((group, at) => group.Members.Select(index => (index, at)))
                    .ToLookup(member => member.index, member => member.at);
                return new(
                    index => of.Contains(index) ? of[index] : [-1],
                    at => at >= 0 ? (groups[at].VendorId, groups[at].Name) : Named(null)
                );
            default:
                throw new ArgumentOutOfRangeException(nameof(by), by, "Not a grouping.");
        }
    }

    private static (string Key, string? Name) Named(string? name) => (name ?? LiveFilter.NoName, name);

    /// <param name="Of">Numbers of the groups of a person.</param>
    /// <param name="Name">Key and name of a group.</param>
    private sealed record Grouping(Func<int, IEnumerable<int>> Of, Func<int, (string Key, string? Name)> Name);
}
