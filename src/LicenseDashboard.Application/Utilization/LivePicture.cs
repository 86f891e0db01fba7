using System.Linq.Expressions;
using LicenseDashboard.Core.Utilization;

namespace LicenseDashboard.Application.Utilization;

/// <summary>What is known about now on one platform: who is there to be counted, and where each of them is.</summary>
internal sealed class LivePicture(LiveRoster roster)
{
    private readonly Lock _gate = new();
    private readonly LivePerson[] _people = new LivePerson[roster.Places.Length];
    private (bool Counts, bool People) _known;
    private bool _taken;

    public LiveRoster Roster { get; } = roster;

    /// <summary>Null if no instance has run a feed.</summary>
    public LiveFeedState? Feed { get; private set; }

    /// <summary>Highest tick whose people are here.</summary>
    public long Seen { get; private set; }

    /// <summary>Rows of a platform written after a tick.</summary>
    public static Expression<Func<LivePresence, bool>> After(int platform, long tick) =>
        person => person.PlatformKey == platform && person.Tick > tick;

    /// <summary>True if something of it is news, or if time has made a figure unknown.</summary>
    public bool Take(LiveFeedState feed, IReadOnlyCollection<LivePresence> people, DateTime now)
    {
        lock (_gate)
        {
            foreach (var row in people)
            {
                if (Roster.IndexOf(row.PersonKey) is { } index)
                {
                    _people[index] = new LivePerson(
                        (PresenceKind)row.Presence,
                        row.PresenceSince,
                        (RoutingKind)row.Routing,
                        row.RoutingSince
                    );
                }
            }

            var known = (LiveAge.CountsKnown(feed, now), LiveAge.PeopleKnown(feed, now));
            var news = !_taken || Feed?.Tick != feed.Tick || known != _known;

            // By the rows, not by the feed: a database may show the feed of a write before its people.
            Seen = people.Aggregate(Seen, (seen, row) => Math.Max(seen, row.Tick));
            (Feed, _known, _taken) = (feed, known, true);
            return news;
        }
    }

    /// <summary>Looks at everyone without anybody moving meanwhile.</summary>
    public T Read<T>(Func<LiveFeedState?, LivePerson[], T> look)
    {
        lock (_gate)
        {
            return look(Feed, _people);
        }
    }
}
