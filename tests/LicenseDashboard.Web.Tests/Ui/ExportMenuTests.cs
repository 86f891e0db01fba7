using Bunit;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Ui;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace LicenseDashboard.Web.Tests.Ui;

public sealed class ExportMenuTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Both_files_hold_the_rows_of_the_filter()
    {
        var menu = Show(
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
        Assert.Equal("tab-comma", menu.Find("select").GetAttribute("value"));
    }

    [Fact]
    public async Task Csv_format_is_remembered_by_the_browser()
    {
        var remembered = _bench.JSInterop.SetupModule("./js/frame.js").SetupVoid("chooseCsv", "semicolon-comma").SetVoidResult();
        var frame = new FrameState { Theme = "system", Folded = false };
        await Show(frame).Find("select").ChangeAsync(new ChangeEventArgs { Value = "semicolon-comma" });
        Assert.Single(remembered.Invocations);
        Assert.Equal("semicolon-comma", frame.CsvForm);
    }

    private IRenderedComponent<ExportMenu> Show(FrameState frame) =>
        _bench.Render<ExportMenu>(set =>
            set.Add(menu => menu.Href, "https://x.example/export/downgrades.csv?tab=ready").AddCascadingValue(frame)
        );
}
