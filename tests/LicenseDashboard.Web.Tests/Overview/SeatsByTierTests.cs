using Bunit;
using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Web.Overview;
using Xunit;

namespace LicenseDashboard.Web.Tests.Overview;

public sealed class SeatsByTierTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Add_ons_of_one_name_are_told_apart_by_the_tier_they_are_for()
    {
        var shown = _bench.Render<SeatsByTier>(set =>
            set.Add(t => t.Bases, [Line("cloudCX3")])
                .Add(t => t.AddOns, [Line("gc1WEMupgrade", "cloudCX1"), Line("gc2WEMupgrade", "cloudCX2")])
        );
        Assert.Equal(["CX 3", "WEM for CX 1", "WEM for CX 2"], shown.FindAll("tbody th").Select(name => name.TextContent));
        Assert.Equal(
            ["people?sku=gc1WEMupgrade", "people?sku=gc1WEMupgrade&activity=active"],
            shown.FindAll("tbody tr")[1].QuerySelectorAll("a").Select(link => link.GetAttribute("href"))
        );
    }

    [Theory, InlineData(true, "0"), InlineData(false, "not known")]
    public void What_could_be_lower_is_not_known_before_the_first_import_is_done(bool judged, string words)
    {
        var shown = _bench.Render<SeatsByTier>(set =>
            set.Add(t => t.Bases, [Line("cloudCX3")]).Add(t => t.AddOns, []).Add(t => t.Judged, judged)
        );
        Assert.Equal([words, words], shown.FindAll("tbody td").TakeLast(2).Select(cell => cell.TextContent.Trim()));
    }

    [Fact]
    public void Late_sources_are_named_as_people_say_them_the_largest_first()
    {
        var item = new AttentionItem(AttentionKind.StreamLate, "genesys", 2)
        {
            Subjects = [$"{StreamStatus.AuditPrefix}SpeechAndTextAnalytics", StreamStatus.Presence],
        };
        Assert.StartsWith(
            "2 sources (Presence, Audits of Speech and Text Analytics)",
            OverviewWords.Of(item).Title,
            StringComparison.Ordinal
        );
    }

    private static TierLine Line(string sku, params string[] standsOn) => new(sku, 25, 25, 0, 0, new TierFinding(0, 0), standsOn);
}
