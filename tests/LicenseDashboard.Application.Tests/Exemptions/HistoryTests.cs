using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Application.Tests.Exemptions;

/// <summary>Who changed what of tags and exemptions, and what lists and dialogs say of it.</summary>
public class HistoryTests
{
    private static readonly Season _winter = new(new MonthDay(11, 1), new MonthDay(1, 15));

    [Fact]
    public async Task Tag_tells_each_change_with_before_and_after_and_by_whom()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        var first = new TagTerms("For a project.", Protection.Reclamation, DefaultDays: 90);
        var second = new TagTerms(
            "For a project, in season.",
            Protection.Both,
            IsBurst: true,
            Season: _winter,
            BudgetOwner: "Finance\nNorth",
            ApprovedBudget: Money.Of(12_000.5m, "USD")
        );
        await bench.Get<AddTag>().RunAsync(A.Administrator, ExemptionBench.Platform, "PROJECT", first, default);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        var bea = new Viewer("Bea", "persona:bea", ViewerRoles.Administrator, []);
        await bench.Get<ChangeTag>().RunAsync(bea, ExemptionBench.Platform, "PROJECT", 1, second, default);
        var versions = (await bench.Get<TagHistory>().RunAsync(A.Auditor, ExemptionBench.Platform, "PROJECT", default)).Value;
        Assert.Equal(
            [("Bea", first, second), ("Ada", null, first)],
            versions.Select(version => (version.By, version.Before, version.After!))
        );
        Assert.Equal(bench.Now, versions[0].At);
        Assert.Equal(
            "forbidden",
            (await bench.Get<TagHistory>().RunAsync(bench.Manager, ExemptionBench.Platform, "PROJECT", default)).Refusal!.Code
        );
    }

    [Fact]
    public async Task Built_in_tag_began_with_the_program()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        var version = Assert.Single(
            (await bench.Get<TagHistory>().RunAsync(A.Auditor, ExemptionBench.Platform, ExemptionTag.SeasonalBurst, default)).Value
        );
        Assert.Equal(
            ("LicenseDashboard", ExemptionTag.BuiltIn.Single(tag => tag.Name == ExemptionTag.SeasonalBurst).Terms),
            (version.By, version.After)
        );
    }

    [Fact]
    public async Task Exemption_tells_its_changes_and_those_of_the_one_it_replaced()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 2);
        await bench.AssignAsync(ExemptionTag.Leave, to: bench.Today.AddDays(10));
        await bench.AssignAsync(ExemptionTag.Leave, people: ["p1"]);
        var held = (await bench.ExemptionsAsync())[0];
        var longer = new ExemptionRequest(held.From, bench.Today.AddDays(20), "Longer\nthan planned");
        await bench.Get<ChangeExemption>().RunAsync(A.Administrator, held.Id, held.Version, longer, default);
        held = (await bench.ExemptionsAsync())[0];
        await bench.Get<RemoveExemption>().RunAsync(A.Administrator, held.Id, held.Version, default);
        await bench.AssignAsync(ExemptionTag.Leave);
        held = (await bench.ExemptionsAsync())[0];
        var versions = (await bench.Get<ExemptionHistory>().RunAsync(A.Auditor, held.Id, default)).Value;
        Assert.Equal(
            [
                (null, "Needed for the season"),
                ("Longer\nthan planned", null),
                ("Needed for the season", "Longer\nthan planned"),
                (null, "Needed for the season"),
            ],
            versions.Select(version => (version.Before?.Why, version.After?.Why))
        );
        Assert.All(versions, version => Assert.Equal("Ada", version.By));
        Assert.Equal(bench.Today.AddDays(20), versions[2].After!.To);
        Assert.Equal("forbidden", (await bench.Get<ExemptionHistory>().RunAsync(bench.Manager, held.Id, default)).Refusal!.Code);
    }

    [Fact]
    public async Task What_ends_first_comes_first_and_what_has_no_end_or_is_over_comes_last()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 6);
        await bench.AssignAsync(ExemptionTag.Leave, to: bench.Today.AddDays(1), people: ["p5"]);
        bench.Clock.Advance(TimeSpan.FromDays(2));
        await bench.AssignAsync(ExemptionTag.Leave, to: bench.Today.AddDays(60), people: ["p0"]);
        await bench.AssignAsync(ExemptionTag.Leave, people: ["p1"]);
        await bench.AssignAsync(ExemptionTag.Leave, to: bench.Today.AddDays(9), people: ["p2"]);
        await bench.AssignAsync(ExemptionTag.Leave, to: bench.Today.AddDays(3), people: ["p3"]);
        await bench.AssignAsync(ExemptionTag.Leave, from: bench.Today.AddDays(1), to: bench.Today.AddDays(2), people: ["p4"]);
        var filter = new ExemptionFilter { Platform = ExemptionBench.Platform, Sort = ExemptionList.SoonestFirst };
        var list = bench.Get<ExemptionList>();
        Assert.Equal(
            ["p4", "p3", "p2", "p0", "p1", "p5"],
            (await list.RunAsync(A.Auditor, filter, Page.First, default)).Items.Select(row => row.VendorId)
        );
        Assert.Equal(["p2", "p0"], (await list.RunAsync(A.Auditor, filter, new Page(2, 2), default)).Items.Select(row => row.VendorId));
    }

    [Fact]
    public async Task Rule_in_force_names_whom_it_matches_to_those_who_see_everyone()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 2);
        await bench
            .Get<AddRule>()
            .RunAsync(A.Administrator, ExemptionBench.Platform, ExemptionTag.Leave, RuleField.Name, "Person 001", "Always away", default);
        var list = bench.Get<RuleList>();
        var rule = Assert.Single(await list.RunAsync(A.Auditor, ExemptionBench.Platform, default));
        var reach = (await list.MatchesAsync(A.Auditor, ExemptionBench.Platform, new ExemptionRuleId(rule.Id), default)).Value;
        Assert.Equal("Person 001", Assert.Single(reach.People).Name);
        var refused = await list.MatchesAsync(bench.Manager, ExemptionBench.Platform, new ExemptionRuleId(rule.Id), default);
        Assert.Equal("not-found", refused.Refusal!.Code);
    }

    [Fact]
    public async Task Refusals_name_the_field_they_are_about()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        var add = bench.Get<AddTag>();
        Assert.Equal(
            "description",
            (await add.RunAsync(A.Administrator, ExemptionBench.Platform, "X", new TagTerms("", default), default)).Refusal!.Field
        );
        Assert.Equal(
            "tag",
            (await add.RunAsync(A.Administrator, ExemptionBench.Platform, "1", new TagTerms("d", default), default)).Refusal!.Field
        );
        var rule = bench.Get<AddRule>();
        Assert.Equal(
            "value",
            (await rule.RunAsync(A.Administrator, ExemptionBench.Platform, ExemptionTag.Leave, RuleField.Title, "", "w", default))
                .Refusal!
                .Field
        );
        Assert.Equal(
            "why",
            (await rule.RunAsync(A.Administrator, ExemptionBench.Platform, ExemptionTag.Leave, RuleField.Title, "t", "", default))
                .Refusal!
                .Field
        );
        Assert.Equal("to", (await bench.AssignAsync(ExemptionTag.Leave, to: bench.Today.AddDays(-3))).Refusal!.Field);
        Assert.Equal("user", (await bench.AssignAsync(ExemptionTag.Leave, people: ["nobody"])).Refusal!.Field);
    }

    [Fact]
    public async Task Rejected_people_are_also_exempt_if_the_viewer_may_assign_tags()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 2);
        await bench.RaiseAsync(bench.Found(0), bench.Found(1));
        Guid[] rows = [(await bench.RowAsync(0)).Id.Value, (await bench.RowAsync(1)).Id.Value];
        var exempt = bench.Get<ExemptRejected>();
        Assert.Equal("forbidden", (await exempt.RunAsync(bench.Manager, rows, "Busy days", default)).Refusal!.Code);
        Assert.Empty(await bench.ExemptionsAsync());

        Assert.Equal(new AssignReport(2, 0), (await exempt.RunAsync(A.Administrator, rows, "Busy days", default)).Value);
        Assert.Equal(new AssignReport(0, 2), (await exempt.RunAsync(A.Administrator, rows, "Busy days", default)).Value);
        Assert.All(
            await bench.ExemptionsAsync(),
            exemption => Assert.Equal((ExemptionTag.SeasonalBurst, "Busy days"), (exemption.Tag, exemption.Why))
        );
        Assert.Equal(Lane.Protected, (await bench.RowAsync(0)).Lane);
    }
}
