using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static LicenseDashboard.Application.Tests.Overview.OverviewWorld;

namespace LicenseDashboard.Application.Tests.Overview;

/// <summary>What the Overview, the rail and the lists beside them count, on a real database.</summary>
public sealed class WaitingTests
{
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
                groups.All.Count,
                groups.Groups[RemediationGroup.ByHand].Count,
                groups.Groups[RemediationGroup.Overdue].Count,
                groups.Groups[RemediationGroup.Ended].Count
            )
        );
        var late = await bench
            .Get<RemediationList>()
            .RunAsync(bench.Manager, new RemediationFilter { Group = RemediationGroup.Overdue }, Page.First, CancellationToken.None);
        Assert.Equal(overdue, late.Value.Total);
        Assert.All(late.Value.Items, row => Assert.True(row.Overdue));
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
}
