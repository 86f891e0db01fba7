using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.People;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Reviews;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Overview;

/// <summary>What the Overview, the rail and the lists beside them count, on a real database.</summary>
public sealed class WaitingTests
{
    private static readonly Viewer Auditor = new("Ann", "persona:ann", ViewerRoles.Auditor, []);

    [Fact]
    public async Task Downgrades_wait_on_whoever_may_decide_them()
    {
        await using var bench = await SeededAsync();
        var waiting = bench.Get<WaitingOn>();
        Assert.Equal(3, (await waiting.RunAsync(bench.Manager, null, CancellationToken.None)).Downgrades);
        Assert.Equal(3, (await waiting.RunAsync(bench.Manager, "genesys", CancellationToken.None)).Downgrades);
        Assert.Equal(0, (await waiting.RunAsync(bench.Manager, "other", CancellationToken.None)).Downgrades);
        Assert.Equal(0, (await waiting.RunAsync(bench.Administrator, null, CancellationToken.None)).Downgrades);
        Assert.Equal(0, (await waiting.RunAsync(Auditor, null, CancellationToken.None)).Downgrades);
        Assert.Equal(
            3,
            (
                await waiting.RunAsync(
                    bench.Administrator with
                    {
                        Roles = ViewerRoles.Administrator | ViewerRoles.OperationsManager,
                        Scopes = bench.Manager.Scopes,
                    },
                    null,
                    CancellationToken.None
                )
            ).Downgrades
        );
    }

    [Theory, InlineData(13, 0), InlineData(15, 1)]
    public async Task Handed_over_change_waits_and_is_overdue_after_two_weeks(int days, int overdue)
    {
        await using var bench = await SeededAsync(readOnly: true);
        await bench.ApproveAsync(1);
        bench.Clock.Advance(TimeSpan.FromDays(days));
        var counts = await bench.Get<WaitingOn>().RunAsync(bench.Manager, null, CancellationToken.None);
        Assert.Equal((2, 1, overdue, 0), (counts.Downgrades, counts.HandedOver, counts.Overdue, counts.Failed));
        Assert.Equal(0, (await bench.Get<WaitingOn>().RunAsync(Auditor, null, CancellationToken.None)).Remediations);
        var groups = (
            await bench
                .Get<RemediationList>()
                .CountsAsync(bench.Manager, new RemediationFilter { Statuses = [RemediationStatus.Failed] }, CancellationToken.None)
        ).Value;
        Assert.Equal(
            (1, 1, overdue, 0),
            (
                groups.All,
                groups.Groups[RemediationGroup.ByHand],
                groups.Groups[RemediationGroup.Overdue],
                groups.Groups[RemediationGroup.Ended]
            )
        );
        var late = await bench
            .Get<RemediationList>()
            .RunAsync(bench.Manager, new RemediationFilter { Group = RemediationGroup.Overdue }, Page.First, CancellationToken.None);
        Assert.Equal(overdue, late.Value.Total);
        Assert.All(late.Value.Items, row => Assert.True(row.Overdue));
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
                (await history.HistoryAsync(Auditor, null, "genesys", Page.First, CancellationToken.None)).Total,
                (await history.HistoryAsync(Auditor, null, "other", Page.First, CancellationToken.None)).Total
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

    [Fact]
    public async Task Remediations_are_found_by_text_and_exported_whole()
    {
        await using var bench = await SeededAsync();
        await bench.ApproveAsync(1);
        await bench.ApproveAsync(2);
        var list = bench.Get<RemediationList>();
        Assert.Equal(
            "Person 002",
            Assert
                .Single(
                    (await list.RunAsync(bench.Manager, new RemediationFilter { Text = "PERSON 002" }, Page.First, CancellationToken.None))
                        .Value
                        .Items
                )
                .Name
        );
        Assert.Equal(2, await list.ExportAsync(bench.Manager, new RemediationFilter(), CancellationToken.None).CountAsync());
        Assert.Equal(
            0,
            await list.ExportAsync(bench.Manager, new RemediationFilter { Platform = "none" }, CancellationToken.None).CountAsync()
        );
    }

    [Fact]
    public async Task Tier_counts_its_open_rows_that_are_not_protected()
    {
        await using var bench = await SeededAsync();
        Assert.Equal(
            [new("cloudCX3", new TierFinding(3, 0))],
            await bench.Get<TierFindings>().RunAsync(Auditor, null, CancellationToken.None)
        );
        await bench.ApproveAsync(1);
        Assert.Equal(
            [new("cloudCX3", new TierFinding(2, 0))],
            await bench.Get<TierFindings>().RunAsync(bench.Manager, null, CancellationToken.None)
        );
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task People_behind_a_number_are_as_many_as_it_says(bool known)
    {
        await using var bench = await SeededAsync();
        await SeenAsync(bench, known);
        var count = Assert.Single(await bench.Get<SeatSummary>().RunAsync(Auditor, null, CancellationToken.None));
        Assert.Equal(known ? (4, 1, 3, 0) : (4, 1, 0, 3), (count.Assigned, count.Active, count.Idle, count.Unknown));
        foreach (
            var (activity, expected) in new (Activity?, int)[]
            {
                (null, count.Assigned),
                (Activity.Active, count.Active),
                (Activity.Idle, count.Idle),
                (Activity.Unknown, count.Unknown),
            }
        )
        {
            var page = await bench
                .Get<SeatHolders>()
                .RunAsync(Auditor, new SeatHolderFilter { Sku = count.Sku, Activity = activity }, Page.First, CancellationToken.None);
            Assert.Equal(expected, page.Total);
            Assert.All(page.Items, person => Assert.Equal(activity ?? person.Activity, person.Activity));
        }
    }

    [Fact]
    public async Task Search_finds_people_in_scope_with_the_row_that_stands_for_them()
    {
        await using var bench = await SeededAsync();
        var holders = bench.Get<SeatHolders>();
        var found = Assert.Single(
            (await holders.RunAsync(bench.Manager, new SeatHolderFilter { Text = "son 001" }, Page.First, CancellationToken.None)).Items
        );
        Assert.Equal(
            ("Person 001", (await bench.RowAsync(1)).Id.Value, "Maria Okafor"),
            (found.Name, found.RecommendationId, found.Manager)
        );
        Assert.Equal(
            0,
            (await holders.RunAsync(bench.Manager, new SeatHolderFilter { Text = "100%_" }, Page.First, CancellationToken.None)).Total
        );
        Assert.Equal(
            0,
            (await holders.RunAsync(bench.Manager with { Scopes = [] }, new SeatHolderFilter(), Page.First, CancellationToken.None)).Total
        );
    }

    [Theory, InlineData(0, 0), InlineData(1, 1), InlineData(150, 25), InlineData(5000, 100)]
    public void Budget_is_what_could_have_been_asked_in_the_minutes_it_ran(long requests, int percent)
    {
        var start = new DateTime(2026, 11, 20, 2, 0, 0, DateTimeKind.Utc);
        Assert.Equal(
            percent,
            ImportBudget.PercentUsed(
                new ImportRow(
                    Guid.CreateVersion7(),
                    "genesys",
                    "usage",
                    RunStatus.Succeeded,
                    start,
                    start.AddSeconds(90),
                    requests,
                    0,
                    "",
                    0,
                    0,
                    ""
                ),
                start
            )
        );
    }

    /// <summary>Four people with CX 3: one protected, three to decide.</summary>
    private static async Task<AdviceBench> SeededAsync(bool readOnly = false)
    {
        var bench = await AdviceBench.CreateAsync(
            people: 4,
            readOnly: readOnly,
            more: services => services.AddJobUseCases().AddSingleton<Freshness>().AddSingleton<SeatSummary>()
        );
        await bench.RaiseAsync([.. Enumerable.Range(0, 4).Select(n => bench.Found(n, lane: n == 0 ? Lane.Protected : Lane.Ready))]);
        return bench;
    }

    /// <summary>Person 0 was there yesterday; presence covers the last 30 days, or all but one.</summary>
    private static async Task SeenAsync(AdviceBench bench, bool known)
    {
        await using var db = bench.Database.Open();
        var complete = bench.Today.AddDays(-1);
        var stream = new StreamStatus
        {
            PlatformKey = 1,
            Name = StreamStatus.Presence,
            State = StreamState.Served,
            CompleteThrough = complete,
            FirstDay = complete.AddDays(-100),
        };
        db.Streams.Add(stream);
        await db.SaveChangesAsync();
        db.PersonDays.Add(
            new PersonDays
            {
                PersonKey = AdviceBench.Key(0),
                LastDay = FactDay.Of(complete),
                Recent = 1,
                Earlier = 0,
                FirstPresentOn = FactDay.Of(complete),
            }
        );
        db.Coverage.AddRange(
            Enumerable
                .Range(0, SeatSummary.Days - (known ? 0 : 1))
                .Select(back => new Coverage
                {
                    StreamKey = stream.Key,
                    Day = FactDay.Of(complete.AddDays(-back)),
                    DivisionKey = 0,
                })
        );
        await db.SaveChangesAsync();
    }
}
