using System.Data.Common;
using LicenseDashboard.Application.Persistence;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace LicenseDashboard.E2E.Tests;

/// <summary>A database and a font that take their time: what stands in their place, and that nothing moves when they come.</summary>
public sealed class LoadingTests(LoadingTests.WaitingProgram program) : IClassFixture<LoadingTests.WaitingProgram>
{
    [Theory]
    [InlineData("Overview", 1440, "overview")]
    [InlineData("Downgrades", 1440, "downgrades")]
    [InlineData("Downgrades", 375, "downgrades")]
    [InlineData("Reclamation", 1440, "reclamation")]
    [InlineData("Remediations", 1440, "remediations")]
    [InlineData("People", 1440, "people")]
    [InlineData("Exemptions", 1440, "exemptions")]
    [InlineData("Jobs", 1440, "jobs")]
    public async Task Page_stands_in_its_size_while_it_waits_for_data(string place, int width, string name)
    {
        await program.FilledAsync();
        await using var visit = await program.VisitAsync("settings", width: width, persona: "administrator");
        await visit.ConnectedAsync();

        program.Database.Shut();
        try
        {
            // By script, since a shift within half a second of a user's own click is not counted against the page.
            await visit
                .Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" })
                .GetByRole(AriaRole.Link, new() { Name = place })
                .First.DispatchEventAsync("click");
            await Expect(visit.Page.Locator("main [aria-busy=true]")).ToBeVisibleAsync();
            await visit.PictureAsync($"loading-{name}-{width}");
        }
        finally
        {
            program.Database.Open();
        }

        await Expect(visit.Page.Locator("main [aria-busy=true]")).ToHaveCountAsync(0);
        await Expect(visit.Page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await visit.PictureAsync($"loaded-{name}-{width}");
        await visit.AssertStillAsync();
        visit.AssertCalm();
    }

    [Theory]
    [InlineData(1440)]
    [InlineData(1024)]
    [InlineData(375)]
    public async Task Font_that_comes_late_moves_nothing(int width)
    {
        await program.FilledAsync();
        await using var visit = await program.VisitAsync("settings", width: width);
        var asked = new TaskCompletionSource();
        var come = new TaskCompletionSource();
        await visit.Page.RouteAsync(
            "**/*.woff2",
            async route =>
            {
                asked.TrySetResult();
                await come.Task;
                await route.ContinueAsync();
            }
        );
        await visit.Page.GotoAsync("downgrades", new() { WaitUntil = WaitUntilState.DOMContentLoaded });
        await asked.Task;
        await Expect(visit.Rows.First).ToBeVisibleAsync();
        await visit.ConnectedAsync();
        Assert.False(await visit.Page.EvaluateAsync<bool>("document.fonts.check('14px \"Inter Variable\"')"));
        come.SetResult();
        await visit.Page.EvaluateAsync("document.fonts.ready");
        await visit.AssertStillAsync();
        visit.AssertCalm();
    }

    public sealed class WaitingProgram : ProgramFixture
    {
        public DatabaseDoor Database { get; } = new();

        protected override void Configure(IWebHostBuilder host) =>
            host.UseSetting("Demo:Agents", "80")
                .ConfigureServices(services => services.ConfigureDbContext<LicenseDb>(options => options.AddInterceptors(Database)));
    }

    /// <summary>While it is shut, every read waits.</summary>
    public sealed class DatabaseDoor : DbCommandInterceptor
    {
        private volatile TaskCompletionSource? _shut;

        public void Shut() => _shut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Open()
        {
            _shut?.TrySetResult();
            _shut = null;
        }

        public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command,
            CommandEventData eventData,
            InterceptionResult<DbDataReader> result,
            CancellationToken cancellationToken = default
        )
        {
            if (_shut is { } shut)
            {
                await shut.Task.WaitAsync(cancellationToken);
            }

            return result;
        }
    }
}
