using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Rightsizing;

public class ConfirmPlansTests
{
    private static readonly OrganizationFacts _organization = new()
    {
        Catalogue = Catalogue.Default,
        Definitions = [],
        Roles = [new("omni", "Omni", []), new("voice", "Voice", []), new("gone", "Gone", [])],
        Groups = [],
        Streams = new Dictionary<string, StreamFacts>(),
        AuditMapping = null,
    };

    private static Verdict Waiting(AdviceBench bench, int person, params string[][] roles) => bench.Found(person) with { AskInfer = roles };

    [Fact]
    public async Task Roles_held_and_roles_that_remain_are_asked_about_also_without_a_finding()
    {
        await using var bench = await AdviceBench.CreateAsync(people: 2);
        var confirm = bench.Get<ConfirmPlans>();
        var run = await confirm.KnownAsync(bench.Platform, _organization, CancellationToken.None);
        Verdict[] verdicts =
        [
            Waiting(bench, 1, ["omni"], ["voice"]),
            AdviceBench.Nothing(2) with
            {
                AskInfer =
                [
                    ["omni", "voice"],
                ],
            },
        ];

        Assert.True(await confirm.RunAsync(AdviceBench.Night, bench.Platform, _organization, verdicts, run, CancellationToken.None));
        Assert.Equal(["cloudCX3"], run.Known[RoleSetHash.Of(["omni"])]);
        Assert.Equal(["cloudCX1"], run.Known[RoleSetHash.Of(["voice"])]);
        Assert.Equal(["cloudCX3"], run.Known[RoleSetHash.Of(["voice", "omni"])]);
        Assert.Equal(3, run.Asked);
        Assert.Equal(3, (await confirm.KnownAsync(bench.Platform, _organization, CancellationToken.None)).Known.Count);
        Assert.False(await confirm.RunAsync(AdviceBench.Night, bench.Platform, _organization, verdicts, run, CancellationToken.None));
    }

    [Fact]
    public async Task Set_with_a_role_that_the_vendor_no_longer_has_keeps_no_other_from_being_asked()
    {
        await using var bench = await AdviceBench.CreateAsync(people: 3);
        bench.Vendor.GoneRoles.Add("gone");
        var confirm = bench.Get<ConfirmPlans>();
        var run = await confirm.KnownAsync(bench.Platform, _organization, CancellationToken.None);
        Verdict[] verdicts = [Waiting(bench, 1, ["gone"]), Waiting(bench, 2, ["gone"]), Waiting(bench, 3, ["voice"])];

        Assert.True(await confirm.RunAsync(AdviceBench.Night, bench.Platform, _organization, verdicts, run, CancellationToken.None));
        Assert.Equal([RoleSetHash.Of(["voice"])], run.Known.Keys);
        Assert.Equal((2, 1, false), (run.Asked, run.Refused.Count, run.Ended));
        Assert.False(await confirm.RunAsync(AdviceBench.Night, bench.Platform, _organization, verdicts, run, CancellationToken.None));
        Assert.Equal(2, run.Asked);
    }

    [Fact]
    public async Task Run_asks_a_hundred_times_at_most_and_those_with_most_people_first()
    {
        await using var bench = await AdviceBench.CreateAsync(people: 2);
        var confirm = bench.Get<ConfirmPlans>();
        var run = await confirm.KnownAsync(bench.Platform, _organization, CancellationToken.None);
        Verdict[] verdicts = [.. Enumerable.Range(0, 101).Select(n => Waiting(bench, 1, [$"role-{n}"])), Waiting(bench, 2, ["role-100"])];

        await confirm.RunAsync(AdviceBench.Night, bench.Platform, _organization, verdicts, run, CancellationToken.None);
        Assert.Equal((100, 100), (run.Asked, run.Known.Count));
        Assert.Contains(RoleSetHash.Of(["role-100"]), run.Known.Keys);
        Assert.False(await confirm.RunAsync(AdviceBench.Night, bench.Platform, _organization, verdicts, run, CancellationToken.None));
        await using var db = bench.Database.Open();
        Assert.Equal(100, await db.InferAnswers.CountAsync(TestContext.Current.CancellationToken));
    }
}
