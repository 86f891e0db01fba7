using Bunit;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Ui;
using MudBlazor;
using Xunit;

namespace LicenseDashboard.Web.Tests.Ui;

public sealed class ExportMenuTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Both_files_hold_the_rows_of_the_filter()
    {
        var menu = await OpenAsync(
            new FrameState
            {
                Theme = "system",
                Folded = false,
                CsvForm = "tab-comma",
            }
        );
        Assert.Equal(
            ["https://x.example/export/downgrades.xlsx?tab=ready", "https://x.example/export/downgrades.csv?tab=ready"],
            menu.FindAll("a").Select(link => link.GetAttribute("href"))
        );
        Assert.Equal("Tab, 1234,50", menu.Find("[aria-checked=true]").TextContent.Trim());
    }

    [Fact]
    public async Task Csv_format_is_remembered_by_the_browser()
    {
        var remembered = _bench.JSInterop.SetupModule("./js/frame.js").SetupVoid("chooseCsv", "semicolon-comma").SetVoidResult();
        var frame = new FrameState { Theme = "system", Folded = false };
        var menu = await OpenAsync(frame);
        await menu.FindAll("[role=menuitemradio]").Single(item => item.TextContent.Trim() == "Semicolon, 1234,50").ClickAsync();
        Assert.Single(remembered.Invocations);
        Assert.Equal("semicolon-comma", frame.CsvForm);
    }

    private async Task<IRenderedComponent<MudPopoverProvider>> OpenAsync(FrameState frame)
    {
        var popovers = _bench.Popovers();
        var menu = _bench.Render<ExportMenu>(set =>
            set.Add(menu => menu.Href, "https://x.example/export/downgrades.csv?tab=ready").AddCascadingValue(frame)
        );
        await menu.Find("button").ClickAsync();
        return popovers;
    }
}
