using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Web.Recommendations;
using Xunit;

namespace LicenseDashboard.Web.Tests.Recommendations;

public sealed class DowngradesQueryTests
{
    public static TheoryData<DowngradesAddress, string> Addresses =>
        new()
        {
            { new DowngradesAddress(), "" },
            { new DowngradesAddress(Tab: "gold", Sort: "shoe", Page: "0"), "tab 'gold', sort 'shoe', page '0'" },
            { new DowngradesAddress(Page: "abc", Tier: "cx9"), "tier 'cx9', page 'abc'" },
            { new DowngradesAddress(Status: "lost"), "status 'lost'" },
            { new DowngradesAddress(Group: "shoe"), "group 'shoe'" },
            { new DowngradesAddress(Cash: "gold"), "cash 'gold'" },
            { new DowngradesAddress(Tab: "ready", Status: "approved"), "status 'approved' (the ready tab holds open rows only)" },
            { new DowngradesAddress(Tab: "decided", Status: "Approved", Page: "2"), "" },
        };

    [Theory, MemberData(nameof(Addresses))]
    public void Unknown_and_contradictory_parts_are_left_out_and_named(DowngradesAddress address, string leftOut) =>
        Assert.Equal(leftOut, string.Join(", ", DowngradesQuery.Read(address).NotUnderstood));

    [Fact]
    public void Status_alone_opens_the_tab_that_holds_it()
    {
        var query = DowngradesQuery.Read(new DowngradesAddress(Status: "withdrawn")).Query;
        Assert.Equal((DowngradesQuery.Decided, RecommendationStatus.Withdrawn), (query.Tab, query.Status));
        Assert.Equal([RecommendationStatus.Withdrawn], query.Filter.Statuses);
    }

    [Fact]
    public void Address_that_is_written_is_read_back()
    {
        var query = DowngradesQuery.First with
        {
            Tab = "decided",
            Text = "ruiz",
            Manager = "m1",
            Division = "Berlin",
            Tier = "cloudCX2",
            Status = RecommendationStatus.Rejected,
            Sort = "name",
            Page = 3,
            Platform = "genesys",
            GroupBy = RecommendationGrouping.Manager,
            Cash = CashFilter.Costs,
        };
        string? Of(string name) => query.ToAddress()[name]?.ToString();
        var read = DowngradesQuery.Read(
            new DowngradesAddress(
                Of("tab"),
                Of("text"),
                Of("manager"),
                Of("division"),
                Of("tier"),
                Of("status"),
                Of("sort"),
                Of("page"),
                Of("platform"),
                Of("group"),
                Of("cash")
            )
        );
        Assert.Equal(query, read.Query);
        Assert.Empty(read.NotUnderstood);
    }

    [Fact]
    public void Clearing_takes_every_filter_and_leaves_tab_and_order()
    {
        var query = DowngradesQuery.First with
        {
            Tab = "review",
            Text = "ruiz",
            Manager = "m1",
            Division = "Berlin",
            Tier = "cloudCX2",
            Cash = CashFilter.Saves,
            Sort = "name",
            Page = 3,
        };
        Assert.True(query.IsNarrowed);
        Assert.Equal(DowngradesQuery.First with { Tab = "review", Sort = "name" }, query.Cleared);
    }

    [Fact]
    public void Click_on_a_column_turns_its_order_around()
    {
        Assert.Equal("listMonthlySaving", DowngradesQuery.First.SortedBy("listMonthlySaving").Sort);
        Assert.Equal(
            ["name", "-name"],
            new[] { DowngradesQuery.First.SortedBy("name").Sort, DowngradesQuery.First.SortedBy("name").SortedBy("name").Sort }
        );
        Assert.Equal("decidedAt", DowngradesQuery.First.On(DowngradesQuery.Decided).SortedBy("decidedAt").Sort);
    }
}
