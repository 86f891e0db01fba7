using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Reviews;

/// <summary>
/// The monthly review of one platform. Opens on the first and is due on the last day of the month. Contains the ready and review rows
/// open at its start and those raised until its last day; each viewer sees their part of it. Undecided rows carry over to the next
/// review.
/// </summary>
public sealed class MonthlyReview
{
    public ReviewId Id { get; init; } = ReviewId.New();

    public required int PlatformKey { get; init; }

    /// <summary>First day of the month.</summary>
    public required DateOnly Month { get; init; }

    /// <summary>Local day it opened: the first of the month, or later in the month in which a platform is first evaluated.</summary>
    public required DateOnly OpenedOn { get; init; }

    /// <summary>UTC; rows decided from then on count as decided in this review.</summary>
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
