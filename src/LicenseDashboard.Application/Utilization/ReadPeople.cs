using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Utilization;

namespace LicenseDashboard.Application.Utilization;

/// <summary>The people behind a figure. Sorted in memory; only the names of the page are read.</summary>
internal sealed class ReadPeople(LiveBooks books, TimeProvider clock)
{
    public async Task<Outcome<PagedResult<LivePersonRow>>> RunAsync(
        LivePicture picture,
        Viewer viewer,
        LivePeopleQuery query,
        Page page,
        CancellationToken ct
    )
    {
        var descending = query.Sort.StartsWith('-');
        var field = query.Sort.TrimStart('-');
        if (!LivePeopleSort.Fields.Contains(field))
        {
            return Refusal.Invalid($"sort must be one of {string.Join(", ", LivePeopleSort.Fields)}.", "sort");
        }

        var roster = picture.Roster;
        var names = books.Of(roster);
        var scope = await LiveScope.OfAsync(roster, names, viewer, query, ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var (total, listed) = picture.Read(
            (feed, people) =>
            {
                var known = feed is not null && LiveAge.PeopleKnown(feed, now);
                List<int> fits = [.. scope.Indices().Where(index => Shows(people[index], query.Show, known))];
                fits.Sort((a, b) => Compare(roster, people, field, descending, a, b));
                return (fits.Count, fits.Skip(page.Skip).Take(page.Take).Select(index => (index, people[index], known)).ToList());
            }
        );
        var who = await names.PeopleAsync([.. listed.Select(each => roster.Places[each.index].Key)], ct);
        var managers = await names.ManagersAsync(ct);
        List<LivePersonRow> rows =
        [
            .. listed
                .Where(each => who.ContainsKey(roster.Places[each.index].Key))
                .Select(each => Row(roster, who, managers, each.index, each.known ? each.Item2 : default)),
        ];
        return new PagedResult<LivePersonRow>(rows, total, page);
    }

    /// <param name="known">False if the feed has stopped: then everyone's presence is unknown.</param>
    private static bool Shows(in LivePerson person, LiveShow show, bool known) =>
        !known
            ? show is LiveShow.Unknown or LiveShow.Everyone
            : show switch
            {
                LiveShow.SignedIn => person.IsSignedIn,
                LiveShow.OnQueue => person.IsOnQueue,
                LiveShow.Idle => person.IsIdleAtKeyboard || person.IsWaiting,
                LiveShow.IdleAtKeyboard => person.IsIdleAtKeyboard,
                LiveShow.Waiting => person.IsWaiting,
                LiveShow.Unknown => !LiveWords.IsKnown(person.Presence),
                LiveShow.Everyone => true,
            };

    private static int Compare(LiveRoster roster, LivePerson[] people, string field, bool descending, int a, int b)
    {
        var order = field switch
        {
            // Who isn't idle comes last in both directions.
            "idleSince" => (people[a].IdleSince == 0, people[b].IdleSince == 0) switch
            {
                (true, true) => 0,
                (true, false) => descending ? -1 : 1,
                (false, true) => descending ? 1 : -1,
                _ => people[a].IdleSince.CompareTo(people[b].IdleSince),
            },
            "since" => people[a].PresenceSince.CompareTo(people[b].PresenceSince),
            "tier" => string.CompareOrdinal(roster.LicenseOf(a).Tier, roster.LicenseOf(b).Tier),
            _ => roster.Places[a].NameRank.CompareTo(roster.Places[b].NameRank),
        };
        order = descending ? -order : order;
        return order != 0 ? order : roster.Places[a].NameRank.CompareTo(roster.Places[b].NameRank);
    }

    private static LivePersonRow Row(
        LiveRoster roster,
        IReadOnlyDictionary<int, LiveName> who,
        IReadOnlyDictionary<int, LiveManager> managers,
        int index,
        LivePerson person
    )
    {
        var place = roster.Places[index];
        var license = roster.Licenses[place.License];
        return new LivePersonRow(
            who[place.Key].VendorId,
            who[place.Key].Name,
            roster.Divisions.GetValueOrDefault(place.Division),
            roster.Departments[place.Department] is { Length: > 0 } department ? department : null,
            managers.GetValueOrDefault(place.Manager)?.Name,
            license.Tier,
            license.Known,
            roster.Tiers == TierSource.Role,
            person.Presence,
            Utc(person.PresenceSince),
            person.Routing,
            Utc(person.RoutingSince),
            Utc(person.IdleSince)
        );
    }

    private static DateTime? Utc(long milliseconds) =>
        milliseconds > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime : null;
}
