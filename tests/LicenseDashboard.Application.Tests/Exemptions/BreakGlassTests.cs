using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Exemptions;

public class BreakGlassTests
{
    private static readonly StartingRule Starting = new(
        ExemptionBench.Platform,
        ExemptionTag.BreakGlass,
        RuleField.Name,
        "Emergency Access *",
        "For emergencies."
    );

    [Fact]
    public async Task Tag_is_there_from_the_start_beside_the_burst_tag_and_protects_from_both()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        var tag = await bench.TagAsync("BREAK_GLASS");
        Assert.Equal((Protection.Both, false, (int?)null, true), (tag.Protection, tag.IsBurst, tag.DefaultDays, tag.IsBuiltIn));
        Assert.Equal(["SEASONAL_BURST", "BREAK_GLASS", "LEAVE", "EXCEPTION"], (await TagsAsync(bench)).Select(row => row.Name));
    }

    [Fact]
    public async Task Database_of_an_earlier_version_gets_the_tag_once_and_keeps_what_was_changed()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        await bench.DirectoryAsync(async db =>
        {
            db.ExemptionTags.Remove(await db.ExemptionTags.SingleAsync(t => t.Name == ExemptionTag.BreakGlass));
            (await db.ExemptionTags.SingleAsync(t => t.Name == ExemptionTag.Leave)).Change(new TagTerms("Ours.", Protection.Reclamation));
        });
        await bench.Get<EnsureTags>().RunAsync(CancellationToken.None);
        await bench.Get<EnsureTags>().RunAsync(CancellationToken.None);
        Assert.Equal(Protection.Both, (await bench.TagAsync(ExemptionTag.BreakGlass)).Protection);
        Assert.Equal("Ours.", (await bench.TagAsync(ExemptionTag.Leave)).Description);
        Assert.Equal(
            ["exemption-tag.added", "exemption-tag.added"],
            (await AuditAsync(bench, "exemption-tag:BREAK_GLASS")).Select(entry => entry.Action)
        );
    }

    [Fact]
    public async Task Role_rule_finds_the_role_held_directly_and_by_group_and_takes_the_tag_back_with_the_role()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 4);
        await bench.RaiseAsync(bench.Found(0), bench.Found(1), bench.Found(2));
        await bench.DirectoryAsync(async db =>
        {
            await db.People.ExecuteUpdateAsync(set => set.SetProperty(p => p.GroupsKnown, true));
            db.Roles.AddRange(Role(101, "Master Admin"), Role(102, "Employee"));
            db.Groups.Add(
                new Group
                {
                    Key = 1,
                    PlatformKey = 1,
                    VendorId = "g",
                    Name = "Duty",
                }
            );
            db.GroupGrants.Add(
                new GroupGrant
                {
                    GroupKey = 1,
                    RoleKey = 101,
                    DivisionId = "*",
                }
            );
            db.GroupMembers.Add(new GroupMember { GroupKey = 1, PersonKey = AdviceBench.Key(1) });
            db.PersonGrants.AddRange(
                Grant(0, 101, "home"),
                Grant(0, 101, "vienna"),
                Grant(0, 102, "*"),
                Grant(1, 102, "*"),
                Grant(2, 102, "*")
            );
        });
        Assert.Equal((2, 0), await CountsAsync(bench, RuleField.Role, "master admin"));
        Assert.Equal(new RulesReport(2, 0), (await AddAsync(bench, RuleField.Role, "Master Admin")).Value);
        Assert.Equal(
            [
                (AdviceBench.Key(0), "role name is Master Admin: For emergencies."),
                (AdviceBench.Key(1), "role name is Master Admin: For emergencies."),
            ],
            (await bench.ExemptionsAsync()).Select(e => (e.PersonKey, e.Why))
        );
        Assert.Equal(
            [Lane.Protected, Lane.Protected, Lane.Ready],
            [(await bench.RowAsync(0)).Lane, (await bench.RowAsync(1)).Lane, (await bench.RowAsync(2)).Lane]
        );
        Assert.Equal("exempt: BREAK_GLASS", (await bench.RowAsync(1)).LaneNote);
        var audited = Assert.Single(await AuditAsync(bench, "exemption-rule:"));
        Assert.Equal(
            ("exemption-rule.added", "BREAK_GLASS", "role name is Master Admin", "For emergencies."),
            (audited.Action, audited.To, audited.Detail, audited.PersonalText)
        );

        await bench.DirectoryAsync(db => db.GroupMembers.ExecuteDeleteAsync());
        Assert.Equal(new RulesReport(0, 1), await ApplyAsync(bench));
        Assert.Equal([AdviceBench.Key(0)], (await bench.ExemptionsAsync()).Select(e => e.PersonKey));
    }

    [Fact]
    public async Task Whose_groups_are_not_known_keeps_a_tag_by_role_until_they_are()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 1);
        await bench.DirectoryAsync(async db =>
        {
            db.Roles.Add(Role(101, "Master Admin"));
            db.PersonGrants.Add(Grant(0, 101, "*"));
            await db.People.ExecuteUpdateAsync(set => set.SetProperty(p => p.GroupsKnown, false));
        });
        Assert.Equal(1, (await AddAsync(bench, RuleField.Role, "Master*")).Value.Given);
        await bench.DirectoryAsync(db => db.PersonGrants.ExecuteDeleteAsync());
        Assert.Equal(RulesReport.Nothing, await ApplyAsync(bench));
        await bench.DirectoryAsync(db => db.People.ExecuteUpdateAsync(set => set.SetProperty(p => p.GroupsKnown, true)));
        Assert.Equal(new RulesReport(0, 1), await ApplyAsync(bench));
    }

    [Fact]
    public async Task Name_rule_looks_at_name_and_mail_and_tells_its_reach_first()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 3);
        await bench.DirectoryAsync(async db =>
        {
            (await db.People.SingleAsync(p => p.VendorId == "p0")).Name = "Emergency Access 1";
            (await db.People.SingleAsync(p => p.VendorId == "p1")).Email = "breakglass-2@corp.example";
        });
        Assert.Equal((1, 0), await CountsAsync(bench, RuleField.Name, "emergency*"));
        Assert.Equal((1, 0), await CountsAsync(bench, RuleField.Name, "BreakGlass-*"));
        Assert.Contains("no letter or digit", (await ReachAsync(bench, RuleField.Name, "*")).Refusal!.Message, StringComparison.Ordinal);
        Assert.Empty(await bench.ExemptionsAsync());
        Assert.Equal(1, (await AddAsync(bench, RuleField.Name, "emergency*")).Value.Given);
    }

    [Fact]
    public async Task Rule_that_a_platform_starts_with_comes_with_its_tag_and_not_again_once_it_was_ended()
    {
        await using var bench = await AdviceBench.CreateAsync(
            people: 2,
            more: services => services.AddSingleton(Starting).AddSingleton(Starting with { Platform = "elsewhere" })
        );
        await bench.Get<EnsureTags>().RunAsync(CancellationToken.None);
        await bench.DirectoryAsync(async db => (await db.People.SingleAsync(p => p.VendorId == "p1")).Name = "Emergency Access 1");
        Assert.Equal(new RulesReport(1, 0), await ApplyAsync(bench));
        var rule = Assert.Single(await RulesAsync(bench));
        Assert.Equal(("BREAK_GLASS", RuleField.Name, "Emergency Access *", 1), (rule.Tag, rule.Field, rule.Value, rule.Matches));

        await bench
            .Get<RemoveRule>()
            .RunAsync(A.Administrator, ExemptionBench.Platform, new ExemptionRuleId(rule.Id), rule.Version, CancellationToken.None);
        await bench.Get<EnsureTags>().RunAsync(CancellationToken.None);
        Assert.Empty(await RulesAsync(bench));
        Assert.Empty(await bench.ExemptionsAsync());
    }

    private static async Task<IReadOnlyList<AuditEntry>> AuditAsync(AdviceBench bench, string subject)
    {
        await using var db = bench.Database.Open();
        return await db
            .Audit.AsNoTracking()
            .Where(entry => entry.Subject.StartsWith(subject))
            .OrderBy(entry => entry.Sequence)
            .ToListAsync();
    }

    private static Role Role(int key, string name) =>
        new()
        {
            Key = key,
            PlatformKey = 1,
            VendorId = "r" + key,
            Name = name,
        };

    private static PersonGrant Grant(int person, int role, string division) =>
        new()
        {
            PersonKey = AdviceBench.Key(person),
            RoleKey = role,
            DivisionId = division,
        };

    private static Task<IReadOnlyList<TagRow>> TagsAsync(AdviceBench bench) =>
        bench.Get<TagList>().RunAsync(A.Administrator, ExemptionBench.Platform, CancellationToken.None);

    private static Task<IReadOnlyList<RuleRow>> RulesAsync(AdviceBench bench) =>
        bench.Get<RuleList>().RunAsync(A.Administrator, ExemptionBench.Platform, CancellationToken.None);

    private static async Task<(int Matches, int Unknown)> CountsAsync(AdviceBench bench, RuleField field, string value)
    {
        var reach = (await ReachAsync(bench, field, value)).Value;
        return (reach.Matches, reach.Unknown);
    }

    private static Task<Outcome<RuleReach>> ReachAsync(AdviceBench bench, RuleField field, string value) =>
        bench.Get<RuleList>().WouldMatchAsync(A.Administrator, ExemptionBench.Platform, field, value, CancellationToken.None);

    private static Task<Outcome<RulesReport>> AddAsync(AdviceBench bench, RuleField field, string value) =>
        bench
            .Get<AddRule>()
            .RunAsync(
                A.Administrator,
                ExemptionBench.Platform,
                ExemptionTag.BreakGlass,
                field,
                value,
                "For emergencies.",
                CancellationToken.None
            );

    private static Task<RulesReport> ApplyAsync(AdviceBench bench) =>
        bench.Get<ApplyRules>().RunAsync(AdviceBench.Night, 1, CancellationToken.None);
}
