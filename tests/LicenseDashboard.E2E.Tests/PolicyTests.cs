using LicenseDashboard.Web.Demo;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>An administrator sees what a policy would do before saving it, and an auditor sees later who did.</summary>
[Collection<OneProgram>]
public sealed class PolicyTests(ProgramFixture program)
{
    [Fact]
    public async Task Policy_says_what_it_would_do_and_keeps_its_history()
    {
        await program.FilledAsync();
        await using var visit = await program.VisitAsync("settings", persona: "administrator");
        await visit.ConnectedAsync();
        await Expect(visit.Page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/settings/policies$"));
        await visit.PictureAsync("policies");

        await ChangeAsync(visit, 45, "the same as under the current policy");
        await SetAsync(visit, 120);
        var effect = visit.Dialog.GetByRole(AriaRole.Region, new() { Name = "What it would do now" });
        await Expect(effect)
            .ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"120 days: \d+ instead of \d+ licenses, \$[\d,]+ instead of"));
        await effect.GetByText("no longer listed").ClickAsync();
        await Expect(effect.GetByRole(AriaRole.List, new() { Name = "People no longer listed" })).ToContainTextAsync("last seen");
        await visit.PictureAsync("policy-effect");
        await visit.AssertAccessibleAsync();
        await visit.UnrollAsync(375);
        await visit.PictureAsync("policy-effect-375");
        await visit.Page.SetViewportSizeAsync(1440, 900);
        await SaveAsync(visit);
        await ChangeAsync(visit, 120, "the same as under the current policy");
        await SetAsync(visit, 45);
        await SaveAsync(visit);
        visit.AssertCalm();

        await using var auditor = await program.VisitAsync("settings/policies", persona: "auditor");
        await auditor.ConnectedAsync();
        await Expect(auditor.Page.GetByRole(AriaRole.Button, new() { Name = "Change…" })).ToHaveCountAsync(0);
        await auditor.Page.GetByRole(AriaRole.Button, new() { Name = "History of the policy" }).First.ClickAsync();
        var newest = auditor.Dialog.GetByRole(AriaRole.List, new() { Name = "Changes, newest first" }).GetByRole(AriaRole.Listitem).First;
        await Expect(newest).ToContainTextAsync($"Changed by {Persona.Find("administrator").Name}");
        await Expect(newest.GetByRole(AriaRole.Definition)).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(@"120\s*→\s*45"));
        await auditor.PictureAsync("policy-history");
        await auditor.AssertAccessibleAsync();
        auditor.AssertCalm();
    }

    private static async Task ChangeAsync(Visit visit, int days, string says)
    {
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Change… the policy of" }).First.ClickAsync();
        await Expect(visit.Dialog).ToContainTextAsync($"{days} days:");
        await Expect(visit.Dialog).ToContainTextAsync(says);
    }

    private static Task SetAsync(Visit visit, int days) =>
        visit.Dialog.GetByLabel("Days inactive").FillAsync(days.ToString(System.Globalization.CultureInfo.InvariantCulture));

    private static async Task SaveAsync(Visit visit)
    {
        await visit.Dialog.GetByRole(AriaRole.Button, new() { Name = "Save" }).ClickAsync();
        await Expect(visit.Dialog).ToHaveCountAsync(0);
        await Expect(visit.Page.GetByText("Policy saved. Lists update").First).ToBeVisibleAsync();
    }
}
