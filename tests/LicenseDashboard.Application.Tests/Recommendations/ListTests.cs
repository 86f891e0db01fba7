using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Reviews;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Application.Tests.Recommendations;

public class ListTests
{
    private static readonly Viewer _auditor = new("Ann", "persona:ann", ViewerRoles.Auditor, []);

    [Fact]
    public async Task Pages_of_every_sort_neither_overlap_nor_skip()
    {
        await using var bench = await SeededAsync();
        var list = bench.Get<RecommendationList>();
        foreach (var sort in RecommendationSort.Fields.SelectMany(field => new[] { field, "-" + field }))
        {
            var seen = new List<Guid>();
            for (var number = 1; number <= 3; number++)
            {
                var page = (
                    await list.RunAsync(
                        bench.Manager,
                        new RecommendationFilter { Sort = sort },
                        new Page(number, 4),
                        CancellationToken.None
                    )
                ).Value;
                Assert.Equal(12, page.Total);
                seen.AddRange(page.Items.Select(row => row.Id));
            }

            Assert.Equal(12, seen.Distinct().Count());
        }
    }

    [Fact]
    public async Task Reading_on_by_cursor_skips_and_repeats_no_one_in_any_sort()
    {
        await using var bench = await SeededAsync();
        var list = bench.Get<RecommendationList>();
        foreach (var sort in RecommendationSort.Fields.SelectMany(field => new[] { field, "-" + field }))
        {
            var whole = (
                await list.RunAsync(bench.Manager, new RecommendationFilter { Sort = sort }, Page.First, CancellationToken.None)
            ).Value.Items.Select(row => row.Id);
            Assert.Equal(whole, await ReadOnAsync(bench, new RecommendationFilter { Sort = sort }, _ => Task.CompletedTask));
        }
    }

    [Fact]
    public async Task Deciding_while_reading_skips_no_one()
    {
        await using var bench = await SeededAsync();
        var filter = new RecommendationFilter { Statuses = [RecommendationStatus.Open] };
        var read = await ReadOnAsync(
            bench,
            filter,
            async rows =>
            {
                foreach (var row in rows.Where(row => row.Lane == Lane.Ready))
                {
                    var decided = await bench
                        .Get<ApproveRecommendation>()
                        .RunAsync(bench.Manager, new RecommendationId(row.Id), row.Version, null, CancellationToken.None);
                    Assert.Null(decided.Refusal);
                }
            }
        );
        Assert.Equal(12, read.Distinct().Count());
    }

    [Theory, InlineData("nonsense"), InlineData("WyJuYW1lIl0"), InlineData("W10")]
    public async Task Cursor_that_is_none_or_of_another_sort_is_refused_by_name(string after)
    {
        await using var bench = await SeededAsync();
        var refused = (
            await bench
                .Get<RecommendationList>()
                .RunAsync(bench.Manager, new RecommendationFilter(), Page.First with { After = after }, CancellationToken.None)
        ).Refusal;
        Assert.Equal(("invalid", "after"), (refused?.Code, refused?.Field));
    }

    /// <summary>Every page by cursor.</summary>
    internal static async Task<List<Guid>> ReadOnAsync(
        AdviceBench bench,
        RecommendationFilter filter,
        Func<IReadOnlyList<RecommendationRow>, Task> meanwhile
    )
    {
        var (read, page) = (new List<Guid>(), new Page(1, 5));
        while (true)
        {
            var rows = (await bench.Get<RecommendationList>().RunAsync(bench.Manager, filter, page, CancellationToken.None)).Value;
            read.AddRange(rows.Items.Select(row => row.Id));
            await meanwhile(rows.Items);
            if (rows.Next is not { } next)
            {
                return read;
            }

            page = page with { After = next };
        }
    }

    [Fact]
    public async Task Filters_narrow_and_totals_agree_with_the_pages()
    {
        await using var bench = await SeededAsync();
        await bench.ApproveAsync(0);
        var list = bench.Get<RecommendationList>();
        foreach (
            var (filter, expected) in new (RecommendationFilter, int)[]
            {
                (new(), 12),
                (new() { Lanes = [Lane.Review] }, 4),
                (new() { Statuses = [RecommendationStatus.Approved] }, 1),
                (new() { Statuses = [RecommendationStatus.Open], Lanes = [Lane.Ready, Lane.Review] }, 11),
                (new() { Text = "PERSON 003" }, 1),
                (new() { Text = "okafor" }, 12),
                (new() { Text = "100%_" }, 0),
                (new() { Kinds = [RecommendationKind.Reclaim] }, 0),
                (new() { Tiers = ["cloudCX3"] }, 12),
                (new() { Tiers = ["cloudCX2"] }, 0),
                (new() { Manager = "m" }, 12),
                (new() { Manager = "p1" }, 0),
                (new() { Platform = "genesys" }, 12),
            }
        )
        {
            var page = (await list.RunAsync(_auditor, filter, Page.First, CancellationToken.None)).Value;
            var totals = (await list.TotalsAsync(_auditor, filter, CancellationToken.None)).Value;
            Assert.Equal((expected, expected, expected), (page.Total, page.Items.Count, totals.Sum(t => t.Count)));
            Assert.Equal(page.Items.Sum(row => row.ListMonthlySaving.Micros), totals.Sum(t => t.ListMicros));
        }
    }

    [Fact]
    public async Task Unknown_filter_values_are_refused_with_what_to_mend()
    {
        await using var bench = await SeededAsync();
        var list = bench.Get<RecommendationList>();
        foreach (
            var filter in new RecommendationFilter[]
            {
                new() { Platform = "none" },
                new() { Manager = "nobody" },
                new() { Divisions = ["Nowhere"] },
                new() { Sort = "money" },
            }
        )
        {
            Assert.Equal("invalid", (await list.RunAsync(_auditor, filter, Page.First, CancellationToken.None)).Refusal!.Code);
        }
    }

    [Fact]
    public async Task Viewers_see_their_scope_and_may_decide_what_is_theirs()
    {
        await using var bench = await SeededAsync();
        var list = bench.Get<RecommendationList>();
        var stranger = bench.Manager with { Scopes = [new ReportingScope(1, 99, 500_000, 600_000)] };
        var two = bench.Manager with { Scopes = [new ReportingScope(1, 99, 500_000, 600_000), new ReportingScope(1, 98, 2005, 2007)] };
        Assert.Equal(0, (await list.RunAsync(stranger, new(), Page.First, CancellationToken.None)).Value.Total);
        Assert.Equal(2, (await list.RunAsync(two, new(), Page.First, CancellationToken.None)).Value.Total);
        Assert.All(
            (await list.RunAsync(bench.Manager, new(), Page.First, CancellationToken.None)).Value.Items,
            row => Assert.True(row.MayDecide)
        );
        Assert.All(
            (await list.RunAsync(_auditor, new(), Page.First, CancellationToken.None)).Value.Items,
            row => Assert.False(row.MayDecide)
        );
        var row = await bench.RowAsync(0);
        Assert.Null(await bench.Get<RecommendationDetail>().RunAsync(stranger, row.Id, CancellationToken.None));
    }

    [Fact]
    public async Task Details_tell_the_plan_and_the_story_in_words()
    {
        await using var bench = await SeededAsync();
        await bench.PresentAsync();
        await bench.ApproveAsync(0);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        var row = await bench.RowAsync(0);
        var details = await bench.Get<RecommendationDetail>().RunAsync(bench.Manager, row.Id, CancellationToken.None);
        Assert.Equal(["Replace the role Omnichannel agent with voice agent in all divisions."], details!.PlanInWords);
        Assert.Equal(["digital", "voice"], details.Features.Select(f => f.Key));
        Assert.Contains(details.History, line => line is { What: "recommendation.approved", Who: "Maria" });
        Assert.Equal("recommendation.done", details.History[^1].What);
    }

    [Fact]
    public async Task Losses_name_their_divisions_only_for_those_who_see_the_row()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await using (var db = bench.Database.Open())
        {
            db.Divisions.Add(
                new Core.Directory.Division
                {
                    PlatformKey = 1,
                    VendorId = "d1",
                    Name = "Vienna",
                }
            );
            await db.SaveChangesAsync();
        }

        await bench.RaiseAsync(
            bench.Found(0) with
            {
                GivenUp = ["digital", "administration"],
                Unseen = ["custom:thing:edit"],
                Lost = [new PermissionLoss("conversation:email:accept", ["*"]), new PermissionLoss("custom:thing:edit", ["d1", "d9"])],
            }
        );
        var row = await bench.RowAsync(0);
        var losses = (await bench.Get<RecommendationLosses>().RunAsync(bench.Manager, [row.Id.Value], CancellationToken.None))[
            row.Id.Value
        ];
        Assert.Equal(["digital", "administration"], losses.GivenUp);
        Assert.Equal(["administration"], losses.StillGiven);
        Assert.Equal(
            [("conversation:email:accept", "*", "all divisions", true), ("custom:thing:edit", "d1,d9", "Vienna,d9", false)],
            losses.Lost.Select(lost =>
                (lost.Permission, string.Join(',', lost.Divisions), string.Join(',', lost.DivisionNames), lost.Watched)
            )
        );
        var stranger = bench.Manager with { Scopes = [new ReportingScope(1, 99, 500_000, 600_000)] };
        Assert.Empty(await bench.Get<RecommendationLosses>().RunAsync(stranger, [row.Id.Value], CancellationToken.None));
        Assert.Equal(
            2,
            (await bench.Get<RecommendationDetail>().RunAsync(bench.Manager, row.Id, CancellationToken.None))!.Losses.Lost.Count
        );
    }

    [Fact]
    public async Task Review_opens_once_and_counts_what_was_decided_since()
    {
        await using var bench = await SeededAsync();
        var open = bench.Get<OpenMonthlyReview>();
        Assert.True(await open.RunAsync(AdviceBench.Night, bench.Platform, CancellationToken.None));
        Assert.False(await open.RunAsync(AdviceBench.Night, bench.Platform, CancellationToken.None));
        bench.Clock.Advance(TimeSpan.FromMinutes(1));
        await bench.ApproveAsync(0);
        var standing = Assert.Single(await bench.Get<ReviewProgress>().RunAsync(bench.Manager, null, CancellationToken.None));
        Assert.Equal((12, 1, new DateOnly(2026, 11, 30), 10), (standing.Total, standing.Decided, standing.DueOn, standing.DaysLeft));

        var course = Assert.Single(await bench.Get<ReviewBurnDown>().RunAsync(bench.Manager, null, CancellationToken.None));
        Assert.Equal((standing.OpenedOn, standing.DueOn, 11), (course.Days[0], course.Days[^1], course.Undecided[0]));
        Assert.All(course.Undecided.Skip(1), count => Assert.Null(count));
        Assert.Equal((12.0, 0.0), (course.Pace[0], course.Pace[^1]));
    }

    /// <summary>Twelve findings of two changes, a third of them to review.</summary>
    internal static async Task<AdviceBench> SeededAsync()
    {
        var bench = await AdviceBench.CreateAsync(people: 12);
        await bench.RaiseAsync([
            .. Enumerable
                .Range(0, 12)
                .Select(n =>
                    bench.Found(
                        n,
                        n % 2 == 0 ? "cloudCX1" : "cloudCX2",
                        n % 3 == 0 ? Lane.Review : Lane.Ready,
                        n % 2 == 0 ? "voice" : "duo"
                    )
                ),
        ]);
        return bench;
    }
}
