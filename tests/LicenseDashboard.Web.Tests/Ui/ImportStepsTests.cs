using Bunit;
using LicenseDashboard.Web.Ui;
using Xunit;

namespace LicenseDashboard.Web.Tests.Ui;

public sealed class ImportStepsTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Step_follows_the_import_and_no_click_on_its_name()
    {
        var shown = _bench.Render<ImportSteps>(set =>
            set.Add(steps => steps.Step, 0)
                .Add(steps => steps.File, "<b>choose</b>")
                .Add(steps => steps.Preview, "<b>look</b>")
                .Add(steps => steps.Done, "<b>finished</b>")
        );
        Assert.Equal("choose", shown.Find("b").TextContent);
        Assert.Equal(["File", "Preview", "Done"], shown.FindAll(".mud-step-label-content").Select(name => name.TextContent.Trim()));
        foreach (var (step, words) in new[] { (1, "look"), (2, "finished"), (0, "choose") })
        {
            shown.Render(set => set.Add(steps => steps.Step, step));
            shown.WaitForAssertion(() => Assert.Equal(words, Assert.Single(shown.FindAll("b")).TextContent));
            for (var name = 0; name < 3; name++)
            {
                shown.FindAll(".mud-step")[name].Click();
            }

            Assert.Equal(words, Assert.Single(shown.FindAll("b")).TextContent);
        }
    }
}
