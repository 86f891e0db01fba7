using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

public sealed class LeaverSurgeTests
{
    [Theory, InlineData(0), InlineData(300)]
    public async Task Hour_in_which_the_breaker_held_shows_who_passed_up_to_the_limit(int minutesLater)
    {
        await using var bench = await LeaverBench.CreateAsync(40);
        for (var leaver = 1; leaver <= 12; leaver++)
        {
            await bench.SayAsync(leaver, active: false);
            bench.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        bench.Clock.Advance(TimeSpan.FromMinutes(minutesLater));
        var surge = Assert.Single(await RunAsync(bench, A.Auditor));
        Assert.Equal((10, 40, 2), (surge.Limit, surge.Seats, surge.Held));
        Assert.Equal((13, 60.0), (surge.Points.Count, (surge.Points[^1].At - surge.Points[0].At).TotalMinutes));
        Assert.Equal((0, 0), (surge.Points[0].Passed, surge.Points[0].Held));
        Assert.Equal((10, 2), (surge.Points[^1].Passed, surge.Points[^1].Held));
        Assert.Contains(surge.Points, point => point is { Passed: > 0 and < 10, Held: 0 });
        Assert.Empty(await RunAsync(bench, LeaverBench.Provider));
    }

    [Fact]
    public async Task Nobody_on_hold_has_no_such_hour()
    {
        await using var bench = await LeaverBench.CreateAsync(40);
        await bench.SayAsync(1, active: false);
        Assert.Empty(await RunAsync(bench, A.Administrator));
    }

    [Fact]
    public async Task Released_license_is_restored_from_the_processed_although_nobody_reported_a_return()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        var row = await RowAsync(bench);
        Assert.Equal((LeaverStatus.Planned, RemediationStatus.Verified, true), (row.Status, row.Remediation, row.MayRestore));
        var restored = await bench.Database.Get<RestoreLeaver>().RunAsync(A.Administrator, row.Id, CancellationToken.None);
        Assert.Equal(RemediationStatus.Restoring, restored.Value);
        row = await RowAsync(bench);
        Assert.Equal((LeaverStatus.Restored, false), (row.Status, row.MayRestore));
    }

    private static async Task<LeaverRow> RowAsync(LeaverBench bench)
    {
        var rows = await bench
            .Database.Get<LeaverList>()
            .RunAsync(A.Administrator, LeaverView.Recent, LeaverSort.Default, Page.First, CancellationToken.None);
        return Assert.Single(rows.Value.Items);
    }

    private static Task<IReadOnlyList<LeaverSurge>> RunAsync(LeaverBench bench, Viewer viewer) =>
        bench.Database.Get<LeaverSurges>().RunAsync(viewer, CancellationToken.None);
}
