using Bunit;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Web.Recommendations;
using LicenseDashboard.Web.Ui.Charts;
using Xunit;

namespace LicenseDashboard.Web.Tests.Recommendations;

public sealed class FeatureChartTests : IDisposable
{
    private static readonly DateOnly _today = Bench.Today;
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Chart_says_in_a_sentence_what_was_used_in_the_window_and_what_is_not_known()
    {
        var chart = FeatureChart.Of(Feature(lookback: 10), Usage(uses: [(2, 5), (9, 2), (40, 9)], missing: [5, 6]));
        Assert.Equal(("7", "Digital: 7 interactions since Nov 11, last on Nov 20; 2 days not covered."), (chart.Count, chart.Words));
    }

    [Fact]
    public void Unused_feature_is_none_and_days_without_data_are_unknown_not_zero()
    {
        var chart = FeatureChart.Of(Feature(lookback: 10) with { LastUsedOn = null }, Usage(uses: [], missing: [5]));
        Assert.Equal(("none", "Digital: no interactions since Nov 11; 1 day not covered."), (chart.Count, chart.Words));
        Assert.Equal([null, 0, 0], [chart.Values[^6], chart.Values[^7], chart.Values[^5]]);
        Assert.Equal([null, null], chart.Values.TakeLast(2));
    }

    [Fact]
    public void Window_is_shaded_and_gaps_are_hatched()
    {
        var chart = FeatureChart.Of(Feature(lookback: 10), Usage(uses: [], missing: [5, 6]));
        Assert.Equal(
            [("Nov 11", "Nov 20", false), ("Nov 16", "Nov 17", true), ("Nov 21", "Nov 22", true)],
            chart.Bands.Select(band => (band.From, band.To, band.Hatched))
        );
    }

    [Fact]
    public void Bars_are_an_image_with_words_and_a_day_with_one_use_is_seen_beside_one_with_many()
    {
        var shown = _bench.Render<DayBars>(set =>
            set.Add(bars => bars.Summary, "Voice: many.")
                .Add(bars => bars.Days, ["Nov 1", "Nov 2", "Nov 3"])
                .Add(bars => bars.Values, [1, null, 400])
                .Add(bars => bars.Unit, "interactions")
                .Add(bars => bars.Bands, [new ChartBand("Nov 2", "Nov 2", "not covered", Hatched: true)])
        );
        Assert.Equal(("img", "Voice: many."), (shown.Find("svg").GetAttribute("role"), shown.Find("svg").GetAttribute("aria-label")));
        Assert.Equal(
            ["Nov 1: 1 interactions", "Nov 3: 400 interactions"],
            shown.FindAll("rect.bar title").Select(title => title.TextContent)
        );
        Assert.Equal(["3", "30"], shown.FindAll("rect.bar").Select(bar => bar.GetAttribute("height")));
        Assert.StartsWith("url(#hatch-", shown.Find("rect:not(.bar)").GetAttribute("fill"), StringComparison.Ordinal);
    }

    private static FeatureDetail Feature(int lookback) =>
        new(
            "digital",
            FeatureState.Used,
            _today.AddDays(-2 + 1 - lookback),
            _today.AddDays(-2),
            _today.AddDays(-300),
            _today.AddDays(-2),
            "used"
        );

    private static PersonUsageDays Usage((int Ago, int Count)[] uses, int[] missing) =>
        new(
            _today.AddDays(-119),
            _today,
            [.. uses.Select(use => new UsagePoint("digital", _today.AddDays(-use.Ago), use.Count, 60))],
            [new UsageCoverage("digital", _today.AddDays(-2), [.. missing.Select(ago => _today.AddDays(-ago))])]
        );
}
