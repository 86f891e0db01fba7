using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Shared;
using Xunit;
using static LicenseDashboard.Application.Tests.Overview.OverviewWorld;

namespace LicenseDashboard.Application.Tests.Overview;

/// <summary>Every order that the head of a column asks for is one that the database knows, and a page continues the one before.</summary>
public sealed class ListOrderTests
{
    [Theory]
    [InlineData(RunSort.Default, "verify,usage,directory")]
    [InlineData("startedAt", "directory,usage,verify")]
    [InlineData("job", "directory,usage,verify")]
    [InlineData("-job", "verify,usage,directory")]
    [InlineData("status", "directory,verify,usage")]
    [InlineData("size", "verify,usage,directory")]
    public async Task Runs_come_in_the_order_asked_for(string sort, string expected)
    {
        await using var bench = await SeededAsync();
        await using (var db = bench.Database.Open())
        {
            db.JobRuns.AddRange(
                Run(bench, "directory", 1, RunStatus.Failed),
                Run(bench, "usage", 2, RunStatus.Succeeded),
                Run(bench, "verify", 3, RunStatus.Succeeded)
            );
            await db.SaveChangesAsync();
        }

        var list = bench.Get<JobList>();
        List<string> jobs = [];
        for (var page = 1; page <= 3; page++)
        {
            var read = await list.HistoryAsync(Auditor, null, null, sort, new Page(page, 1), CancellationToken.None);
            Assert.Equal(3, read.Total);
            jobs.AddRange(read.Items.Select(run => run.Job));
        }

        Assert.Equal(expected, string.Join(',', jobs));
    }

    [Theory]
    [InlineData(ImportList.DefaultSort, "30,10,20")]
    [InlineData("startedAt", "20,10,30")]
    [InlineData("rows", "10,20,30")]
    [InlineData("-requests", "10,20,30")]
    [InlineData("size", "30,10,20")]
    public async Task Imports_come_in_the_order_asked_for(string sort, string expected)
    {
        await using var bench = await SeededAsync();
        await using (var db = bench.Database.Open())
        {
            db.ImportRuns.AddRange(Import(bench, 2, 10, 9), Import(bench, 1, 20, 5), Import(bench, 3, 30, 2));
            await db.SaveChangesAsync();
        }

        var read = await new ImportList(bench.Database.Factory).RunAsync(
            Auditor,
            new ImportFilter { Sort = sort },
            Page.First,
            CancellationToken.None
        );
        Assert.Equal(expected, string.Join(',', read.Items.Select(run => run.Rows)));
    }

    [Fact]
    public async Task Remediations_come_in_every_order_that_is_offered()
    {
        await using var bench = await SeededAsync(readOnly: true);
        foreach (var person in Enumerable.Range(1, 3))
        {
            await bench.ApproveAsync(person);
        }

        var list = bench.Get<RemediationList>();
        foreach (var sort in RemediationList.Sorts.SelectMany(field => new[] { field, "-" + field }))
        {
            var read = await list.RunAsync(bench.Manager, new RemediationFilter { Sort = sort }, Page.First, CancellationToken.None);
            Assert.Equal(3, read.Value.Items.Count);
            if (sort.EndsWith("name", StringComparison.Ordinal))
            {
                var names = read.Value.Items.Select(row => row.Name).ToList();
                Assert.Equal(sort == "name" ? names.Order() : names.OrderDescending(), names);
            }
        }
    }

    private static JobRun Run(AdviceBench bench, string job, int hour, RunStatus status) =>
        new()
        {
            Job = job,
            PlatformKey = 1,
            StartedAt = bench.Now.AddHours(hour),
            EndedAt = bench.Now.AddHours(hour),
            Status = status,
            Instance = Guid.CreateVersion7(),
            HeartbeatAt = bench.Now,
        };

    private static ImportRun Import(AdviceBench bench, int hour, long rows, long requests) =>
        new()
        {
            PlatformKey = 1,
            Kind = ImportKinds.Usage,
            StartedAt = bench.Now.AddHours(hour),
            EndedAt = bench.Now.AddHours(hour),
            Status = RunStatus.Succeeded,
            Rows = rows,
            Requests = requests,
        };
}
