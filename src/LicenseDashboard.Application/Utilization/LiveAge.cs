namespace LicenseDashboard.Application.Utilization;

/// <summary>How old a figure may be before it counts as unknown. The same for pages, levels and alerts.</summary>
internal static class LiveAge
{
    public static readonly TimeSpan CountsEvery = TimeSpan.FromSeconds(15);

    /// <summary>Four totals in a row are missing.</summary>
    private static readonly TimeSpan CountsLast = TimeSpan.FromSeconds(60);

    /// <summary>Open sockets are written down with every totals.</summary>
    private static readonly TimeSpan PushLasts = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan SweepLasts = TimeSpan.FromMinutes(3);

    public static bool CountsKnown(LiveFeedState feed, DateTime now) => feed.CountsAt is { } at && now - at <= CountsLast;

    /// <summary>UTC time of which everyone's presence is; null if it was never known.</summary>
    public static DateTime? PeopleAt(LiveFeedState feed) =>
        feed.PushedAt is { } pushed && pushed > (feed.SweptAt ?? DateTime.MinValue) ? pushed : feed.SweptAt;

    public static bool PeopleKnown(LiveFeedState feed, DateTime now) =>
        (feed.PushedAt is { } pushed && now - pushed <= PushLasts)
        || (feed.SweptAt is { } swept && now - swept <= Longest(SweepLasts, TimeSpan.FromSeconds(feed.SweepSeconds * 2.5)));

    /// <summary>What was never known is unknown since the feed began; without a feed, since now.</summary>
    public static DateTime? CountsUnknownSince(LiveFeedState feed, DateTime now) =>
        CountsKnown(feed, now) ? null : feed.CountsAt ?? feed.BegunAt ?? now;

    public static DateTime? PeopleUnknownSince(LiveFeedState feed, DateTime now) =>
        PeopleKnown(feed, now) ? null : PeopleAt(feed) ?? feed.BegunAt ?? now;

    private static TimeSpan Longest(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
