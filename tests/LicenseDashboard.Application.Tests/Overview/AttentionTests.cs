using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Reviews;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;
using static LicenseDashboard.Application.Tests.Overview.OverviewWorld;

namespace LicenseDashboard.Application.Tests.Overview;

public sealed class AttentionTests
{
    [Fact]
    public async Task Passed_budget_is_named_to_those_who_see_money()
    {
        await using var bench = await SeededAsync();
        await using (var db = bench.Database.Open())
        {
            await db.FillBillsAsync();
            db.Budgets.Add(
                new Budget
                {
                    PlatformKey = 1,
                    Year = 2026,
                    Currency = "USD",
                    Micros = 13_000 * BilledWorld.Dollar,
                }
            );
            await db.SaveChangesAsync();
        }

        var item = Assert.Single(
            await bench.Get<Attention>().RunAsync(A.Auditor, null, CancellationToken.None),
            item => item.Kind == AttentionKind.BudgetPassed
        );
        Assert.Equal((2026, "USD"), (item.Count, item.Over?.Currency));
        Assert.DoesNotContain(
            await bench.Get<Attention>().RunAsync(bench.Manager, null, CancellationToken.None),
            item => item.Kind == AttentionKind.BudgetPassed
        );
    }

    [Fact]
    public async Task Attention_names_what_is_broken_before_what_waits()
    {
        await using var bench = await SeededAsync(readOnly: true);
        await bench.ApproveAsync(1);
        await bench.Get<OpenMonthlyReview>().RunAsync(AdviceBench.Night, bench.Platform, CancellationToken.None);
        await using (var db = bench.Database.Open())
        {
            await db.Streams.ExecuteUpdateAsync(set =>
                set.SetProperty(s => s.CompleteThrough, bench.Today.AddDays(-9)).SetProperty(s => s.Failure, "The vendor is away.")
            );
            db.JobRuns.Add(
                new JobRun
                {
                    Job = "verify",
                    PlatformKey = 1,
                    StartedAt = bench.Now,
                    EndedAt = bench.Now,
                    Status = RunStatus.Failed,
                    Failure = "No answer.",
                    Instance = Guid.CreateVersion7(),
                    HeartbeatAt = bench.Now,
                }
            );
            await db.SaveChangesAsync();
        }

        var items = await bench.Get<Attention>().RunAsync(bench.Manager, null, CancellationToken.None);
        Assert.Equal(
            [AttentionKind.JobFailed, AttentionKind.StreamFailed, AttentionKind.ReviewUndecided, AttentionKind.HandedOver],
            items.Select(item => item.Kind)
        );
        Assert.Equal(("No answer.", "verify", 2, 1), (items[0].Failure, items[0].Job, items[2].Count, items[3].Count));
        var history = bench.Get<JobList>();
        Assert.Equal(
            (1, 0),
            (
                (await history.HistoryAsync(Auditor, null, "genesys", RunSort.Default, Page.First, CancellationToken.None)).Total,
                (await history.HistoryAsync(Auditor, null, "other", RunSort.Default, Page.First, CancellationToken.None)).Total
            )
        );
    }

    [Theory, InlineData(29, true), InlineData(32, false)]
    public async Task Verified_change_is_news_for_a_month_and_its_number_is_that_of_its_link(int daysLater, bool isNews)
    {
        await using var bench = await SeededAsync(readOnly: true);
        await bench.ApproveAsync(1);
        await using (var db = bench.Database.Open())
        {
            await db.Remediations.ExecuteUpdateAsync(set =>
                set.SetProperty(item => item.Status, RemediationStatus.Verified)
                    .SetProperty(item => item.VerifiedAt, bench.Clock.GetUtcNow().UtcDateTime)
            );
        }

        bench.Clock.Advance(TimeSpan.FromDays(daysLater));
        var news = (await bench.Get<Attention>().RunAsync(bench.Manager, null, CancellationToken.None)).SingleOrDefault(item =>
            item.Kind == AttentionKind.Verified
        );
        Assert.Equal(isNews, news is not null);
        var since = news?.Day ?? DateOnly.FromDateTime(bench.Clock.GetUtcNow().UtcDateTime).AddDays(-Attention.NewsDays);
        var rows = await bench
            .Get<RemediationList>()
            .RunAsync(
                bench.Manager,
                new RemediationFilter
                {
                    Group = RemediationGroup.Verified,
                    VerifiedSince = since.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
                },
                Page.First,
                CancellationToken.None
            );
        Assert.Equal(news?.Count ?? 0, rows.Value.Total);
    }

    [Fact]
    public async Task Attention_reminds_administrators_of_exemptions_that_end_soon()
    {
        await using var bench = await SeededAsync();
        await using (var db = bench.Database.Open())
        {
            db.Exemptions.AddRange(
                A.Exemption(AdviceBench.Key(0), to: bench.Today.AddDays(14)),
                A.Exemption(AdviceBench.Key(1), to: bench.Today.AddDays(15))
            );
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var attention = bench.Get<Attention>();
        Assert.Equal(
            1,
            (await attention.RunAsync(bench.Administrator, null, CancellationToken.None))
                .Single(item => item.Kind == AttentionKind.ExemptionsExpiring)
                .Count
        );
        Assert.DoesNotContain(
            await attention.RunAsync(bench.Manager, null, CancellationToken.None),
            item => item.Kind == AttentionKind.ExemptionsExpiring
        );
    }
}
