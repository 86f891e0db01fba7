using System.Text.RegularExpressions;
using LicenseDashboard.Web.Demo;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>Design §4.6 as each of the five sees it.</summary>
[Collection<SecondProgram>]
public sealed partial class PersonaTests(ProgramFixture program)
{
    /// <summary>With what is decided: other tests decide, also all that a small team has.</summary>
    private static readonly string[] Tabs = ["Ready", "Review", "Protected", "Decided"];

    [Fact]
    public async Task Team_lead_sees_his_own_people_who_are_all_the_regional_heads_too_and_no_other()
    {
        await using var head = await program.ListAsync();
        await using var lead = await program.ListAsync(persona: "team-lead");
        foreach (var tab in Tabs)
        {
            var ofHead = await PeopleAsync(head, tab);
            var ofLead = await PeopleAsync(lead, tab);
            Assert.Subset(ofHead, ofLead);
            Assert.All(ofLead, person => Assert.Equal(Persona.Find("team-lead").Name, person.Manager));
            Assert.Equal([.. ofHead.Where(person => person.Manager == Persona.Find("team-lead").Name)], ofLead);
        }

        Assert.True(await CountAsync(lead) is > 0 and var few && few < await CountAsync(head));

        // Another person's row is not there for him: not in the list, not by its address, not by the search.
        await head.Page.GotoAsync("downgrades?tab=ready");
        await head.ConnectedAsync();
        var others = head
            .Rows.Filter(new() { Has = head.Page.Locator("[data-key=a]"), HasNot = head.Page.GetByText(Persona.Find("team-lead").Name) })
            .First;
        var (id, name) = (await others.GetAttributeAsync("data-row"), await others.Locator("[data-key=Enter]").InnerTextAsync());
        await lead.Page.GotoAsync("downgrades?row=" + id);
        await lead.ConnectedAsync();
        await Expect(lead.Panel).ToContainTextAsync(new Regex("Recommendation not found|You no longer have access"));
        await lead.Page.GetByRole(AriaRole.Combobox, new() { Name = "Find a person, page, or action" }).FillAsync(name);
        await Expect(lead.Page.Locator("header .find [role=status]")).ToContainTextAsync("No matching person");
        await lead.PictureAsync("team-lead");
        lead.AssertCalm();
    }

    [Theory]
    [InlineData("auditor")]
    [InlineData("finops")]
    public async Task Reader_sees_everyone_and_has_no_buttons(string persona)
    {
        await using var head = await program.ListAsync();
        await using var reader = await program.ListAsync(persona: persona);
        Assert.True(await CountAsync(reader) > await CountAsync(head));
        await Expect(reader.Rows.First).ToBeVisibleAsync();
        Assert.Equal(0, await reader.Page.Locator("[data-key=a], [data-key=r]").CountAsync());
        await reader.HearsKeysAsync();
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await reader.FocusedAsync();
        await reader.Page.Keyboard.PressAsync("a");
        await reader.Page.Keyboard.PressAsync("r");
        await reader.Page.Keyboard.PressAsync("Enter");
        await Expect(reader.Panel.GetByText("What will happen")).ToBeVisibleAsync();
        await Expect(reader.Panel.GetByRole(AriaRole.Button, new() { Name = "Approve" })).ToHaveCountAsync(0);
        await Expect(reader.Dialog).ToHaveCountAsync(0);
        Assert.Equal(0, await reader.Page.Locator("tr.folded").CountAsync());
        await reader.PictureAsync(persona);
        reader.AssertCalm();
    }

    [Fact]
    public async Task Administrator_sees_everyone_and_decides_only_where_there_is_no_manager()
    {
        await using var auditor = await program.ListAsync(persona: "auditor");
        await using var administrator = await program.ListAsync(persona: "administrator");
        Assert.Equal(await CountAsync(auditor), await CountAsync(administrator));
        foreach (var tab in new[] { "ready", "review" })
        {
            await administrator.Page.GotoAsync("downgrades?tab=" + tab);
            await administrator.ConnectedAsync();
            await Expect(administrator.Rows.First).ToBeVisibleAsync();
            foreach (var row in await administrator.Rows.AllAsync())
            {
                var hasButtons = await row.Locator("[data-key=a]").CountAsync() > 0;
                var manager = await row.Locator("td.manager").InnerTextAsync();
                Assert.True(!hasButtons || manager == "No manager", manager);
            }
        }

        await administrator.PictureAsync("administrator");
        administrator.AssertCalm();
    }

    /// <summary>Everybody of a tab on all its pages, from the file that the page offers.</summary>
    private static async Task<HashSet<(string Mail, string Manager)>> PeopleAsync(Visit visit, string tab)
    {
        var lines = (await visit.TextAsync("export/downgrades.csv?tab=" + tab.ToLowerInvariant()))
            .TrimStart('\uFEFF')
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var titles = Cells(lines[0]);
        var (mail, manager) = (Array.IndexOf(titles, "Email"), Array.IndexOf(titles, "Manager"));
        return [.. lines.Skip(1).Select(Cells).Select(cells => (cells[mail], cells[manager]))];
    }

    private static string[] Cells(string line) => [.. Cell().Matches(line).Select(cell => cell.Value.Trim(',').Trim('"'))];

    [GeneratedRegex("(?:^|,)(?:\"(?:[^\"]|\"\")*\"|[^,]*)")]
    private static partial Regex Cell();

    private static async Task<int> CountAsync(Visit visit)
    {
        var sum = 0;
        foreach (var tab in Tabs)
        {
            sum += await visit.CountAsync(tab);
        }

        return sum;
    }
}
