using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Application.Tests.Exemptions;

public class TagTests
{
    [Fact]
    public async Task Tag_that_is_built_in_or_in_use_stays()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        var remove = bench.Get<RemoveTag>();
        Assert.Equal(
            "built-in",
            (await remove.RunAsync(A.Administrator, ExemptionBench.Platform, ExemptionTag.Leave, 1, CancellationToken.None)).Refusal!.Code
        );
        await bench
            .Get<AddTag>()
            .RunAsync(
                A.Administrator,
                ExemptionBench.Platform,
                "PROJECT",
                new TagTerms("For a project.", Protection.Both),
                CancellationToken.None
            );
        await bench.AssignAsync("PROJECT");
        Assert.Equal(
            "in-use",
            (await remove.RunAsync(A.Administrator, ExemptionBench.Platform, "PROJECT", 1, CancellationToken.None)).Refusal!.Code
        );
        var held = (await bench.ExemptionsAsync()).Single();
        await bench.Get<RemoveExemption>().RunAsync(A.Administrator, held.Id, held.Version, CancellationToken.None);
        Assert.Null((await remove.RunAsync(A.Administrator, ExemptionBench.Platform, "PROJECT", 1, CancellationToken.None)).Refusal);
    }

    [Fact]
    public async Task Tags_say_how_many_they_protect_today()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 3);
        await bench.AssignAsync(ExemptionTag.Leave, to: bench.Today.AddDays(5), people: ["p0"]);
        await bench.AssignAsync(ExemptionTag.Leave, from: bench.Today.AddDays(5), people: ["p1"]);
        var tags = await bench.Get<TagList>().RunAsync(bench.Manager, ExemptionBench.Platform, CancellationToken.None);
        Assert.Equal(
            [
                (ExemptionTag.SeasonalBurst, 0, 0),
                (ExemptionTag.BreakGlass, 0, 0),
                (ExemptionTag.Leave, 1, 1),
                (ExemptionTag.Exception, 0, 0),
            ],
            tags.Select(tag => (tag.Name, tag.People, tag.ExpiringSoon))
        );
        Assert.Equal(new DateOnly(2027, 1, 15), tags[0].Coming!.Value.LastDay);
    }

    [Fact]
    public async Task Tag_that_protects_from_reclamation_only_leaves_right_sizing_alone_until_it_protects_from_both()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        var terms = new TagTerms("Comes back.", Protection.Reclamation);
        await bench.Get<AddTag>().RunAsync(A.Administrator, ExemptionBench.Platform, "sabbatical", terms, CancellationToken.None);
        await bench.AssignAsync("SABBATICAL");
        Assert.Equal(Lane.Ready, (await bench.RowAsync(0)).Lane);

        var changed = await bench
            .Get<ChangeTag>()
            .RunAsync(
                A.Administrator,
                ExemptionBench.Platform,
                "SABBATICAL",
                1,
                terms with
                {
                    Protection = Protection.Both,
                },
                CancellationToken.None
            );
        Assert.Null(changed.Refusal);
        Assert.Equal(Lane.Protected, (await bench.RowAsync(0)).Lane);
        Assert.Equal(Protection.Both, (await bench.ExemptionsAsync()).Single().Protection);
    }

    [Fact]
    public async Task End_follows_the_default_of_the_tag()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        await bench
            .Get<AddTag>()
            .RunAsync(
                A.Administrator,
                ExemptionBench.Platform,
                "PROJECT",
                new TagTerms("For a project.", Protection.Both, DefaultDays: 90),
                CancellationToken.None
            );
        await bench.AssignAsync("PROJECT");
        Assert.Equal(
            (bench.Today, bench.Today.AddDays(89)),
            ((await bench.ExemptionsAsync()).Single().From, (await bench.ExemptionsAsync()).Single().To)
        );
    }
}
