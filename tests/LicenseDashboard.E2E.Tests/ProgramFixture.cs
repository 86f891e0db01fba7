using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Playwright;
using Xunit;

namespace LicenseDashboard.E2E.Tests;

/// <summary>
/// The real program in this process, on a free port, with a data folder of its own, and a browser to look at it with. One per test class.
/// A class that needs another organization derives from it and overrides <see cref="Configure"/>.
/// </summary>
public class ProgramFixture : IAsyncLifetime
{
    private readonly WebApplicationFactory<Program> _program;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public ProgramFixture()
    {
        DataFolder = System.IO.Directory.CreateTempSubdirectory("licensedashboard-e2e-").FullName;
        _program = new WebApplicationFactory<Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting("ConnectionStrings:LicenseDashboard", $"Data Source={Path.Combine(DataFolder, "licensedashboard.db")}");
            host.UseSetting("Demo:Agents", "200");
            host.UseSetting("urls", "http://127.0.0.1:0");
            Configure(host);
        });
        _program.UseKestrel(0);
    }

    public string DataFolder { get; }

    public Uri Address => _program.ClientOptions.BaseAddress;

    public IServiceProvider Services => _program.Services;

    public async ValueTask InitializeAsync()
    {
        _program.StartServer();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium" });
    }

    /// <summary>A browser of its own: cookies, theme and size are not shared with other tests.</summary>
    public async Task<Visit> VisitAsync(string path = "", ColorScheme scheme = ColorScheme.Light, int width = 1440, int height = 900, string? persona = null)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address.ToString(),
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = height },
            Locale = "en-US",
            TimezoneId = "Europe/Berlin",
            ReducedMotion = ReducedMotion.Reduce,
        });
        if (persona is not null)
        {
            await context.AddCookiesAsync([new() { Name = "persona", Value = persona, Url = Address.ToString() }]);
        }

        return await Visit.OpenAsync(context, path);
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

    protected virtual void Configure(IWebHostBuilder host)
    {
    }
}
