using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Exemptions;

public class RuleTests
{
    [Fact]
    public async Task Rule_gives_its_tag_at_once_and_takes_it_back_when_it_no_longer_matches()
    {
        await using var bench = await BenchAsync(people: 3);
        await bench.RaiseAsync(bench.Found(0));
        Assert.Equal(new RulesReport(2, 0), (await AddAsync(bench, RuleField.Department, "Claims")).Value);
        Assert.Equal([AdviceBench.Key(0), AdviceBench.Key(1)], (await bench.ExemptionsAsync()).Select(e => e.PersonKey));
        Assert.All(
            await bench.ExemptionsAsync(),
            e => Assert.Equal((ExemptionSource.Rule, "department is Claims: Winter peak"), (e.Source, e.Why))
        );
        Assert.Equal(Lane.Protected, (await bench.RowAsync(0)).Lane);

        await bench.DirectoryAsync(async db => (await db.People.SingleAsync(p => p.VendorId == "p1")).Department = "Sales");
        Assert.Equal(new RulesReport(0, 1), await ApplyAsync(bench));
        Assert.Equal(AdviceBench.Key(0), (await bench.ExemptionsAsync()).Single().PersonKey);
    }

    [Fact]
    public async Task Unchanged_night_writes_nothing()
    {
        await using var bench = await BenchAsync(people: 3);
        await AddAsync(bench, RuleField.Department, "Claims");
        var audit = (await bench.AuditAsync()).Count;
        bench.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(RulesReport.Nothing, await ApplyAsync(bench));
        Assert.Equal(audit, (await bench.AuditAsync()).Count);
    }

    [Fact]
    public async Task What_a_person_assigned_stays_when_the_rule_ends()
    {
        await using var bench = await BenchAsync();
        await bench.AssignAsync(ExemptionTag.SeasonalBurst);
        await AddAsync(bench, RuleField.Department, "Claims");
        Assert.Equal(2, (await bench.ExemptionsAsync()).Count);
        var rule = (await bench.Get<RuleList>().RunAsync(A.Administrator, ExemptionBench.Platform, CancellationToken.None)).Single();
        Assert.Equal(
            new RulesReport(0, 1),
            (
                await bench
                    .Get<RemoveRule>()
                    .RunAsync(A.Administrator, ExemptionBench.Platform, new ExemptionRuleId(rule.Id), rule.Version, CancellationToken.None)
            ).Value
        );
        Assert.Equal(ExemptionSource.Person, (await bench.ExemptionsAsync()).Single().Source);
    }

    [Fact]
    public async Task Exemption_by_rule_is_not_removed_by_hand()
    {
        await using var bench = await BenchAsync();
        await AddAsync(bench, RuleField.Department, "Claims");
        var held = (await bench.ExemptionsAsync()).Single();
        Assert.Equal(
            "by-rule",
            (await bench.Get<RemoveExemption>().RunAsync(A.Administrator, held.Id, held.Version, CancellationToken.None)).Refusal!.Code
        );
    }

    [Fact]
    public async Task Whom_the_vendor_tells_too_little_of_keeps_what_they_have()
    {
        await using var bench = await BenchAsync();
        await bench.DirectoryAsync(db =>
        {
            var group = new Group
            {
                Key = 1,
                PlatformKey = 1,
                VendorId = "g",
                Name = "Peak",
            };
            db.Groups.Add(group);
            db.GroupMembers.Add(new GroupMember { GroupKey = 1, PersonKey = AdviceBench.Key(0) });
            return Task.CompletedTask;
        });
        Assert.Equal(1, (await AddAsync(bench, RuleField.Group, "peak")).Value.Given);
        await bench.DirectoryAsync(async db =>
        {
            (await db.People.SingleAsync(p => p.VendorId == "p0")).GroupsKnown = false;
            await db.GroupMembers.ExecuteDeleteAsync();
        });
        Assert.Equal(RulesReport.Nothing, await ApplyAsync(bench));
        await bench.DirectoryAsync(async db => (await db.People.SingleAsync(p => p.VendorId == "p0")).GroupsKnown = true);
        Assert.Equal(new RulesReport(0, 1), await ApplyAsync(bench));
    }

    [Fact]
    public async Task Vendor_state_reason_gives_the_tag()
    {
        await using var bench = await BenchAsync();
        Assert.Equal(0, (await AddAsync(bench, RuleField.StateReason, "Seasonal")).Value.Given);
        await bench.DirectoryAsync(db =>
        {
            db.StateReasons.Add(
                new StateReason
                {
                    PersonKey = AdviceBench.Key(0),
                    Reason = "Seasonal",
                    AskedAt = bench.Now,
                }
            );
            return Task.CompletedTask;
        });
        Assert.Equal(1, (await ApplyAsync(bench)).Given);
    }

    [Fact]
    public async Task Values_of_the_directory_are_found_by_a_part_and_only_by_who_may_add_rules()
    {
        await using var bench = await BenchAsync(people: 3);
        Assert.Equal(["Claims"], await ValuesAsync(A.Administrator, RuleField.Department, " laI "));
        Assert.Empty(await ValuesAsync(A.Administrator, RuleField.Department, "claims x"));
        Assert.Empty(await ValuesAsync(A.Administrator, RuleField.Name, ""));
        Assert.Empty(await ValuesAsync(A.Auditor, RuleField.Department, "claims"));

        Task<IReadOnlyList<string>> ValuesAsync(Viewer viewer, RuleField field, string text) =>
            bench.Get<RuleValues>().RunAsync(viewer, ExemptionBench.Platform, field, text, 20, CancellationToken.None);
    }

    [Fact]
    public async Task Reach_is_told_before_the_rule_is_added()
    {
        await using var bench = await BenchAsync(people: 3);
        var list = bench.Get<RuleList>();
        var reach = (
            await list.WouldMatchAsync(A.Administrator, ExemptionBench.Platform, RuleField.Department, "claims", CancellationToken.None)
        ).Value;
        Assert.Equal((2, 0), (reach.Matches, reach.Unknown));
        Assert.Equal(2, reach.People.Count);
        Assert.All(reach.People, person => Assert.Equal("Claims", person.Department));
        Assert.Equal(
            "forbidden",
            (await list.WouldMatchAsync(A.Auditor, ExemptionBench.Platform, RuleField.Department, "claims", CancellationToken.None))
                .Refusal!
                .Code
        );
        Assert.Empty(await bench.ExemptionsAsync());
    }

    [Theory]
    [InlineData(ExemptionTag.Exception, "Claims", "one person")]
    [InlineData(ExemptionTag.SeasonalBurst, "*", "no letter or digit")]
    public async Task Rule_that_makes_no_sense_is_refused(string tag, string value, string says)
    {
        await using var bench = await BenchAsync();
        Assert.Contains(says, (await AddAsync(bench, RuleField.Department, value, tag)).Refusal!.Message, StringComparison.Ordinal);
    }

    private static async Task<AdviceBench> BenchAsync(int people = 1)
    {
        var bench = await ExemptionBench.CreateAsync(people);
        await bench.DirectoryAsync(async db =>
        {
            foreach (var person in await db.People.Where(p => p.VendorId == "p0" || p.VendorId == "p1").ToListAsync())
            {
                (person.Department, person.GroupsKnown) = ("Claims", true);
            }
        });
        return bench;
    }

    private static Task<Outcome<RulesReport>> AddAsync(
        AdviceBench bench,
        RuleField field,
        string value,
        string tag = ExemptionTag.SeasonalBurst
    ) => bench.Get<AddRule>().RunAsync(A.Administrator, ExemptionBench.Platform, tag, field, value, "Winter peak", CancellationToken.None);

    private static Task<RulesReport> ApplyAsync(AdviceBench bench) =>
        bench.Get<ApplyRules>().RunAsync(AdviceBench.Night, 1, CancellationToken.None);
}
