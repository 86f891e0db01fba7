using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Recommendations;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace LicenseDashboard.Benchmarks;

/// <summary>
/// The real program in this process, whose memory can be measured, on the demo's organization; and browsers on its list of downgrades with
/// fifty rows a page.
/// </summary>
internal sealed class BrowserProgram : IAsyncDisposable
{
    private readonly string _folder = System.IO.Directory.CreateTempSubdirectory("licensedashboard-benchmark-").FullName;
    private readonly WebApplicationFactory<global::Program> _program;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    private BrowserProgram()
    {
        System.IO.Directory.SetCurrentDirectory(AppContext.BaseDirectory); // There the factory looks for where the program's sources are.
        _program = new WebApplicationFactory<global::Program>().WithWebHostBuilder(host =>
        {
            host.UseEnvironment("Development");
            host.UseSetting("ConnectionStrings:LicenseDashboard", $"Data Source={Path.Combine(_folder, "licensedashboard.db")}");
            host.UseSetting("Logging:LogLevel:Default", "Warning");
        });
        _program.UseKestrel(0);
    }

    /// <summary>Returns once the first import is done and its rows stay.</summary>
    public static async Task<BrowserProgram> StartAsync()
    {
        var program = new BrowserProgram();
        program._program.StartServer();
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

    /// <summary>A window of its own, connected and ready for keys.</summary>
    /// <param name="received">Told the size of each message that comes over the socket, before compression.</param>
    public async Task<IPage> OpenAsync(Action<int>? received = null)
    {
        var context = await _browser!.NewContextAsync(
            new()
            {
                ViewportSize = new() { Width = 1440, Height = 900 },
                Locale = "en-US",
                BaseURL = _program.ClientOptions.BaseAddress.ToString(),
            }
        );
        var page = await context.NewPageAsync();
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => received?.Invoke(frame.Binary?.Length ?? frame.Text!.Length);
        await page.GotoAsync("downgrades");
        await page.Locator("html[data-connected]").WaitForAsync(new() { State = WaitForSelectorState.Attached });
        await page.Locator(".rows[data-keys]").WaitForAsync();
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser!.DisposeAsync();
        _playwright!.Dispose();
        await _program.DisposeAsync();
        System.IO.Directory.Delete(_folder, recursive: true);
    }
}
