using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Application.Tests.Recommendations;

/// <summary>Rows of one change or one manager under a subtotal.</summary>
public sealed class GroupTests
{
    [Theory, InlineData(RecommendationGrouping.Change), InlineData(RecommendationGrouping.Manager)]
    public async Task Groups_stand_together_on_every_page_and_their_subtotals_are_those_of_their_rows(RecommendationGrouping by)
    {
        await using var bench = await ListTests.SeededAsync();
        var filter = new RecommendationFilter { GroupBy = by, Sort = "-name" };
        var list = bench.Get<RecommendationList>();
        var all = (await list.RunAsync(bench.Manager, filter, Page.First, CancellationToken.None)).Value.Items;
        var keys = all.Select(row => RecommendationGroupKey.Of(row, by)).ToList();
        Assert.Equal(keys.Distinct().Count(), keys.Where((key, at) => at == 0 || keys[at - 1] != key).Count());
        Assert.All(
            all.GroupBy(row => RecommendationGroupKey.Of(row, by)),
            group => Assert.Equal(group.Select(row => row.Name).OrderDescending(StringComparer.Ordinal), group.Select(row => row.Name))
        );
        Assert.Equal(all.Select(row => row.Id), await ListTests.ReadOnAsync(bench, filter, _ => Task.CompletedTask));

        // A page of two rows still says how many rows the whole group has.
        var groups = await bench.Get<RecommendationGroups>().RunAsync(bench.Manager, filter, by, [.. all.Take(2)], CancellationToken.None);
        foreach (var group in groups.Value)
        {
            var rows = await list.RunAsync(bench.Manager, filter with { Group = group.Key }, Page.First, CancellationToken.None);
            Assert.Equal((group.Count, group.Count), (rows.Value.Total, keys.Count(key => key == group.Key)));
            Assert.Equal(Assert.Single(group.ListMonthlySaving).Micros, rows.Value.Items.Sum(row => row.ListMonthlySaving.Micros));
        }

        Assert.Contains(keys[0], groups.Value.Select(group => group.Key));
    }
}
