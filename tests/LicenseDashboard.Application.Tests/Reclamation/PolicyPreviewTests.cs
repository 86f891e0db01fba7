using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>What a policy would do is what it then does.</summary>
public class PolicyPreviewTests
{
    private static readonly int[] _daysAway = [90, 80, 50, 47, 20];

    [Fact]
    public async Task Longer_policy_drops_exactly_those_who_are_withdrawn_by_the_next_run()
    {
        await using var bench = await AwayAsync();
        var preview = (await PreviewAsync(bench, ReclamationTerms.Default with { Days = 60 })).Value;
        Assert.Equal((4, 2), (preview.Now!.Licenses, preview.Then!.Licenses));
        Assert.Equal(preview.Now.Monthly.Micros / 2, preview.Then.Monthly.Micros);
        Assert.Equal(["Person 002", "Person 003"], preview.Dropped.Select(person => person.Name));
        Assert.Equal(bench.Today.AddDays(-50), preview.Dropped[0].LastSeenOn);
        Assert.Empty(preview.Added);
        Assert.Equal(4, await OpenAsync(bench));

        await bench.PolicyAsync(ReclamationTerms.Default with { Days = 60 });
        await bench.DayAsync();
        Assert.Equal(2, await OpenAsync(bench));
    }

    [Fact]
    public async Task Shorter_policy_adds_somebody_with_an_open_downgrade_too()
    {
        await using var bench = await AwayAsync();
        await bench.RaiseAsync(bench.Found(4));
        var preview = (await PreviewAsync(bench, ReclamationTerms.Default with { Days = 15 })).Value;
        Assert.Equal((4, 5), (preview.Now!.Licenses, preview.Then!.Licenses));
        Assert.Equal(["Person 004"], preview.Added.Select(person => person.Name));
    }

    [Fact]
    public async Task Exempt_people_are_not_counted()
    {
        await using var bench = await AwayAsync();
        await bench.Get<EnsureTags>().RunAsync(CancellationToken.None);
        await bench
            .Get<AssignExemptions>()
            .RunAsync(A.Administrator, "genesys", ExemptionTag.Leave, ["p0"], new ExemptionRequest(null, null, "On leave"), default);
        Assert.Equal(3, (await PreviewAsync(bench, ReclamationTerms.Default)).Value.Now!.Licenses);
    }

    [Fact]
    public async Task Policy_of_a_division_counts_its_own_people_only()
    {
        await using var bench = await AwayAsync();
        await using (var db = bench.Database.Open())
        {
            db.Divisions.Add(
                new Division
                {
                    Key = 5,
                    PlatformKey = 1,
                    VendorId = "north",
                    Name = "North",
                }
            );
            await db.SaveChangesAsync();
            var key = AdviceBench.Key(2);
            await db.People.Where(p => p.Key == key).ExecuteUpdateAsync(set => set.SetProperty(p => p.DivisionKey, 5));
        }

        var preview = (
            await bench
                .Get<PreviewPolicy>()
                .RunAsync(bench.Administrator, "genesys", 5, ReclamationTerms.Default with { Days = 60 }, CancellationToken.None)
        ).Value;
        Assert.Equal((1, 0), (preview.Now!.Licenses, preview.Then!.Licenses));
    }

    [Fact]
    public async Task Automatic_policy_says_until_when_it_only_shows()
    {
        await using var bench = await AwayAsync();
        var preview = (await PreviewAsync(bench, ReclamationTerms.Default with { Mode = ReclamationMode.Automatic })).Value;
        Assert.Equal(bench.Today.AddDays(8), preview.DryRunUntil);
        Assert.Null((await PreviewAsync(bench, ReclamationTerms.Default)).Value.DryRunUntil);
    }

    [Fact]
    public async Task Late_data_makes_it_unknown_and_never_zero()
    {
        await using var bench = await AwayAsync();
        bench.Clock.Advance(TimeSpan.FromDays(9));
        var preview = (await PreviewAsync(bench, ReclamationTerms.Default with { Days = 60 })).Value;
        Assert.Null(preview.Then);
        Assert.StartsWith("not enough data since", preview.LateNote, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_an_administrator_asks_and_only_about_terms_that_can_be_set()
    {
        await using var bench = await AwayAsync();
        var preview = bench.Get<PreviewPolicy>();
        Assert.Equal(
            "forbidden",
            (await preview.RunAsync(bench.Manager, "genesys", 0, ReclamationTerms.Default, CancellationToken.None)).Refusal!.Code
        );
        Assert.Equal("invalid", (await PreviewAsync(bench, ReclamationTerms.Default with { Days = 3 })).Refusal!.Code);
    }

    [Fact]
    public async Task Answer_that_is_no_longer_wanted_ends_early_and_writes_nothing()
    {
        await using var bench = await AwayAsync();
        using var gone = new CancellationTokenSource();
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            bench.Get<PreviewPolicy>().RunAsync(bench.Administrator, "genesys", 0, ReclamationTerms.Default, gone.Token)
        );
        var audited = (await bench.AuditAsync()).Count;
        await PreviewAsync(bench, ReclamationTerms.Default with { Days = 60 });
        Assert.Equal(audited, (await bench.AuditAsync()).Count);
        await using var db = bench.Database.Open();
        Assert.False(await db.ReclamationPolicies.AnyAsync());
    }

    [Fact]
    public async Task History_tells_who_changed_what_by_name_newest_first()
    {
        await using var bench = await AwayAsync();
        var automatic = new ReclamationTerms(60, 14, ReclamationMode.Automatic, 40, SeatAction.Both, EndSessions: true);
        await bench.PolicyAsync(ReclamationTerms.Default with { Days = 60 });
        bench.Clock.Advance(TimeSpan.FromHours(1));
        await bench.PolicyAsync(automatic);
        var history = bench.Get<PolicyHistory>();
        var versions = (await history.RunAsync(bench.Administrator with { Roles = ViewerRoles.Auditor }, "genesys", 0, default)).Value;
        Assert.Equal(
            [
                ("Ada", ReclamationTerms.Default with { Days = 60 }, automatic),
                ("Ada", ReclamationTerms.Default, ReclamationTerms.Default with { Days = 60 }),
            ],
            versions.Select(version => (version.By, version.Before!, version.After!))
        );
        Assert.Equal(bench.Now, versions[0].At);
        Assert.Equal("forbidden", (await history.RunAsync(bench.Manager, "genesys", 0, default)).Refusal!.Code);
    }

    [Fact]
    public async Task List_says_who_changed_it_and_when_the_lists_follow()
    {
        await using var bench = await AwayAsync();
        await bench.PolicyAsync(ReclamationTerms.Default with { Days = 60 });
        var platform = Assert.Single(await bench.Get<PolicyList>().RunAsync(CancellationToken.None));
        Assert.Equal("Ada", platform.Policies[0].ChangedBy);
        Assert.Equal(
            new ComingRun(null, bench.Get<IEnumerable<IJobWork>>().Single(work => work.Plan.Name == "evaluate").Plan.Title),
            platform.Next
        );
    }

    private static Task<Outcome<PolicyPreview>> PreviewAsync(AdviceBench bench, ReclamationTerms terms) =>
        bench.Get<PreviewPolicy>().RunAsync(bench.Administrator, "genesys", 0, terms, CancellationToken.None);

    private static async Task<AdviceBench> AwayAsync()
    {
        var bench = await ReclamationBench.CreateAsync(_daysAway.Length);
        for (var n = 0; n < _daysAway.Length; n++)
        {
            await bench.SeenAsync(n, _daysAway[n]);
        }

        await bench.DayAsync();
        return bench;
    }

    private static async Task<int> OpenAsync(AdviceBench bench) =>
        (
            await bench
                .Get<ReclamationList>()
                .RunAsync(
                    bench.Administrator,
                    new ReclamationFilter { Statuses = [Core.Recommendations.RecommendationStatus.Open] },
                    Page.First,
                    default
                )
        )
            .Value
            .Total;
}
