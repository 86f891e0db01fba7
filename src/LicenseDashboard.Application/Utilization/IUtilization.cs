using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Utilization;

namespace LicenseDashboard.Application.Utilization;

/// <summary>
/// Who uses what now, and how it was. Answers come from memory, so that any number of open pages costs one read of the database a second.
/// Managers see their reporting line; whoever may see no people at all is refused as forbidden. What is not known is null, never zero.
/// </summary>
public interface IUtilization
{
    /// <summary>
    /// Raised at most once a second when a figure, an alert, or the state of the feed has changed. On a worker thread: components use
    /// their own dispatcher.
    /// </summary>
    event Action? Changed;

    Task<Outcome<UtilizationNow>> NowAsync(Viewer viewer, UtilizationQuery query, CancellationToken ct);

    Task<Outcome<UtilizationCurve>> CurveAsync(Viewer viewer, CurveQuery query, CancellationToken ct);

    /// <summary>The people behind a figure: the same filter gives the same number.</summary>
    Task<Outcome<PagedResult<LivePersonRow>>> PeopleAsync(Viewer viewer, LivePeopleQuery query, Page page, CancellationToken ct);

    /// <summary>Levels of several days for programs and for patterns by weekday and hour.</summary>
    Task<Outcome<UtilizationHistory>> HistoryAsync(Viewer viewer, HistoryQuery query, CancellationToken ct);

    /// <summary>Alerts of pools, the newest first. Can be paged by <see cref="Page.After"/>.</summary>
    Task<Outcome<PagedResult<PoolAlertRow>>> AlertsAsync(Viewer viewer, AlertQuery query, Page page, CancellationToken ct);

    /// <summary>Open alerts of all platforms, worst first, from memory: for the bell. Empty for viewers who may not see them.</summary>
    Task<IReadOnlyList<PoolAlertRow>> OpenAlertsAsync(Viewer viewer, CancellationToken ct);
}

/// <summary>By what people are grouped.</summary>
public enum UtilizationGroup
{
    Tier,
    Division,
    Department,

    /// <summary>The manager a person reports to directly.</summary>
    Manager,

    /// <summary>Groups of the vendor's directory, which serve as teams. A person counts in each of theirs.</summary>
    Group,
}

/// <summary>Which of the live figures.</summary>
public enum LiveShow
{
    SignedIn,
    OnQueue,

    /// <summary><see cref="IdleAtKeyboard"/> or <see cref="Waiting"/>.</summary>
    Idle,

    /// <summary>Presence idle: nothing typed or clicked.</summary>
    IdleAtKeyboard,

    /// <summary>On queue, waiting for work.</summary>
    Waiting,

    /// <summary>The vendor has not said where they are.</summary>
    Unknown,

    /// <summary>All active people, wherever they are.</summary>
    Everyone,
}

/// <summary>How the licenses of a person are known.</summary>
public enum TierSource
{
    /// <summary>From the licenses the vendor lists for each person.</summary>
    Seat,

    /// <summary>From the roles, because the contract counts people who are there at the same time. Shown as "by role".</summary>
    Role,

    /// <summary>Not known for anyone: the split by license is unknown, the total stands.</summary>
    Unknown,
}

/// <summary>Restricts figures and lists. Empty parts restrict nothing.</summary>
public record LiveFilter
{
    /// <summary>Key of a platform; null means the first.</summary>
    public string? Platform { get; init; }

    /// <summary>Base SKUs; <see cref="NoTier"/> for people without one or whose license is unknown.</summary>
    public IReadOnlyList<string> Tiers { get; init; } = [];

    /// <summary>Any SKU, also an add-on; null means all.</summary>
    public string? Sku { get; init; }

    /// <summary>Names.</summary>
    public IReadOnlyList<string> Divisions { get; init; } = [];

    /// <summary>Names.</summary>
    public IReadOnlyList<string> Departments { get; init; } = [];

    /// <summary>Vendor's ID of a manager: everyone below them.</summary>
    public string? Manager { get; init; }

    /// <summary>Vendor's ID of a manager: only who reports to them directly. <see cref="NoName"/> for people without a manager.</summary>
    public string? ReportsTo { get; init; }

    /// <summary>Vendor's ID of a group of the directory.</summary>
    public string? Group { get; init; }

    /// <summary>The word for a missing tier in filters, groups and addresses.</summary>
    public const string NoTier = "none";

    /// <summary>The word for a missing division, department, manager or group.</summary>
    public const string NoName = "none";
}

public sealed record UtilizationQuery : LiveFilter
{
    public UtilizationGroup GroupBy { get; init; } = UtilizationGroup.Tier;
}

public sealed record LivePeopleQuery : LiveFilter
{
    public LiveShow Show { get; init; } = LiveShow.SignedIn;

    /// <summary>One of <see cref="LivePeopleSort.Fields"/>, with a leading <c>-</c> for descending.</summary>
    public string Sort { get; init; } = LivePeopleSort.Default;
}

public static class LivePeopleSort
{
    /// <summary>Idle longest first: the longest idle time, then who isn't idle by name.</summary>
    public const string Default = "idleSince";

    /// <summary>idleSince, since (of the presence), name, tier.</summary>
    public static readonly IReadOnlyList<string> Fields = ["idleSince", "since", "name", "tier"];
}

/// <summary>Live figures of some people. Null figures are unknown.</summary>
/// <param name="AsOf">UTC time of which the figures are; null if nothing was ever known.</param>
/// <param name="UnknownSince">UTC time since when they are unknown; null while they are known. Set even if nothing was ever known.</param>
public sealed record LiveCount(int? SignedIn, int? OnQueue, int? IdleAtKeyboard, int? Waiting, DateTime? AsOf, DateTime? UnknownSince)
{
    public int? Idle => IdleAtKeyboard + Waiting;

    public int? Of(LiveShow show) =>
        show switch
        {
            LiveShow.SignedIn => SignedIn,
            LiveShow.OnQueue => OnQueue,
            LiveShow.Idle => Idle,
            LiveShow.IdleAtKeyboard => IdleAtKeyboard,
            LiveShow.Waiting => Waiting,
            LiveShow.Unknown or LiveShow.Everyone => null,
        };
}

/// <summary>One group of people.</summary>
/// <param name="Key">
/// Value for the filter of this grouping: SKU ID, division name, department name, or the vendor's ID of a manager or group;
/// <see cref="LiveFilter.NoName"/> for people without.
/// </param>
/// <param name="Name">Display name; for tiers the SKU ID. Null for people without.</param>
/// <param name="People">Members visible to the viewer, signed in or not.</param>
/// <param name="Unknown">Members of whom the vendor has not said where they are. Not part of any figure.</param>
/// <param name="Entitled">Contracted licenses; only for tiers, if the viewer sees everyone and nothing else is filtered.</param>
public sealed record UtilizationRow(string Key, string? Name, int People, LiveCount Count, int Unknown, int? Entitled)
{
    /// <summary>Contracted minus signed in; null if either is unknown.</summary>
    public int? Headroom => Entitled - Count.SignedIn;
}

/// <summary>A pool that can run full: a SKU of the contract, or a SKU in a division with a limit in the settings.</summary>
/// <param name="Division">Name; null for the whole organization.</param>
/// <param name="Used">Signed-in holders; null if unknown.</param>
/// <param name="ByRole">True if holders are taken from the roles.</param>
/// <param name="LicenseUnknown">
/// Signed-in people whose license is unknown, because the vendor was not asked about their roles: up to so many more than
/// <paramref name="Used"/> may be in use.
/// </param>
/// <param name="RaisedAt">The highest threshold with an open alert, in percent; null if none.</param>
public sealed record PoolLevel(
    string Sku,
    string? Division,
    int? Used,
    int Entitled,
    bool ByRole,
    int LicenseUnknown,
    int? RaisedAt,
    DateTime? AsOf,
    DateTime? UnknownSince
)
{
    /// <summary>Null if unknown, or while the license of a signed-in person is unknown.</summary>
    public int? Headroom => LicenseUnknown == 0 ? Entitled - Used : null;

    /// <summary>Rounded down, so 100 means full. A minimum while the license of a signed-in person is unknown.</summary>
    public int? Percent => Used is { } used && Entitled > 0 ? (int)(used * 100L / Entitled) : null;
}

/// <summary>One source of figures.</summary>
/// <param name="AsOf">UTC time of its last complete answer; null if there was none.</param>
/// <param name="EverySeconds">How often it is asked; null if it is not asked at all.</param>
/// <param name="UnknownSince">UTC time since when its figures are unknown; null while they are known.</param>
/// <param name="Failure">In plain words; null while it works.</param>
public sealed record LiveSource(DateTime? AsOf, int? EverySeconds, DateTime? UnknownSince, string? Failure);

/// <summary>How changes reach us between sweeps.</summary>
public enum LivePushState
{
    /// <summary>The vendor or the size of the organization doesn't allow it: the sweep alone.</summary>
    Off,

    /// <summary>Being opened.</summary>
    Opening,
    Open,

    /// <summary>A socket closed or fell silent; it is opened again.</summary>
    Lost,
}

/// <summary>What the feed says of itself.</summary>
/// <param name="Exists">False if the connector of the platform has no presence, or if no instance has run the feed yet.</param>
/// <param name="Counts">Totals.</param>
/// <param name="Sweep">Everyone's presence.</param>
/// <param name="UnknownEvents">Events of people who are not in the directory, since the feed began.</param>
public sealed record LiveFeedStatus(
    bool Exists,
    LiveSource Counts,
    LiveSource Sweep,
    LivePushState Push,
    DateTime? PushSince,
    string? PushFailure,
    long UnknownEvents
);

/// <param name="Platform">Key of the platform.</param>
/// <param name="TimeZone">IANA ID.</param>
/// <param name="At">UTC time of this answer.</param>
/// <param name="Tick">Grows with every change; equal ticks have equal figures, except for ages.</param>
/// <param name="Totals">
/// Of everyone if the viewer sees everyone and nothing is filtered (then by the vendor's own totals), otherwise of the visible people.
/// </param>
/// <param name="IsWhole">True if <paramref name="Totals"/> are the vendor's own totals, which include people who are in no group.</param>
/// <param name="People">Active people in the filter who are visible to the viewer.</param>
/// <param name="Unknown">Those of whom the vendor has not said where they are; not part of any figure.</param>
/// <param name="Entitled">Contracted base licenses; null if unknown, hourly, or not for this viewer.</param>
/// <param name="Rows">Groups, largest first; the one without a name last.</param>
public sealed record UtilizationNow(
    string Platform,
    string TimeZone,
    DateTime At,
    long Tick,
    LiveCount Totals,
    bool IsWhole,
    int People,
    int Unknown,
    int? Entitled,
    TierSource Tiers,
    UtilizationGroup GroupBy,
    IReadOnlyList<UtilizationRow> Rows,
    IReadOnlyList<PoolLevel> Pools,
    LiveFeedStatus Feed
)
{
    public int? Headroom => Entitled - Totals.SignedIn;
}

/// <param name="Id">Vendor's ID.</param>
/// <param name="Tier">Base SKU; null if they hold none or it is unknown (<paramref name="TierKnown"/>).</param>
/// <param name="PresenceSince">UTC; the time we first saw it if the vendor didn't say. Null if unknown.</param>
/// <param name="RoutingSince">The same of the routing status.</param>
/// <param name="IdleSince">UTC time since when they are idle at the keyboard or waiting for work; null if they are neither.</param>
public sealed record LivePersonRow(
    string Id,
    string Name,
    string? Division,
    string? Department,
    string? Manager,
    string? Tier,
    bool TierKnown,
    bool ByRole,
    PresenceKind Presence,
    DateTime? PresenceSince,
    RoutingKind Routing,
    DateTime? RoutingSince,
    DateTime? IdleSince
);
