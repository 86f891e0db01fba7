using Bunit;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.People;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Web.Exemptions;
using LicenseDashboard.Web.Hosting;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace LicenseDashboard.Web.Tests.Exemptions;

/// <summary>The page with its real use cases on a database of its own.</summary>
public sealed class ExemptionsPageTests : IAsyncDisposable
{
    private PageBench? _bench;

    public ValueTask DisposeAsync() => _bench?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData(ViewerRoles.Administrator, "People, Tags, Rules, Season forecast")]
    [InlineData(ViewerRoles.OperationsManager, "People, Tags, Season forecast")]
    public async Task Parts_are_tabs_for_those_who_may_see_them(ViewerRoles role, string tabs)
    {
        var page = await ShowAsync(role);
        Assert.Equal(tabs, string.Join(", ", page.FindAll("nav a.tab").Select(tab => tab.FirstChild!.TextContent.Trim())));
        Assert.Equal("People 0", page.Find("nav a[aria-current]").TextContent);
    }

    [Fact]
    public async Task Unknown_part_is_said_and_the_people_are_shown()
    {
        var page = await ShowAsync(ViewerRoles.Administrator, "exemptions?view=cards");
        Assert.Contains("view 'cards'", page.Find(".notice").TextContent, StringComparison.Ordinal);
        Assert.Equal("People 0", page.Find("nav a[aria-current]").TextContent);
    }

    [Fact]
    public async Task Calendar_shows_each_season_with_words_for_those_who_do_not_see_it()
    {
        var page = await ShowAsync(ViewerRoles.OperationsManager, "exemptions?view=season");
        var row = page.Find(".calendar tbody tr");
        Assert.Contains("Nov 1 to Jan 15, every year", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("Jan 1 to Jan 15 and Nov 1 to Dec 31", row.TextContent, StringComparison.Ordinal);
        Assert.Equal(2, row.QuerySelectorAll("rect").Length);
        Assert.Contains($"Today, Nov 22", page.Find(".key").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Season_over_new_year_lies_at_both_ends_of_the_year() =>
        Assert.Equal(
            [
                [(new DateOnly(2026, 1, 1), new DateOnly(2026, 1, 15)), (new DateOnly(2026, 11, 1), new DateOnly(2026, 12, 31))],
                [(new DateOnly(2026, 2, 28), new DateOnly(2026, 6, 30))],
            ],
            new IEnumerable<(DateOnly, DateOnly)>[]
            {
                SeasonCalendar.Bands(new Season(new MonthDay(11, 1), new MonthDay(1, 15)), 2026),
                SeasonCalendar.Bands(new Season(new MonthDay(2, 29), new MonthDay(6, 30)), 2026),
            }
        );

    [Fact]
    public async Task What_is_wrong_with_a_tag_stands_beside_its_field()
    {
        var page = await ShowAsync(ViewerRoles.Administrator, "exemptions?view=tags");
        await page.Find(".section-head button").ClickAsync(new());
        var dialog = page.FindComponent<TagDialog>();
        await dialog.Find("input").ChangeAsync(new ChangeEventArgs { Value = "9 lives" });
        await dialog.FindAll("input")[1].ChangeAsync(new ChangeEventArgs { Value = "Cats." });
        await dialog.Find("form").SubmitAsync();
        var wrong = dialog
            .FindAll(".mud-input-control-helper-container")
            .First(each => each.TextContent.Contains("9 lives", StringComparison.Ordinal));
        Assert.StartsWith("Name \"9 lives\" can't be used as a name", wrong.TextContent.Trim(), StringComparison.Ordinal);
        Assert.Empty(dialog.FindAll("p.wrong"));
    }

    [Fact]
    public async Task Tag_is_not_saved_while_its_duration_is_no_number()
    {
        var page = await ShowAsync(ViewerRoles.Administrator, "exemptions?view=tags");
        await page.Find(".section-head button").ClickAsync(new());
        var dialog = page.FindComponent<TagDialog>();
        await dialog.FindAll("input")[0].ChangeAsync(new ChangeEventArgs { Value = "PROJECT_X" });
        await dialog.FindAll("input")[1].ChangeAsync(new ChangeEventArgs { Value = "People of the project." });
        await Duration().ChangeAsync(new ChangeEventArgs { Value = "2.5" });
        Assert.Contains("Not a valid number", dialog.Markup, StringComparison.Ordinal);
        await dialog.Find("form").SubmitAsync();
        Assert.DoesNotContain("PROJECT_X", page.Find("table").TextContent, StringComparison.Ordinal);

        await Duration().ChangeAsync(new ChangeEventArgs { Value = "20" });
        await dialog.Find("form").SubmitAsync();
        page.WaitForAssertion(() => Assert.Contains("PROJECT_X", page.Find("table").TextContent, StringComparison.Ordinal));

        AngleSharp.Dom.IElement Duration() =>
            dialog
                .FindAll(".mud-input-control")
                .First(field => field.QuerySelector("label")?.TextContent.StartsWith("Default duration", StringComparison.Ordinal) == true)
                .QuerySelector("input")!;
    }

    [Theory, InlineData(ViewerRoles.Auditor, true), InlineData(ViewerRoles.FinOps, false)]
    public async Task History_of_a_tag_is_for_administrators_and_auditors(ViewerRoles role, bool sees)
    {
        var page = await ShowAsync(role, "exemptions?view=tags");
        var buttons = page.FindAll("[aria-label='History of the tag SEASONAL_BURST']");
        Assert.Equal(sees, buttons.Count == 1);
        if (sees)
        {
            await buttons[0].ClickAsync(new());
            var version = page.Find(".versions li");
            Assert.Contains("Added at the first start by LicenseDashboard", version.TextContent, StringComparison.Ordinal);
            Assert.Contains("Nov 1 to Jan 15, every year", version.TextContent, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Forecast_speaks_plain_English_with_a_real_minus()
    {
        using var bench = Bench.Open();
        var tier = new BurstTier(new SkuRoom("cloudCX2", LineBasis.Named, 370, -25, OverUse.Soft, null, false), 12, 12, 0, null);
        var shown = bench.Render<SeasonForecast>(set =>
            set.Add(
                forecast => forecast.Forecast,
                new BurstForecast(
                    "SEASONAL_BURST",
                    Period.Through(new DateOnly(2026, 11, 1), new DateOnly(2027, 1, 15)),
                    3,
                    12,
                    0,
                    [tier],
                    null,
                    null,
                    null
                )
            )
        );
        Assert.Contains("−25", shown.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain("-25", shown.Markup, StringComparison.Ordinal);
        Assert.Equal("None", shown.Find(".badge").TextContent);
    }

    [Fact]
    public async Task Preview_of_a_file_says_what_is_wrong_in_a_column_of_its_own()
    {
        var page = await ShowAsync(ViewerRoles.Administrator);
        await page.FindAll(".page-head button")
            .First(button => button.TextContent.Contains("Import", StringComparison.Ordinal))
            .ClickAsync(new());
        page.FindComponent<InputFile>()
            .UploadFiles(InputFileContent.CreateFromText("email,tag\nnone@example.com,LEGAL_HOLD\n", "people.csv"));
        var line = page.WaitForElement(".lines tbody tr");
        Assert.Equal(
            ["Line", "Would be", "Person", "Tag", "Problem"],
            page.FindAll(".lines thead th").Select(head => head.TextContent.Trim())
        );
        Assert.Contains("none@example.com", line.QuerySelector("td:last-child")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("none@example.com", line.QuerySelector("td[data-label=Tag]")!.TextContent, StringComparison.Ordinal);
    }

    [Theory, InlineData(ViewerRoles.Administrator, 1), InlineData(ViewerRoles.Auditor, 0)]
    public async Task Link_opens_a_new_tag_for_those_who_may_and_the_address_forgets_it(ViewerRoles role, int opened)
    {
        await ShowAsync(role, "exemptions?view=tags&new=tag");
        Assert.Equal(opened, _bench!.Context.JSInterop.Invocations.Count(call => call.Identifier == "show"));
        var address = _bench.Context.Services.GetRequiredService<NavigationManager>().Uri;
        Assert.Equal(opened == 0, address.Contains("new=tag", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Link_that_asks_for_something_else_opens_nothing()
    {
        await ShowAsync(ViewerRoles.Administrator, "exemptions?view=tags&new=shoe");
        Assert.DoesNotContain(_bench!.Context.JSInterop.Invocations, call => call.Identifier == "show");
        var address = _bench.Context.Services.GetRequiredService<NavigationManager>().Uri;
        Assert.DoesNotContain("new=shoe", address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Import_button_says_how_many_lines_it_applies()
    {
        var page = await ShowAsync(ViewerRoles.Administrator);
        await using (var db = _bench!.Database.Open())
        {
            db.People.AddRange(A.Person("p1", 1, "Mia Lang"), A.Person("p2", 1, "Max Xu"));
            await db.SaveChangesAsync();
        }

        await page.FindAll(".page-head button")
            .First(button => button.TextContent.Contains("Import", StringComparison.Ordinal))
            .ClickAsync(new());
        page.FindComponent<InputFile>()
            .UploadFiles(InputFileContent.CreateFromText("user,tag,to\np1,LEAVE,2027-01-31\np2,LEAVE,2027-01-31\n", "people.csv"));
        page.WaitForElement(".lines tbody tr");
        Assert.Contains(page.FindAll("button[type=submit]"), button => button.TextContent.Trim() == "Apply 2 lines");
    }

    private async Task<IRenderedComponent<ExemptionsPage>> ShowAsync(ViewerRoles role, string address = "exemptions")
    {
        _bench = await PageBench.OpenAsync(services =>
            services
                .AddSingleton(Catalogue.Default)
                .AddExemptions()
                .AddSingleton<IProtectRows, NoRows>()
                .AddPeople()
                .AddSingleton(new PlatformKeys(["genesys"]))
                .AddExemptionPages()
        );
        foreach (var start in _bench.Database.Services.GetServices<IHostedService>().Where(each => each is not BackgroundService))
        {
            await start.StartAsync(CancellationToken.None); // The built-in tags.
        }

        return _bench.Show<ExemptionsPage>(role, address);
    }
}
