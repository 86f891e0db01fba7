using LicenseDashboard.Application.Utilization;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Utilization;
using LicenseDashboard.Web.Ui;

namespace LicenseDashboard.Web.Utilization;

/// <summary>
/// What the live figures are called. "Idle" is Genesys Cloud's own name for a presence and a routing status, and is used for nothing
/// else: a license without use is inactive.
/// </summary>
internal static class UtilizationWords
{
    public static string Of(LiveShow show) =>
        show switch
        {
            LiveShow.SignedIn => "Signed in",
            LiveShow.OnQueue => "On queue",
            LiveShow.Idle => "Idle",
            LiveShow.IdleAtKeyboard => "Idle at the keyboard",
            LiveShow.Waiting => "Waiting for work",
            LiveShow.Unknown => "Presence not known",
            LiveShow.Everyone => "Everyone",
        };

    public static string Key(LiveShow show) =>
        show switch
        {
            LiveShow.SignedIn => "signed-in",
            LiveShow.OnQueue => "on-queue",
            LiveShow.Idle => "idle",
            LiveShow.IdleAtKeyboard => "keyboard",
            LiveShow.Waiting => "waiting",
            LiveShow.Unknown => "unknown",
            LiveShow.Everyone => "everyone",
        };

    /// <summary>Null if there is no such word.</summary>
    public static LiveShow? ShowOf(string? word) =>
        Enum.GetValues<LiveShow>().Cast<LiveShow?>().FirstOrDefault(show => Key(show!.Value) == word);

    public static string Of(UtilizationGroup group) =>
        group switch
        {
            UtilizationGroup.Tier => "Tier",
            UtilizationGroup.Division => "Division",
            UtilizationGroup.Department => "Department",
            UtilizationGroup.Manager => "Manager",
            UtilizationGroup.Group => "Team",
        };

    public static string Key(UtilizationGroup group) => Of(group).ToLowerInvariant();

    /// <summary>Null if there is no such word.</summary>
    public static UtilizationGroup? GroupOf(string? word) =>
        Enum.GetValues<UtilizationGroup>().Cast<UtilizationGroup?>().FirstOrDefault(group => Key(group!.Value) == word);

    /// <summary>The name of a group of people; for those without one, what they are without.</summary>
    public static string NameOf(UtilizationRow row, UtilizationGroup by) =>
        row.Name is { } name
            ? by == UtilizationGroup.Tier
                ? SkuWords.Name(name)
                : name
            : by switch
            {
                UtilizationGroup.Tier => "No license, or not known",
                UtilizationGroup.Division => "No division",
                UtilizationGroup.Department => "No department",
                UtilizationGroup.Manager => "No manager",
                UtilizationGroup.Group => "No team",
            };

    public static string Of(PresenceKind presence) =>
        presence switch
        {
            PresenceKind.Unknown => "Not known",
            PresenceKind.Offline => "Offline",
            PresenceKind.Available => "Available",
            PresenceKind.OnQueue => "On queue",
            PresenceKind.Away => "Away",
            PresenceKind.Idle => "Idle",
        };

    /// <summary>What routing adds to the presence; null if nothing.</summary>
    public static string? Of(PresenceKind presence, RoutingKind routing) =>
        (presence, routing) switch
        {
            (PresenceKind.OnQueue, RoutingKind.Idle) => "waiting for work",
            (_, RoutingKind.Interacting) => "in an interaction",
            (_, RoutingKind.Communicating) => "on a call outside the queues",
            (_, RoutingKind.NotResponding) => "not responding",
            _ => null,
        };

    /// <summary>
    /// A pool: the license, for an add-on the tiers it belongs to (two add-ons may have one name), and the division if the pool is limited
    /// to one.
    /// </summary>
    public static string PoolOf(Catalogue catalogue, string sku, string? division) =>
        SkuWords.Name(sku)
        + (catalogue.Find(sku) is { Prerequisites: [_, ..] tiers } ? " for " + string.Join(" or ", tiers.Select(SkuWords.Name)) : "")
        + (division is null ? "" : $" in {division}");

    /// <summary>What a limit leaves, or by how much it is exceeded.</summary>
    public static string Left(int headroom) => headroom >= 0 ? $"{NumberText.Of(headroom)} left" : $"{NumberText.Of(-headroom)} over";

    /// <summary>How old a figure is: seconds matter here.</summary>
    public static string Age(TimeSpan age) =>
        age switch
        {
            { TotalSeconds: < 1 } => "now",
            { TotalMinutes: < 1 } => $"{(int)age.TotalSeconds} s ago",
            { TotalHours: < 1 } => $"{(int)age.TotalMinutes} min ago",
            { TotalDays: < 2 } => $"{(int)age.TotalHours} h ago",
            _ => $"{(int)age.TotalDays} days ago",
        };

    /// <summary>A time span in its two largest units down to minutes.</summary>
    public static string Minutes(TimeSpan span) =>
        span switch
        {
            { TotalMinutes: < 1 } => "under 1 min",
            { TotalHours: < 1 } => $"{span.Minutes} min",
            { TotalDays: < 1 } => $"{span.Hours} h {span.Minutes} min",
            _ => $"{(int)span.TotalDays} d {span.Hours} h",
        };

    /// <summary>How changes reach the page between two sweeps.</summary>
    public static string Of(LivePushState push, int? everySeconds) =>
        push switch
        {
            LivePushState.Open => "changes arrive as they happen",
            LivePushState.Opening => "opening the connection for changes",
            LivePushState.Lost => "the connection for changes is being restored",
            LivePushState.Off => everySeconds is { } seconds ? $"refreshed every {seconds} s" : "not refreshed",
        };
}
