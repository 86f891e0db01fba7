using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Web.Api;

namespace LicenseDashboard.Web.Utilization;

/// <summary>Live figures; null means unknown.</summary>
/// <param name="Idle">Idle at the keyboard or waiting for work.</param>
/// <param name="AsOf">UTC.</param>
/// <param name="UnknownSince">UTC; null while the figures are known.</param>
internal sealed record LiveCountJson(
    int? SignedIn,
    int? OnQueue,
    int? Idle,
    int? IdleAtKeyboard,
    int? Waiting,
    DateTime? AsOf,
    DateTime? UnknownSince
)
{
    public static LiveCountJson Of(LiveCount count) =>
        new(count.SignedIn, count.OnQueue, count.Idle, count.IdleAtKeyboard, count.Waiting, count.AsOf, count.UnknownSince);
}

/// <param name="Key">Value to filter by.</param>
/// <param name="Unknown">People in the group whose presence is unknown.</param>
internal sealed record UtilizationGroupJson(
    string Key,
    string? Name,
    int People,
    int Unknown,
    LiveCountJson Now,
    int? Entitled,
    int? Headroom
);

/// <param name="Division">Null for the whole organization.</param>
/// <param name="Headroom">Null if unknown, also while licenseUnknown is not 0.</param>
/// <param name="Percent">Rounded down; the least while licenseUnknown is not 0.</param>
/// <param name="LicenseUnknown">Signed-in people whose license is unknown. Up to so many more licenses may be in use.</param>
/// <param name="Alert">Highest threshold with an open alert, in percent.</param>
internal sealed record PoolJson(
    string Sku,
    string? Division,
    int? Used,
    int Entitled,
    int? Headroom,
    int? Percent,
    bool ByRole,
    int LicenseUnknown,
    int? Alert
);

internal sealed record LiveSourceJson(DateTime? AsOf, int? EverySeconds, DateTime? UnknownSince, string? Failure)
{
    public static LiveSourceJson Of(LiveSource source) => new(source.AsOf, source.EverySeconds, source.UnknownSince, source.Failure);
}

/// <param name="Push">How changes arrive between sweeps: off, opening, open, or lost.</param>
internal sealed record LiveFeedJson(
    LiveSourceJson Counts,
    LiveSourceJson People,
    string Push,
    DateTime? PushSince,
    string? PushFailure,
    long UnknownEvents
);

/// <param name="At">UTC time of this answer.</param>
/// <param name="Whole">True if the totals are Genesys Cloud's own, which include people who are in no group.</param>
/// <param name="Tiers">How the license of a person is known: seat, role, or unknown.</param>
internal sealed record UtilizationNowJson(
    string Platform,
    DateTime At,
    LiveCountJson Totals,
    bool Whole,
    int People,
    int Unknown,
    int? Entitled,
    int? Headroom,
    string Tiers,
    string GroupBy,
    IReadOnlyList<UtilizationGroupJson> Groups,
    IReadOnlyList<PoolJson> Pools,
    LiveFeedJson Feed
)
{
    public static UtilizationNowJson Of(UtilizationNow now) =>
        new(
            now.Platform,
            now.At,
            LiveCountJson.Of(now.Totals),
            now.IsWhole,
            now.People,
            now.Unknown,
            now.Entitled,
            now.Headroom,
            ApiWords.Of(now.Tiers),
            ApiWords.Of(now.GroupBy),
            [
                .. now.Rows.Select(row => new UtilizationGroupJson(
                    row.Key,
                    row.Name,
                    row.People,
                    row.Unknown,
                    LiveCountJson.Of(row.Count),
                    row.Entitled,
                    row.Headroom
                )),
            ],
            [
                .. now.Pools.Select(pool => new PoolJson(
                    pool.Sku,
                    pool.Division,
                    pool.Used,
                    pool.Entitled,
                    pool.Headroom,
                    pool.Percent,
                    pool.ByRole,
                    pool.LicenseUnknown,
                    pool.RaisedAt
                )),
            ],
            new LiveFeedJson(
                LiveSourceJson.Of(now.Feed.Counts),
                LiveSourceJson.Of(now.Feed.Sweep),
                ApiWords.Of(now.Feed.Push),
                now.Feed.PushSince,
                now.Feed.PushFailure,
                now.Feed.UnknownEvents
            )
        );
}

/// <summary>Highest level of each five minutes of one local day; null means unknown.</summary>
/// <param name="Group">SKU or division; null for the whole organization or people without a division.</param>
/// <param name="StartsAt">UTC start of the day. Each value stands for the next five elapsed minutes.</param>
/// <param name="Peak">Highest number of people signed in.</param>
/// <param name="PeakAt">UTC.</param>
internal sealed record LevelsJson(
    DateOnly Day,
    string? Group,
    DateTime StartsAt,
    int StepMinutes,
    IReadOnlyList<int?> SignedIn,
    IReadOnlyList<int?> OnQueue,
    IReadOnlyList<int?> Idle,
    int? Peak,
    DateTime? PeakAt
);

internal sealed record UtilizationHistoryJson(
    string Platform,
    string TimeZone,
    DateOnly From,
    DateOnly To,
    string GroupBy,
    IReadOnlyList<LevelsJson> Items
)
{
    private const int StepMinutes = 5;

    public static UtilizationHistoryJson Of(UtilizationHistory history) =>
        new(
            history.Platform,
            history.TimeZone,
            history.From,
            history.To,
            ApiWords.Of(history.GroupBy),
            [
                .. history.Items.Select(item => new LevelsJson(
                    item.Levels.Day,
                    item.Group,
                    item.Levels.StartsAt,
                    StepMinutes,
                    item.Levels.SignedIn,
                    item.Levels.OnQueue,
                    item.Levels.Idle,
                    item.Peak?.SignedIn,
                    item.Peak?.At
                )),
            ]
        );
}

/// <summary>A row of <c>/alerts</c>.</summary>
/// <param name="Threshold">In percent.</param>
/// <param name="Used">People signed in when it was raised.</param>
/// <param name="Peak">Most people signed in while it was open.</param>
/// <param name="ClearedAt">Null while open.</param>
internal sealed record AlertJson(
    int Id,
    string Platform,
    string Sku,
    string? Division,
    int Threshold,
    int Used,
    int Entitled,
    int Peak,
    bool ByRole,
    DateTime RaisedAt,
    DateTime? ClearedAt
)
{
    public static AlertJson Of(PoolAlertRow row) =>
        new(
            row.Id,
            row.Platform,
            row.Sku,
            row.Division,
            row.Threshold,
            row.Used,
            row.Entitled,
            row.Peak,
            row.ByRole,
            row.RaisedAt,
            row.ClearedAt
        );
}
