using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>Design §4.6 as each of the five sees it.</summary>
[Collection<OneProgram>]
public sealed class PersonaTests(ProgramFixture program)
{
    private static readonly string[] Lanes = ["Ready", "Review", "Protected"];

    [Fact]
    public async Task Team_lead_sees_fewer_rows_than_the_regional_head_and_all_of_them_are_hers_too()
    {
        await using var head = await program.ListAsync();
        await using var lead = await program.ListAsync(persona: "team-lead");
        var (ofHead, ofLead) = (await CountAsync(head), await CountAsync(lead));
        Assert.True(ofLead < ofHead, $"{ofLead} of {ofHead}");
        foreach (var lane in Lanes)
        {
            Assert.True(await lead.CountAsync(lane) <= await head.CountAsync(lane), lane);
        }

        await lead.PictureAsync("team-lead");
        await Expect(head.Rows.First.Locator("[data-key=a]")).ToBeVisibleAsync();
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
        await reader.Page.Keyboard.PressAsync("ArrowDown");
        await Expect(reader.FocusedRow).ToHaveCountAsync(1);
        await reader.Page.Keyboard.PressAsync("a");
        await reader.Page.Keyboard.PressAsync("r");
        await reader.Page.Keyboard.PressAsync("Enter");
        await Expect(reader.Panel.GetByText("What would happen")).ToBeVisibleAsync();
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

    private static async Task<int> CountAsync(Visit visit)
    {
        var sum = 0;
        foreach (var lane in Lanes)
        {
            sum += await visit.CountAsync(lane);
        }

        return sum;
    }
}
