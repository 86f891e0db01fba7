using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>The first minute of a new installation: the vendor is still busy, and there is nothing to show yet.</summary>
public sealed class FirstVisitTests(FirstVisitTests.HeldProgram program) : IClassFixture<FirstVisitTests.HeldProgram>
{
    [Fact]
    public async Task First_visit_shows_progress_lets_one_choose_a_persona_and_fills_by_itself()
    {
        await using var visit = await program.VisitAsync("downgrades");
        await visit.ConnectedAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Importing your data" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        await visit.PictureAsync("first-visit");
        await visit.AssertAccessibleAsync();

        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Persona: Regina Hartmann" }).ClickAsync();
        await visit.Page.GetByRole(AriaRole.Menuitemradio, new() { Name = "Tobias Lindner" }).ClickAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Button, new() { Name = "Persona: Tobias Lindner" })).ToBeVisibleAsync();
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Name = "Importing your data" })).ToBeVisibleAsync();

        await using var regina = await program.VisitAsync("downgrades");
        await regina.ConnectedAsync();
        await Expect(regina.Page.GetByRole(AriaRole.Progressbar)).ToBeVisibleAsync();
        program.LetGo();
        await Expect(regina.Rows.First).ToBeVisibleAsync(new() { Timeout = 180_000 });
        await Expect(visit.Page.Locator("nav[aria-label=Tabs]")).ToBeVisibleAsync();
        visit.AssertCalm();
        regina.AssertCalm();
    }

    /// <summary>Whatever asks the vendor for usage waits until it is let go.</summary>
    public sealed class HeldProgram : ProgramFixture
    {
        private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void LetGo() => _go.TrySetResult();

        protected override void Configure(IWebHostBuilder host)
        {
            host.UseSetting("Demo:Agents", "60");
            host.ConfigureTestServices(services =>
                services.ConfigureHttpClientDefaults(clients => clients.AddHttpMessageHandler(() => new Hold(_go.Task)))
            );
        }
    }

    private sealed class Hold(Task until) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.RequestUri!.AbsolutePath.Contains("/analytics/", StringComparison.Ordinal))
            {
                await until.WaitAsync(cancellationToken);
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
