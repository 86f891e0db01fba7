using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Reviews;

/// <summary>
/// One month's review of one platform: opens on the 1st, is due on the last day. It holds the ready and review rows that are open when it
/// opens and those raised until its last day; each viewer sees their scope of it. What is undecided at its end carries over to the next
/// with its age.
/// </summary>
public sealed class MonthlyReview
{
    public ReviewId Id { get; init; } = ReviewId.New();

    public required int PlatformKey { get; init; }

    /// <summary>First day of the month.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>Local day it opened: the 1st, or later in the month in which a platform is first evaluated.</summary>
    public required DateOnly OpenedOn { get; init; }

    /// <summary>UTC; rows decided since then count as decided in it.</summary>
    public required DateTime OpenedAt { get; init; }

    public DateOnly DueOn => Month.AddMonths(1).AddDays(-1);

    public static MonthlyReview Open(int platformKey, DateOnly today, DateTime now) =>
        new()
        {
            PlatformKey = platformKey,
            Month = new DateOnly(today.Year, today.Month, 1),
            OpenedOn = today,
            OpenedAt = now,
        };

    public int DaysLeft(DateOnly today) => Math.Max(0, DueOn.DayNumber - today.DayNumber);
}
