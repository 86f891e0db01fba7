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
}
