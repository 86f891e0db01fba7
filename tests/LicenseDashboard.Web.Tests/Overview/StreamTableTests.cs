using Bunit;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Web.Overview;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Overview;

/// <summary>How fresh the sources are, in one line with the details on demand.</summary>
public sealed class StreamTableTests : IDisposable
{
    private static readonly StreamFreshness[] _fresh = [Fresh("Conversations", 18), Fresh("Presence", 19), Fresh("Planning", null)];
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Fresh_sources_are_one_line_and_each_is_shown_on_demand()
    {
        var shown = _bench.Render<StreamTable>(set => set.Add(t => t.Streams, _fresh));
        Assert.Equal("3 of 3 sources complete through Nov 18.", shown.Find(".line p").TextContent);
        Assert.Empty(shown.FindAll("table"));
        shown.Find("button").Click();
        Assert.Equal(3, shown.FindAll("tbody tr").Count);
        Assert.Equal("true", shown.Find("button").GetAttribute("aria-expanded"));
    }

    [Fact]
    public void Missing_days_are_seen_and_said()
    {
        bool[] days = [.. Enumerable.Repeat(true, 43), false, false];
        var shown = _bench.Render<StreamTable>(set => set.Add(t => t.Streams, [_fresh[0] with { Recent = days }, _fresh[2]]));
        shown.Find("button").Click();
        var strip = Assert.Single(shown.FindAll("svg.strip"));
        Assert.StartsWith("43 of 45 days complete; missing: ", strip.GetAttribute("aria-label"), StringComparison.Ordinal);
        Assert.Equal((43, 2), (strip.QuerySelectorAll("rect.yes").Length, strip.QuerySelectorAll("rect.no").Length));
        Assert.Contains("as of now", shown.FindAll("tbody tr")[1].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Sources_that_are_not_complete_are_named()
    {
        var shown = _bench.Render<StreamTable>(set =>
            set.Add(
                t => t.Streams,
                [.. _fresh, Fresh("Evaluations", 10) with { Late = true }, Fresh("Billing", null) with { Failure = "GET /x answered 500" }]
            )
        );
        var line = shown.Find(".line p").TextContent;
        Assert.StartsWith("3 of 5 sources complete through Nov 18.", line, StringComparison.Ordinal);
        Assert.Contains(" Late: Evaluations.", line, StringComparison.Ordinal);
        Assert.Contains(" Failed: Billable usage.", line, StringComparison.Ordinal);
        Assert.Contains("warning", shown.Find(".line i").ClassName, StringComparison.Ordinal);
        shown.Find("button").Click();
        Assert.Contains("Genesys Cloud reported an internal error.", shown.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("GET /x", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Link_to_the_freshness_opens_the_details()
    {
        var shown = _bench.Render<StreamTable>(set => set.Add(t => t.Streams, _fresh));
        _bench.Services.GetRequiredService<NavigationManager>().NavigateTo("/#freshness");
        shown.WaitForElement("table");
    }

    private static StreamFreshness Fresh(string stream, int? day) =>
        new(
            "genesys",
            stream.ToLowerInvariant(),
            StreamState.Served,
            day is { } of ? new DateOnly(2026, 11, of) : null,
            null,
            false,
            false,
            null,
            "",
            null
        );
}
