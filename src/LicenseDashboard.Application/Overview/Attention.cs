using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Reviews;
using LicenseDashboard.Application.Spend;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Overview;

/// <summary>What can need attention, in display order: first what is broken, then what is waiting, then what is good to know.</summary>
public enum AttentionKind
{
    RemediationsFailed,
    JobFailed,

    /// <summary>Held by the breaker.</summary>
    LeaversHeld,
    LeaversToMatch,
    LeaversReturned,
    StreamFailed,
    StreamLate,
    ReviewUndecided,
    Reclamations,
    Overdue,
    HandedOver,
    BudgetPassed,
    ExemptionsExpiring,
    DivisionsHidden,
    Verified,
}

/// <summary>One item. Values that don't apply are null or zero.</summary>
/// <param name="Platform">Null if it concerns everything the viewer sees.</param>
/// <param name="Part">How many of <paramref name="Count"/> are worse: carried over, overdue, due.</param>
/// <param name="Day">
/// Depending on the kind: the month of a review, how far a stream is complete, since when (UTC) something is counted, or the next due
/// day.
/// </param>
/// <param name="DaysLeft">Days left in a review.</param>
/// <param name="Failure">Message of a failure.</param>
/// <param name="Job">Name of a job, as in links.</param>
public sealed record AttentionItem(
    AttentionKind Kind,
    string? Platform,
    int Count,
    int Part = 0,
    DateOnly? Day = null,
    int DaysLeft = 0,
    string Failure = "",
    string Job = ""
)
{
    /// <summary>Titles of jobs, or names of streams or divisions.</summary>
    public IReadOnlyList<string> Subjects { get; init; } = [];

    /// <summary>What a forecast is above its budget; the year is <see cref="Count"/>.</summary>
    public Money? Over { get; init; }
}

/// <summary>What needs attention now, for one viewer.</summary>
public sealed class Attention(
    IDbContextFactory<LicenseDb> dbs,
    WaitingOn waiting,
    LeaverList leavers,
    ReviewProgress reviews,
    JobList jobs,
    Freshness freshness,
    ExemptionList exemptions,
    SpendForecast spend,
    TimeProvider clock
)
{
    /// <summary>Days for which a verified change is reported.</summary>
    public const int NewsDays = 30;

    /// <param name="platform">Key of a platform; null means all.</param>
    public async Task<IReadOnlyList<AttentionItem>> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        var items = new List<AttentionItem>();
        var counts = await waiting.RunAsync(viewer, platform, ct);
        Add(AttentionKind.RemediationsFailed, counts.Failed);
        Add(AttentionKind.Overdue, counts.Overdue);
        var left = await leavers.CountsAsync(viewer, ct);
        Add(AttentionKind.LeaversHeld, left[LeaverView.Held]);
        Add(AttentionKind.LeaversToMatch, left[LeaverView.Ambiguous]);
        Add(AttentionKind.LeaversReturned, left[LeaverView.Returned]);
        Add(AttentionKind.HandedOver, counts.HandedOver, counts.Overdue);
        if (viewer.MayOperate)
        {
            // The reminder goes to people who can act on it.
            Add(AttentionKind.ExemptionsExpiring, await exemptions.ExpiringAsync(viewer, platform, ct));
        }

        Add(AttentionKind.Reclamations, counts.Unused, counts.Reclamations, counts.NextDueOn);
        foreach (var review in await reviews.RunAsync(viewer, platform, ct))
        {
            if (review.Undecided > 0)
            {
                items.Add(
                    new AttentionItem(
                        AttentionKind.ReviewUndecided,
                        review.Platform,
                        review.Undecided,
                        review.CarriedOver,
                        Day: review.Month,
                        DaysLeft: review.DaysLeft
                    )
                );
            }
        }

        items.AddRange(
            (await jobs.RunAsync(viewer, ct))
                .Where(job => IsMine(job.Platform) && job is { Running: null, Last.Status: RunStatus.Failed })
                .Select(job => new AttentionItem(AttentionKind.JobFailed, job.Platform, 1, Failure: job.Last!.Failure, Job: job.Job)
                {
                    Subjects = [job.Title],
                })
        );
        // What the first import has not reached yet is not late; streams that are late together are one item.
        items.AddRange(
            (await freshness.RunAsync(viewer, ct))
                .Where(stream => IsMine(stream.Platform) && (stream.Failure.Length > 0 || (stream.Late && stream.PulledAt is not null)))
                .GroupBy(stream => (stream.Platform, stream.Failure))
                .Select(same => new AttentionItem(
                    same.Key.Failure.Length > 0 ? AttentionKind.StreamFailed : AttentionKind.StreamLate,
                    same.Key.Platform,
                    same.Count(),
                    Day: same.Min(stream => stream.CompleteThrough),
                    Failure: same.Key.Failure
                )
                {
                    Subjects = [.. same.Select(stream => stream.Stream)],
                })
        );

        items.AddRange(
            (await freshness.HiddenDivisionsAsync(viewer, ct))
                .Where(hidden => IsMine(hidden.Platform))
                .GroupBy(hidden => hidden.Platform)
                .Select(hidden => new AttentionItem(
                    AttentionKind.DivisionsHidden,
                    hidden.Key,
                    hidden.Select(each => each.DivisionKey).Distinct().Count()
                )
                {
                    Subjects = [.. hidden.Select(each => each.Division).Distinct()],
                })
        );
        items.AddRange(await BudgetsAsync(viewer, platform, ct));
        var since = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime).AddDays(-NewsDays);
        Add(AttentionKind.Verified, await VerifiedAsync(viewer, platform, since, ct), day: since);
        return [.. items.OrderBy(item => item.Kind)];

        void Add(AttentionKind kind, int count, int part = 0, DateOnly? day = null)
        {
            if (count > 0)
            {
                items.Add(new AttentionItem(kind, platform, count, part, Day: day));
            }
        }

        bool IsMine(string name) => platform is null || name == platform;
    }

    /// <summary>Budgets of this year and later ones that the forecast passes, for those who see money.</summary>
    private async Task<IEnumerable<AttentionItem>> BudgetsAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        if (!viewer.SeesMoney)
        {
            return [];
        }

        var year = clock.GetUtcNow().Year;
        return (await spend.RunAsync(viewer, platform, ct)).Value.SelectMany(one =>
            one.Budgets.Where(budget => budget.Check.IsPassed && budget.Check.Year >= year)
                .Select(budget => new AttentionItem(
                    AttentionKind.BudgetPassed,
                    one.Platform,
                    budget.Check.Year,
                    Day: budget.Check.PassedIn is { } month ? MonthNumber.First(month) : null
                )
                {
                    Over = new Money(budget.Check.OverMicros, budget.Currency),
                })
        );
    }

    private async Task<int> VerifiedAsync(Viewer viewer, string? platform, DateOnly day, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var since = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        var rows = db
            .Recommendations.AsNoTracking()
            .VisibleTo(viewer)
            .Where(r => platform == null || db.Platforms.Any(p => p.Key == r.PlatformKey && p.Name == platform));
        return await db
            .Remediations.Where(i => i.Status == RemediationStatus.Verified && i.VerifiedAt >= since)
            .Join(rows, item => item.RecommendationId, row => row.Id, (item, _) => item.Id)
            .CountAsync(ct);
    }
}
