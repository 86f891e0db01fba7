using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Application.Tests.Exemptions;

public class AssignTests
{
    [Fact]
    public async Task Open_row_is_protected_in_the_same_transaction()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        var before = await bench.RowAsync(0);
        Assert.Equal(new AssignReport(1, 0), (await bench.AssignAsync(ExemptionTag.SeasonalBurst)).Value);
        var row = await bench.RowAsync(0);
        Assert.Equal((RecommendationStatus.Open, Lane.Protected, "exempt: SEASONAL_BURST"), (row.Status, row.Lane, row.LaneNote));
        Assert.Equal(before.Version + 1, row.Version);
        Assert.Equal(["exemption.set", "recommendation.protected"], (await bench.AuditAsync()).TakeLast(2));
        Assert.Equal("protected", (await bench.ApproveAsync(0)).Refusal!.Code);
    }

    [Fact]
    public async Task Approved_change_that_is_not_written_goes_back_to_open_and_protected()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        await bench.AssignAsync(ExemptionTag.SeasonalBurst);
        var row = await bench.RowAsync(0);
        Assert.Equal((RecommendationStatus.Open, Lane.Protected), (row.Status, row.Lane));
        Assert.Equal(RemediationStatus.Cancelled, (await bench.ItemAsync(0)).Status);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Empty(bench.Vendor.Journal);
    }

    [Fact]
    public async Task Change_that_is_carried_out_already_stays_done()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Null((await bench.AssignAsync(ExemptionTag.SeasonalBurst)).Refusal);
        Assert.Equal(RecommendationStatus.Done, (await bench.RowAsync(0)).Status);
    }

    [Theory, InlineData(0, Lane.Protected), InlineData(1, Lane.Ready)]
    public async Task Exemption_that_begins_later_does_not_touch_the_row_yet(int daysFromNow, Lane lane)
    {
        await using var bench = await ExemptionBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        await bench.AssignAsync(ExemptionTag.Leave, from: bench.Today.AddDays(daysFromNow));
        Assert.Equal(lane, (await bench.RowAsync(0)).Lane);
    }

    [Fact]
    public async Task Assigning_again_changes_nothing()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 2);
        await bench.AssignAsync(ExemptionTag.Leave);
        var audit = (await bench.AuditAsync()).Count;
        Assert.Equal(new AssignReport(0, 1), (await bench.AssignAsync(ExemptionTag.Leave, to: bench.Today.AddDays(3))).Value);
        Assert.Null((await bench.ExemptionsAsync()).Single().To);
        Assert.Equal(audit, (await bench.AuditAsync()).Count);
        Assert.Equal(new AssignReport(1, 1), (await bench.AssignAsync(ExemptionTag.Leave, people: ["p0", "p1"])).Value);
    }

    [Fact]
    public async Task Only_administrators_set_change_and_remove()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        await bench.AssignAsync(ExemptionTag.Leave);
        var id = (await bench.ExemptionsAsync()).Single().Id;
        foreach (
            var viewer in new[] { bench.Manager, A.Auditor, new Viewer("ci", "token:ci", ViewerRoles.ApiRead | ViewerRoles.ApiDecide, []) }
        )
        {
            Assert.Equal("forbidden", (await bench.AssignAsync(ExemptionTag.Leave, viewer: viewer)).Refusal!.Code);
            Assert.Equal("forbidden", (await bench.Get<RemoveExemption>().RunAsync(viewer, id, 1, CancellationToken.None)).Refusal!.Code);
            Assert.Equal(
                "forbidden",
                (
                    await bench
                        .Get<AddTag>()
                        .RunAsync(viewer, ExemptionBench.Platform, "X", new TagTerms("X", Protection.Both), CancellationToken.None)
                )
                    .Refusal!
                    .Code
            );
        }

        var stranger = bench.Manager with { Scopes = [] };
        Assert.Equal("not-found", (await bench.Get<RemoveExemption>().RunAsync(stranger, id, 1, CancellationToken.None)).Refusal!.Code);
        Assert.Single(await bench.ExemptionsAsync());
    }

    [Theory]
    [InlineData("NOWHERE", "p0", "does not exist. Create it first")]
    [InlineData("two words", "p0", "can't be used as a name")]
    [InlineData("LEAVE", "p9", "user \"p9\" is not known")]
    public async Task What_is_not_known_is_named_and_nothing_is_written(string tag, string person, string says)
    {
        await using var bench = await ExemptionBench.CreateAsync();
        Assert.Contains(says, (await bench.AssignAsync(tag, people: ["p0", person])).Refusal!.Message, StringComparison.Ordinal);
        Assert.Empty(await bench.ExemptionsAsync());
    }

    [Fact]
    public async Task Version_from_the_past_is_refused()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        await bench.AssignAsync(ExemptionTag.Leave);
        var held = (await bench.ExemptionsAsync()).Single();
        var request = new ExemptionRequest(null, bench.Today.AddDays(30), "Back next month");
        Assert.Null(
            (await bench.Get<ChangeExemption>().RunAsync(A.Administrator, held.Id, held.Version, request, CancellationToken.None)).Refusal
        );
        Assert.Equal(
            "stale",
            (await bench.Get<ChangeExemption>().RunAsync(A.Administrator, held.Id, held.Version, request, CancellationToken.None))
                .Refusal!
                .Code
        );
        Assert.Equal(
            "stale",
            (await bench.Get<RemoveExemption>().RunAsync(A.Administrator, held.Id, held.Version, CancellationToken.None)).Refusal!.Code
        );
        Assert.Null(
            (await bench.Get<RemoveExemption>().RunAsync(A.Administrator, held.Id, held.Version + 1, CancellationToken.None)).Refusal
        );
        Assert.Empty(await bench.ExemptionsAsync());
    }

    [Theory, InlineData(14, 1), InlineData(15, 0)]
    public async Task Administrator_is_reminded_of_what_ends_within_two_weeks(int days, int reminded)
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 2);
        await bench.AssignAsync(ExemptionTag.Leave, to: bench.Today.AddDays(days), people: ["p0"]);
        await bench.AssignAsync(ExemptionTag.Leave, people: ["p1"]);
        var list = bench.Get<ExemptionList>();
        Assert.Equal(
            reminded,
            (
                await list.RunAsync(
                    A.Administrator,
                    new ExemptionFilter { State = ExemptionState.Expiring },
                    Page.First,
                    CancellationToken.None
                )
            ).Total
        );
        Assert.Equal(reminded, await list.ExpiringAsync(A.Administrator, ExemptionBench.Platform, CancellationToken.None));
    }

    [Fact]
    public async Task List_shows_a_viewer_the_people_they_see_and_is_narrowed_and_sorted_by_the_database()
    {
        await using var bench = await ExemptionBench.CreateAsync(people: 3);
        await bench.AssignAsync(ExemptionTag.Leave, from: bench.Today.AddDays(3), people: ["p0"]);
        await bench.AssignAsync(ExemptionTag.SeasonalBurst, to: bench.Today.AddDays(90), people: ["p1", "p2"]);
        var list = bench.Get<ExemptionList>();
        Assert.Equal(["p1", "p2", "p0"], await IdsAsync(bench.Manager, new ExemptionFilter { Sort = "to" }));
        Assert.Equal(
            ["p0"],
            await IdsAsync(bench.Manager, new ExemptionFilter { State = ExemptionState.Upcoming, Platform = ExemptionBench.Platform })
        );
        Assert.Equal(
            ["p2"],
            await IdsAsync(
                A.Auditor,
                new ExemptionFilter
                {
                    Text = "person 002",
                    Tags = [ExemptionTag.SeasonalBurst],
                    Sources = [ExemptionSource.Person],
                    State = ExemptionState.Protecting,
                }
            )
        );
        Assert.Empty(await IdsAsync(A.Auditor, new ExemptionFilter { State = ExemptionState.Ended }));
        Assert.Empty(await IdsAsync(bench.Manager with { Scopes = [] }, new ExemptionFilter()));

        async Task<IEnumerable<string>> IdsAsync(Viewer viewer, ExemptionFilter filter) =>
            (await list.RunAsync(viewer, filter, Page.First, CancellationToken.None)).Items.Select(row => row.VendorId);
    }

    [Fact]
    public async Task Fresh_check_cancels_for_an_exemption_that_began_meanwhile()
    {
        await using var bench = await ExemptionBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        await bench.AssignAsync(ExemptionTag.Leave, from: bench.Today.AddDays(1));
        await bench.ApproveAsync(0);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RemediationStatus.Cancelled, (await bench.ItemAsync(0)).Status);
        Assert.Contains("LEAVE", (await bench.RowAsync(0)).LaneNote, StringComparison.Ordinal);
        Assert.Empty(bench.Vendor.Journal);
    }
}
