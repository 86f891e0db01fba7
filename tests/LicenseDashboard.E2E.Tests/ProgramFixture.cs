using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Xunit;

namespace LicenseDashboard.E2E.Tests;

/// <summary>
/// The real program in this process, on a free port, with its own vendor, data folder and clock, and a browser to look at it with. Most
/// classes share one (<see cref="OneProgram"/>, <see cref="SecondProgram"/>, <see cref="LookedAtProgram"/>); a class that needs another
/// organization or a first visit derives from it and overrides <see cref="Configure"/>.
/// </summary>
public class ProgramFixture : IAsyncLifetime
{
    /// <summary>An identity provider's.</summary>
    public const string ProviderToken = "scim-secret-of-24-characters";

    private static readonly TimeSpan FirstImport = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private WebApplicationFactory<Program> _program;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public ProgramFixture()
    {
        DataFolder = System.IO.Directory.CreateTempSubdirectory("licensedashboard-e2e-").FullName;
        _program = Make(port: 0);
    }

    public string DataFolder { get; }

    /// <summary>The program's and its vendor's.</summary>
    public MovableClock Clock { get; } = new();

    /// <summary>Between the program and its vendor.</summary>
    public VendorDoor Vendor { get; } = new();

    public Uri Address => _program.ClientOptions.BaseAddress;

    public IServiceProvider Services => _program.Services;

    public async ValueTask InitializeAsync()
    {
        _program.StartServer();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium" }
        );
        // Long enough for a loaded machine; what must be quick is measured by the test that says so.
        Assertions.SetDefaultExpectTimeout(30_000);
    }

    /// <summary>Waits until the first import has ended and its rows are there, so that nothing moves under a test.</summary>
    public async Task FilledAsync()
    {
        using var patience = new CancellationTokenSource(FirstImport);
        var rows = 0;
        while (true)
        {
            await using var db = await Services.GetRequiredService<IDbContextFactory<LicenseDb>>().CreateDbContextAsync(patience.Token);
            var now = await db.Set<Recommendation>().CountAsync(patience.Token);
            if (now > 0 && now == rows)
            {
                return;
            }

            rows = now;
            await Task.Delay(500, patience.Token);
        }
    }

    /// <summary>The list with its rows, connected: what a manager sees on any day but the first.</summary>
    public async Task<Visit> ListAsync(string query = "", string? persona = null, int width = 1440, int height = 900)
    {
        await FilledAsync();
        var visit = await VisitAsync("downgrades" + query, persona: persona, width: width, height: height);
        return await visit.ConnectedAsync();
    }

    /// <summary>
    /// The team lead's list in the lane that has rows to decide: which one the few of a small team are in, and which other tests took, is
    /// chance.
    /// </summary>
    public async Task<(Visit Visit, string Lane)> TeamListAsync()
    {
        var visit = await ListAsync(persona: "team-lead");
        if (await visit.Page.Locator("[data-key=a]").CountAsync() > 0)
        {
            return (visit, "ready");
        }

        await visit.Page.GotoAsync("downgrades?tab=review");
        return (await visit.ConnectedAsync(), "review");
    }

    /// <summary>Of the person whom a row is about.</summary>
    public async Task<string> MailAsync(Guid row)
    {
        await using var db = await Services.GetRequiredService<IDbContextFactory<LicenseDb>>().CreateDbContextAsync();
        return await db.Recommendations.Where(r => r.Id == new RecommendationId(row)).Select(r => r.Email!).SingleAsync();
    }

    /// <summary>Moves time on until the page, which is not reloaded, shows it.</summary>
    public async Task ReachedAsync(ILocator what, TimeSpan? step = null)
    {
        ArgumentNullException.ThrowIfNull(what);
        using var patience = new CancellationTokenSource(Patience);
        while (!await what.IsVisibleAsync())
        {
            Clock.Advance(step ?? TimeSpan.FromSeconds(5));
            await Task.Delay(500, patience.Token);
        }
    }

    /// <summary>A browser of its own: cookies, theme and size are not shared with other tests.</summary>
    public async Task<Visit> VisitAsync(
        string path = "",
        ColorScheme scheme = ColorScheme.Light,
        int width = 1440,
        int height = 900,
        string? persona = null
    )
    {
        var context = await _browser!.NewContextAsync(
            new()
            {
                BaseURL = Address.ToString(),
                ColorScheme = scheme,
                ViewportSize = new() { Width = width, Height = height },
                Locale = "en-US",
                TimezoneId = "Europe/Berlin",
                ReducedMotion = ReducedMotion.Reduce,
            }
        );
        if (persona is not null)
        {
            await context.AddCookiesAsync([
                new()
                {
                    Name = "persona",
                    Value = persona,
                    Url = Address.ToString(),
                },
            ]);
        }

        return await Visit.OpenAsync(context, path);
    }

    /// <summary>Ends the program and starts it again at the same address on the same data, as an update or a crash would.</summary>
    public async Task RestartAsync()
    {
        var port = Address.Port;
        await _program.DisposeAsync();
        _program = Make(port);
        _program.StartServer();
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        await _program.DisposeAsync();
        System.IO.Directory.Delete(DataFolder, recursive: true);
    }

    protected virtual void Configure(IWebHostBuilder host) { }

    private WebApplicationFactory<Program> Make(int port)
    {
        var program = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting("ConnectionStrings:LicenseDashboard", $"Data Source={Path.Combine(DataFolder, "licensedashboard.db")}");
            host.UseSetting("Demo:Agents", "150");
            host.UseSetting("Api:Tokens:0:Name", "entra");
            host.UseSetting("Api:Tokens:0:Secret", ProviderToken);
            host.UseSetting("Api:Tokens:0:Scopes", "scim");
            host.UseSetting("urls", $"http://127.0.0.1:{port}");
            host.ConfigureTestServices(services =>
            {
                services.AddSingleton<TimeProvider>(Clock);
                services.ConfigureHttpClientDefaults(clients => clients.AddHttpMessageHandler(Vendor.Handler));
            });
            Configure(host);
        });
        program.UseKestrel(port);
        return program;
    }
}

/// <summary>The program that most classes share: starting one takes longer than most tests. Each test decides on rows of its own.</summary>
[CollectionDefinition]
public sealed class OneProgram : ICollectionFixture<ProgramFixture>;

/// <summary>Another one for the other half of them, so that one doesn't wait for all others at the end of a run.</summary>
[CollectionDefinition]
public sealed class SecondProgram : ICollectionFixture<ProgramFixture>;

/// <summary>One for classes that only look, so that they run beside those that decide.</summary>
[CollectionDefinition]
public sealed class LookedAtProgram : ICollectionFixture<ProgramFixture>;
