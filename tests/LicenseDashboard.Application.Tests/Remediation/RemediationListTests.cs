using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Application.Tests.Remediation;

public class RemediationListTests
{
    [Fact]
    public async Task Handed_over_row_shows_its_instruction_and_when_it_is_overdue()
    {
        await using var bench = await AdviceBench.CreateAsync(readOnly: true);
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        bench.Clock.Advance(TimeSpan.FromDays(15));
        var row = Assert.Single(
            (await bench.Get<RemediationList>().RunAsync(bench.Manager, new(), Page.First, CancellationToken.None)).Value.Items
        );
        Assert.Equal("Person 000: CX 3 to CX 1. Replace the role Omnichannel agent with voice agent in all divisions.", row.Instruction);
        Assert.True(row.Overdue);
    }

    [Fact]
    public async Task Handed_over_row_without_a_plan_names_the_roles_and_groups_in_the_way()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(
            bench.Found(0, lane: Lane.Review, plan: false) with
            {
                InTheWay = ["role Omnichannel agent by group Flex team"],
            }
        );
        await bench.ApproveAsync(0);
        var list = bench.Get<RemediationList>();
        var row = Assert.Single((await list.RunAsync(bench.Manager, new(), Page.First, CancellationToken.None)).Value.Items);
        Assert.Equal(
            "Person 000: CX 3 to CX 1. Change the roles or groups that grant the license. Can't be automated because of: role "
                + "Omnichannel agent by group Flex team.",
            row.Instruction
        );
        Assert.Equal(row.Instruction, (await list.OneAsync(bench.Manager, new(row.Id), CancellationToken.None))!.Instruction);
        Assert.Equal(
            [row.Instruction],
            await list.ExportAsync(bench.Manager, new(), CancellationToken.None).Select(each => each.Instruction).ToListAsync()
        );
    }

    [Fact]
    public async Task Row_says_who_approved_it_and_what_it_saves_and_is_found_by_both_days_and_approver()
    {
        await using var bench = await AdviceBench.CreateAsync(people: 2);
        await bench.RaiseAsync(bench.Found(0), bench.Found(1));
        await bench.ApproveAsync(0);
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await bench.ApproveAsync(1, new Viewer("CI", "token:ci", ViewerRoles.ApiDecide, []));
        var day = bench.Today;
        Assert.Equal(
            [("Person 001", "CI", 80_000_000L), ("Person 000", "Maria", 80_000_000L)],
            (await RowsAsync(bench, new())).Select(row => (row.Name, row.ApprovedByName!, row.ListMonthlySaving.Micros))
        );
        Assert.Equal(["Person 000"], await NamesAsync(bench, new() { Approver = "Maria" }));
        Assert.Equal(["Person 001"], await NamesAsync(bench, new() { From = day }));
        Assert.Equal(["Person 000"], await NamesAsync(bench, new() { From = day.AddDays(-2), To = day.AddDays(-1) }));
        Assert.Empty(await NamesAsync(bench, new() { To = day.AddDays(-3) }));
        var counts = (await bench.Get<RemediationList>().CountsAsync(bench.Manager, new() { From = day }, CancellationToken.None)).Value;
        Assert.Equal((1, 80_000_000L), (counts.All.Count, counts.All.Saving[0].Micros));
        Assert.Equal(["CI", "Maria"], await bench.Get<RemediationList>().ApproversAsync(bench.Manager, CancellationToken.None));
        var stranger = new Viewer("Tom", "persona:tom", ViewerRoles.None, []);
        Assert.Empty(await bench.Get<RemediationList>().ApproversAsync(stranger, CancellationToken.None));
    }

    [Fact]
    public async Task Undone_change_keeps_its_own_approver_when_somebody_else_approves_the_row_again()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        var row = await bench.RowAsync(0);
        await bench.Get<UndoDecision>().RunAsync(bench.Manager, row.Id, row.Version, CancellationToken.None);
        bench.Clock.Advance(TimeSpan.FromSeconds(5));
        await bench.ApproveAsync(0, new Viewer("CI", "token:ci", ViewerRoles.ApiDecide, []));
        Assert.Equal(["CI", "Maria"], (await RowsAsync(bench, new())).Select(each => each.ApprovedByName));
        Assert.Single(await RowsAsync(bench, new() { Approver = "Maria" }));
    }

    private static async Task<IReadOnlyList<RemediationRow>> RowsAsync(AdviceBench bench, RemediationFilter filter) =>
        (await bench.Get<RemediationList>().RunAsync(bench.Manager, filter, Page.First, CancellationToken.None)).Value.Items;

    private static async Task<IEnumerable<string>> NamesAsync(AdviceBench bench, RemediationFilter filter) =>
        (await RowsAsync(bench, filter)).Select(row => row.Name);
}
