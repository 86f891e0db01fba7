using Bunit;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Ingestion;
using LicenseDashboard.Web.Recommendations;
using Xunit;

namespace LicenseDashboard.Web.Tests.Recommendations;

/// <summary>What the page says when there is nothing to show, or what it rests on is not whole.</summary>
public sealed class CalmStateTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Nothing_for_the_filters_leads_to_where_there_is_something()
    {
        var went = new List<DowngradesQuery>();
        var shown = Empty(
            DowngradesQuery.First with
            {
                Text = "zzz",
            },
            Read([new RecommendationTotal(Lane.Review, RecommendationStatus.Open, "USD", 12, 1)]),
            went
        );
        Assert.Equal(["Review 12", "Clear all filters"], shown.FindAll("button").Select(button => button.TextContent.Trim()));
        shown.FindAll("button")[0].Click();
        shown.FindAll("button")[1].Click();
        Assert.Equal([("review", "zzz"), ("ready", null)], went.Select(query => (query.Tab, query.Text)));
    }

    [Theory]
    [InlineData(Reach.NobodyBelow, "No one reports to you", "ask your directory administrator")]
    [InlineData(Reach.NotInDirectory, "You are not in the directory", "Ask your directory administrator")]
    [InlineData(Reach.NoRole, "Your account has no role here", "Ask your administrator")]
    public void Nobody_to_see_says_why_and_who_can_change_that(Reach why, string title, string way)
    {
        var shown = _bench.Render<NobodyToSee>(set => set.Add(state => state.Why, why));
        Assert.Equal(title, shown.Find("h2").TextContent);
        Assert.Contains(way, shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_decide_says_when_the_list_is_made_anew()
    {
        Assert.Contains("Nothing to decide", Empty(DowngradesQuery.First, Read([])).Markup, StringComparison.Ordinal);
        Assert.Contains(
            "after the next import",
            Empty(DowngradesQuery.First, Read([]) with { NextImportAt = new DateTime(2026, 11, 23, 1, 0, 0, DateTimeKind.Utc) }).Markup,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(false, "", null)]
    [InlineData(true, "", "The data is late.")]
    [InlineData(false, "The vendor refused the token.", "The last import failed.")]
    public void Feed_that_is_not_whole_is_said_with_what_still_holds(bool late, string failure, string? title)
    {
        var shown = _bench.Render<FeedNotice>(set =>
            set.Add(notice => notice.States, [new IngestState("genesys", false, "", 0, 0, new DateOnly(2026, 11, 18), late, failure)])
        );
        Assert.Equal(title, shown.FindAll("strong").SingleOrDefault()?.TextContent);
        Assert.Equal(title is not null, shown.Markup.Contains("complete through Nov 18", StringComparison.Ordinal));
        Assert.Contains(failure, shown.Markup, StringComparison.Ordinal);
    }

    private IRenderedComponent<DowngradesEmpty> Empty(DowngradesQuery query, DowngradesRead read, List<DowngradesQuery>? went = null) =>
        _bench.Render<DowngradesEmpty>(set =>
            set.Add(empty => empty.Query, query).Add(empty => empty.Read, read).Add(empty => empty.OnQuery, next => went?.Add(next))
        );

    private static DowngradesRead Read(RecommendationTotal[] totals) =>
        new(
            DowngradesQuery.First,
            [],
            new PagedResult<RecommendationRow>([], 0, Page.First),
            [],
            totals,
            [],
            [],
            null,
            "persona:maria",
            Reach.Somebody,
            null
        );
}
