using Bunit;
using LicenseDashboard.Web.Ui.Charts;
using Xunit;

namespace LicenseDashboard.Web.Tests.Ui;

/// <summary>What a chart that is already drawn sends when its values change.</summary>
public sealed class ChartUpdateTests : IAsyncDisposable
{
    private static readonly string[] Times = [.. Enumerable.Range(0, 288).Select(slot => $"{slot / 12:00}:{slot % 12 * 5:00}")];
    private readonly BunitContext _context = Bench.Open();
    private readonly BunitJSModuleInterop _module;

    public ChartUpdateTests()
    {
        _module = _context.JSInterop.SetupModule("./js/apex.js");
        _module.SetupModule("create", _ => true).Mode = JSRuntimeMode.Loose;
    }

    public ValueTask DisposeAsync() => _context.DisposeAsync();

    [Fact]
    public void Point_that_grew_is_sent_alone()
    {
        var chart = Show(Values(3));
        Redraw(chart, Values(4));
        var patch = Assert.Single(_module.Invocations["patch"]);
        Assert.Equal([new ChartChange(0, 3, 33)], Assert.IsAssignableFrom<IReadOnlyList<ChartChange>>(patch.Arguments[0]));
        Assert.Empty(_module.Invocations["update"]);
    }

    [Fact]
    public void Other_series_are_drawn_whole()
    {
        var chart = Show(Values(3));
        Redraw(chart, Values(3), "On queue");
        Assert.Single(_module.Invocations["update"]);
        Assert.Empty(_module.Invocations["patch"]);
    }

    [Fact]
    public void Values_that_are_the_same_object_send_nothing()
    {
        ChartSeries[] series = [new("Signed in", Values(3))];
        var chart = Show(series);
        chart.Render(parameters => parameters.Add(each => each.Series, series));
        Assert.Empty(_module.Invocations["update"]);
        Assert.Empty(_module.Invocations["patch"]);
    }

    private static double?[] Values(int known) => [.. Times.Select((_, slot) => slot < known ? 30.0 + slot : (double?)null)];

    private IRenderedComponent<Chart> Show(double?[] values) => Show([new ChartSeries("Signed in", values)]);

    private IRenderedComponent<Chart> Show(ChartSeries[] series) =>
        _context.Render<Chart>(parameters =>
            parameters.Add(chart => chart.Summary, "Signed in").Add(chart => chart.Categories, Times).Add(chart => chart.Series, series)
        );

    private static void Redraw(IRenderedComponent<Chart> chart, double?[] values, string name = "Signed in") =>
        chart.Render(parameters => parameters.Add(each => each.Series, [new ChartSeries(name, values)]));
}
