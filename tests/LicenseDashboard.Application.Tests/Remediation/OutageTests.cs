using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>Approvals while the vendor can't be reached: they wait, cost no attempt, and go on by themselves.</summary>
public sealed class OutageTests
{
    private const string Route = "GET /api/v2/users/{userId}";

    [Fact]
    public async Task Approval_waits_through_an_hour_without_the_vendor_and_is_verified_after_it()
    {
        await using var bench = await ApprovedAsync();
        Lose(bench);
        await bench.WorkAsync(TimeSpan.FromHours(1));
        var waiting = await bench.ItemAsync(0);
        Assert.Equal((RemediationStatus.Planned, 0, ""), (waiting.Status, waiting.Attempts, waiting.Error));
        bench.Get<VendorReach>().Answered("genesys");
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
    }

    [Theory, InlineData("Seat"), InlineData("Add"), InlineData("Remove")]
    public async Task Change_underway_when_the_vendor_goes_away_costs_no_attempt_and_writes_once(string call)
    {
        await using var bench = await ApprovedAsync();
        bench.Vendor.Passing = (name, moment) =>
        {
            if (moment == "before" && name.StartsWith(call, StringComparison.Ordinal))
            {
                Lose(bench);
                throw Unreached();
            }
        };
        await bench.WorkAsync(TimeSpan.FromMinutes(20));
        var waiting = await bench.ItemAsync(0);
        Assert.Equal((RemediationStatus.Executing, 0, null), (waiting.Status, waiting.Attempts, waiting.Lease));
        bench.Vendor.Passing = null;
        bench.Get<VendorReach>().Answered("genesys");
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RemediationStatus.Verified, (await bench.ItemAsync(0)).Status);
        Assert.Equal(["p0 +voice@*", "p0 -omni@*"], bench.Vendor.Journal);
    }

    [Fact]
    public async Task One_unanswered_request_while_the_vendor_answers_others_is_a_failure_as_before()
    {
        await using var bench = await ApprovedAsync();
        bench.Vendor.Passing = (_, _) => throw Unreached();
        await bench.WorkAsync(TimeSpan.FromSeconds(32));
        var item = await bench.ItemAsync(0);
        Assert.Equal((RemediationStatus.Failed, 1), (item.Status, item.Attempts));
        var row = await RowAsync(bench, bench.Manager);
        Assert.Equal((item.DueAt, false, false), (row.NextTryAt, row.OutOfReach, row.MayReadDetails));
        Assert.True((await RowAsync(bench, bench.Administrator)).MayReadDetails);
    }

    [Fact]
    public async Task List_and_bar_say_what_waits_for_whom_they_are_shown_to()
    {
        await using var bench = await ApprovedAsync();
        var since = bench.Now;
        Lose(bench);
        Assert.True((await RowAsync(bench, bench.Manager)).OutOfReach);
        var outages = bench.Get<Outages>();
        var manager = Assert.Single(await outages.RunAsync(bench.Manager, CancellationToken.None));
        Assert.Equal(
            ("genesys", since, 1, false, null),
            (manager.Platform, manager.Since, manager.Changes, manager.ImportsWait, manager.Details)
        );
        var stranger = bench.Manager with { Scopes = [new ReportingScope(1, 99, 5_000_000, 6_000_000)] };
        Assert.Equal(0, Assert.Single(await outages.RunAsync(stranger, CancellationToken.None)).Changes);
        Assert.Equal(Route, Assert.Single(await outages.RunAsync(bench.Administrator, CancellationToken.None)).Details!.Route);
        bench.Get<VendorReach>().Answered("genesys");
        Assert.Empty(await outages.RunAsync(bench.Manager, CancellationToken.None));
    }

    private static void Lose(AdviceBench bench)
    {
        var reach = bench.Get<VendorReach>();
        reach.Missed("genesys", new MissedAnswer(Route, null, "Connection refused (127.0.0.1:5490)"));
        reach.Confirm("genesys");
    }

    private static VendorException Unreached() =>
        new($"{Route} failed after 25 attempts: no whole answer: Connection refused") { Route = Route, Unreached = true };

    private static async Task<RemediationRow> RowAsync(AdviceBench bench, Viewer viewer) =>
        (await bench.Get<RemediationList>().OneAsync(viewer, (await bench.ItemAsync(0)).Id, CancellationToken.None))!;

    private static async Task<AdviceBench> ApprovedAsync()
    {
        var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        Assert.Null((await bench.ApproveAsync(0)).Refusal);
        return bench;
    }
}
