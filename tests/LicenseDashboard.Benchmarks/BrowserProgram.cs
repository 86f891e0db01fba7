using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Recommendations;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// The real program in this process, whose memory can be measured, on the demo's organization; and browsers on its pages.
/// </summary>
internal sealed class BrowserProgram : IAsyncDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("licensedashboard-benchmark-").FullName;
    private readonly WebApplicationFactory<global::Program> _program;
    private Wire? _wire;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private BrowserProgram((string Name, string Value)[] settings)
    {
        System.IO.Directory.SetCurrentDirectory(AppContext.BaseDirectory); // There the factory looks for where the program's sources are.
        _program = new WebApplicationFactory<global::Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting("ConnectionStrings:LicenseDashboard", $"Data Source={Path.Combine(_folder, "licensedashboard.db")}");
            host.UseSetting("Logging:LogLevel:Default", "Warning");
            foreach (var (name, value) in settings)
            {
                host.UseSetting(name, value);
            }
        });
        _program.UseKestrel(0);
    }

    /// <summary>Returns once the first import is done and its rows stay.</summary>
    public static async Task<BrowserProgram> StartAsync(params (string Name, string Value)[] settings)
    {
        var program = new BrowserProgram(settings);
        program._program.StartServer();
        program._wire = new Wire(program._program.ClientOptions.BaseAddress);
        program._playwright = await Playwright.CreateAsync();
        program._browser = await program._playwright.Chromium.LaunchAsync(
            new() { ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium" }
        );
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        for (var (rows, before) = (0, -1); rows == 0 || rows != before; await Task.Delay(3_000, patience.Token))
        {
            await using var db = await program
                ._program.Services.GetRequiredService<IDbContextFactory<LicenseDb>>()
                .CreateDbContextAsync(patience.Token);
            (before, rows) = (rows, await db.Set<Recommendation>().CountAsync(patience.Token));
        }

        return program;
    }

    /// <summary>Bytes that went to browsers over the wire.</summary>
    public long Sent => _wire!.Sent;

    /// <summary>A window of its own on the list of downgrades, ready for keys.</summary>
    public async Task<IPage> OpenAsync()
    {
        var page = await OpenAsync("downgrades");
        await page.Locator(".rows[data-keys]").WaitForAsync();
        return page;
    }

    /// <summary>A window of its own on a page, connected.</summary>
    public async Task<IPage> OpenAsync(string path)
    {
        var context = await _browser!.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = 1440, Height = 900 },
                Locale = "en-US",
                BaseURL = _wire!.Address.ToString(),
            }
        );
        var page = await context.NewPageAsync();
        await page.GotoAsync(path);
        await page.Locator("html[data-connected]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser!.DisposeAsync();
        _playwright!.Dispose();
        _wire!.Dispose();
        await _program.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
