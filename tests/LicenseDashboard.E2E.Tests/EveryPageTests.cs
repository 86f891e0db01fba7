using LicenseDashboard.Testing;
using LicenseDashboard.Web.Layout;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>
/// What holds for every page, at every width and in both themes. A page that the rail shows is looked at here without another line;
/// Downgrades with its panel is in <see cref="FrameTests"/>.
/// </summary>
[Collection<LookedAtProgram>]
public sealed class EveryPageTests(ProgramFixture program)
{
    private static readonly int[] Widths = [1440, 1024, 375];

    /// <summary>What MudBlazor does by itself and this look leaves out: ripples, capitals, and shadows of what does not float.</summary>
    private const string NotOurs = """
        (() => {
            const ripple = document.body.appendChild(document.createElement('span'));
            ripple.className = 'mud-ripple-effect';
            const found = [...document.body.querySelectorAll('*')]
                .filter(each => each === ripple || each.checkVisibility())
                .filter(each => !each.closest('.mud-popover, .mud-snackbar, .apexcharts-tooltip, dialog, [data-panel]'))
                .filter(each => {
                    const style = getComputedStyle(each);
                    return style.textTransform === 'uppercase'
                        || (style.boxShadow !== 'none' && !style.boxShadow.includes('inset'))
                        || (each === ripple && style.display !== 'none');
                })
                .map(each => each.outerHTML.slice(0, 200));
            ripple.remove();
            return found;
        })()
        """;

    /// <summary>Fifty people are looked at no better than a few, and axe takes its time over each cell.</summary>
    public static TheoryData<string> Places =>
        [
            .. Navigation
                .All.Concat(Navigation.Settings)
                .Select(item => item.Href)
                .Where(href => href is not ("downgrades" or "settings")) // Settings leads to the first of its pages.
                .Select(href => href == "people" ? "people?text=ana" : href),
            "people?platform=nowhere",
        ];

    [Theory, MemberData(nameof(Places))]
    public async Task Page_is_accessible_calm_and_as_wide_as_the_window(string href)
    {
        await program.FilledAsync();
        await using var visit = await program.VisitAsync(href, persona: "administrator");
        await visit.ConnectedAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Expect(visit.Page.Locator("[aria-busy=true]")).ToHaveCountAsync(0);
        foreach (var width in Widths)
        {
            await visit.UnrollAsync(width);
            await visit.AssertAccessibleAsync(dark: width != 1024);
            Assert.False(await visit.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), $"wider than {width}");
            Assert.Equal("", string.Join(Environment.NewLine, await visit.Page.EvaluateAsync<string[]>(NotOurs)));
            await visit.PicturesAsync($"page-{PictureOf(href)}-{width}", whole: true);
        }

        // Overview has the live card.
        Assert.Empty(RetiredWords.In(await visit.Page.InnerTextAsync("body"), live: href is "" or "utilization"));
        visit.AssertCalm();
    }

    private static string PictureOf(string href) =>
        href switch
        {
            "" => "overview",
            "people?platform=nowhere" => "unknown-platform",
            _ => href.Split('?')[0].Replace('/', '-'),
        };

    [
        Theory,
        InlineData("Remediations", "No change in this state matches “zzzz”", "remediations?status=restored&text=zzzz"),
        InlineData("People", "No one matches all filters", "people?text=zzzz"),
        InlineData("People", "there is no page 900", "people?page=900"),
        InlineData("Jobs", "There is no page 77", "jobs?page=77")
    ]
    public async Task Filter_that_leaves_nothing_says_so_and_what_to_do(string title, string words, string href)
    {
        await program.FilledAsync();
        await using var visit = await program.VisitAsync(href, persona: "administrator");
        await visit.ConnectedAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync(title);
        await Expect(visit.Page.Locator("main")).ToContainTextAsync(words);
        visit.AssertCalm();
    }

    [Fact]
    public async Task Address_names_what_it_does_not_know()
    {
        await program.FilledAsync();
        await using var visit = await program.VisitAsync("remediations?status=gold&since=soon&page=-1");
        await visit.ConnectedAsync();
        await Expect(visit.Page.GetByText("Some parts of this link were ignored")).ToContainTextAsync("status 'gold'");
        await Expect(visit.Page.GetByText("Some parts of this link were ignored")).ToContainTextAsync("since 'soon'");
        await Expect(visit.Page.GetByText("Some parts of this link were ignored")).ToContainTextAsync("page '-1'");
        await visit.Page.GotoAsync("people?activity=sleepy&page=0");
        await visit.ConnectedAsync();
        await Expect(visit.Page.GetByText("Some parts of this link were ignored")).ToContainTextAsync("activity 'sleepy', page '0'");
        visit.AssertCalm();
    }

    [
        Theory,
        InlineData("remediations"),
        InlineData("jobs"),
        InlineData("people"),
        InlineData("reclamation"),
        InlineData("leavers"),
        InlineData("exemptions"),
        InlineData("settings/notices")
    ]
    public async Task Page_number_that_is_none_is_named_and_the_page_shown(string href)
    {
        await program.FilledAsync();
        await using var visit = await program.VisitAsync(href + "?page=two", persona: "administrator");
        await visit.ConnectedAsync();
        await Expect(visit.Page.GetByText("Some parts of this link were ignored")).ToContainTextAsync("page 'two'");
        visit.AssertCalm();
    }

    [Fact]
    public async Task Slash_leads_to_the_search_and_Enter_to_the_person()
    {
        await using var visit = await program.ListAsync();
        await visit.HearsKeysAsync();

        // By mail: two people may have one name.
        var mail = await program.MailAsync(await visit.FirstOpenAsync());
        await visit.Page.GotoAsync("jobs");
        await visit.ConnectedAsync();
        await visit.Page.Keyboard.PressAsync("/");
        var search = visit.Page.GetByRole(AriaRole.Combobox, new() { Name = "Find a person, page, or action" });
        await Expect(search).ToBeFocusedAsync();
        await search.FillAsync(mail);
        await Expect(visit.Page.GetByRole(AriaRole.Option).First).ToContainTextAsync("Downgrade to decide");
        await visit.PictureAsync("search");
        await visit.AssertAccessibleAsync();
        await search.PressAsync("Enter");
        await Expect(visit.Panel.GetByText("What will happen")).ToBeVisibleAsync();
        visit.AssertCalm();
    }
}
