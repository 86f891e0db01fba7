using LicenseDashboard.Application.Reclamation.Roster;
using LicenseDashboard.Core.Reclamation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>Lines that disagree do nothing until a person chooses. The bench's day is 20 November 2026.</summary>
public sealed class RosterContradictionTests
{
    [Theory]
    [InlineData("E-1,,terminated,", ",p0001@example.test,active,"), InlineData(",p0001@example.test,active,", "E-1,,terminated,")]
    [InlineData("E-1,,terminated,2026-12-01", "E-1,,terminated,2026-12-02"), InlineData("E-1,,leave,", "E-1,,terminated,")]
    public async Task One_person_on_two_lines_that_disagree_is_left_alone_in_either_order(string first, string second)
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        var lines = await ApplyAsync(bench, $"employee id,e-mail,status,last day\n{first}\nE-2,,terminated,\n{second}\n");
        Assert.Equal([RosterAction.Problem, RosterAction.Leaves, RosterAction.Problem], lines.Select(line => line.Action));
        Assert.Equal("Line 4 has different values for the same person. Keep one of them.", lines[0].Words);
        Assert.Equal("Line 2 has different values for the same person. Keep one of them.", lines[2].Words);
        Assert.Single(await bench.LeaversAsync());
    }

    [Fact]
    public async Task Roster_does_not_call_back_whom_the_provider_says_has_left()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        await ApplyAsync(bench, "employee id,status\nE-1,terminated\n");
        await bench.SayAsync(1, active: false);
        await bench.PlanAsync();
        Assert.Equal(RosterAction.Problem, Assert.Single(await ApplyAsync(bench, "employee id,status\nE-1,active\n")).Action);
        await bench.PlanAsync();
        await bench.CarryOutAsync();
        Assert.Empty(bench.Vendor.RolesOf("p0001"));
    }

    [Fact]
    public async Task Lines_that_agree_count_once()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        var lines = await ApplyAsync(bench, "employee id,e-mail,status\nE-1,,terminated\n,p0001@example.test,terminated\n");
        Assert.Equal([RosterAction.Leaves, RosterAction.Problem], lines.Select(line => line.Action));
        Assert.Single(await bench.LeaversAsync());
    }

    [Theory]
    [
        InlineData("4711,,terminated", RosterAction.Ambiguous),
        InlineData("004711,,terminated", RosterAction.Leaves),
        InlineData("4711,p0001@example.test,terminated", RosterAction.Leaves)
    ]
    [InlineData("4711,p0002@example.test,terminated", RosterAction.Ambiguous), InlineData("4711,,active", RosterAction.Problem)]
    public async Task Employee_id_without_its_leading_zeros_is_for_a_person_unless_the_mail_confirms_it(string line, RosterAction expected)
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        await NumberAsync(bench, "p0001", "004711");
        Assert.Equal(expected, Assert.Single(await ApplyAsync(bench, "employee id,e-mail,status\n" + line + "\n")).Action);
        Assert.Equal(expected == RosterAction.Problem ? 0 : 1, (await bench.LeaversAsync()).Count);
    }

    [Fact]
    public async Task Employee_ids_of_two_people_that_differ_in_leading_zeros_only_are_for_a_person()
    {
        await using var bench = await LeaverBench.CreateAsync(2);
        await NumberAsync(bench, "p0001", "004711");
        await NumberAsync(bench, "p0002", "4711");
        Assert.Equal(RosterAction.Ambiguous, Assert.Single(await ApplyAsync(bench, "employee id,status\n4711,terminated\n")).Action);
        Assert.Equal(LeaverStatus.Ambiguous, Assert.Single(await bench.LeaversAsync()).Status);
    }

    [Theory, InlineData("4,711E+03"), InlineData("4.711E+03"), InlineData("5E+12"), InlineData("1,2e10")]
    public async Task Employee_id_that_a_spreadsheet_rounded_is_named_as_such(string id)
    {
        await using var bench = await LeaverBench.CreateAsync(1);
        var line = Assert.Single(await ApplyAsync(bench, $"employee id;e-mail;status\n{id};p0001@example.test;terminated\n"));
        Assert.Equal(
            (
                RosterAction.Problem,
                $"employee id '{id}' was rounded by a spreadsheet, so its digits are lost; format the column as text and export it again."
            ),
            (line.Action, line.Words)
        );
    }

    [Fact]
    public async Task Preview_says_how_many_lines_the_breaker_holds_and_apply_holds_just_these()
    {
        await using var bench = await LeaverBench.CreateAsync(15);
        var text = "employee id,status\n" + string.Concat(Enumerable.Range(1, 13).Select(n => $"E-{n},terminated\n"));
        var lines = await ApplyAsync(bench, text);
        Assert.Equal(
            (10, 3),
            (lines.Count(line => line.Action == RosterAction.Leaves), lines.Count(line => line.Action == RosterAction.LeavesHeld))
        );
        Assert.Equal("Unusually many people leave within an hour: on hold until an administrator releases it.", lines[^1].Words);
        Assert.Equal(3, (await bench.LeaversAsync()).Count(leaver => leaver.Status == LeaverStatus.Held));
        Assert.Equal(RosterAction.LeavesHeld, Assert.Single(await ApplyAsync(bench, "employee id,status\nE-14,terminated\n")).Action);
    }

    private static async Task NumberAsync(LeaverBench bench, string vendorId, string number)
    {
        await using var db = bench.Database.Open();
        await db.People.Where(p => p.VendorId == vendorId).ExecuteUpdateAsync(set => set.SetProperty(p => p.EmployeeId, number));
    }

    private static async Task<IReadOnlyList<RosterLine>> ApplyAsync(LeaverBench bench, string text) =>
        (await LeaverWords.ApplyAsync(bench, text)).Lines;
}
