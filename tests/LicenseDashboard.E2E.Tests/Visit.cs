using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace LicenseDashboard.E2E.Tests;

/// <summary>
/// One browser window on the program. It collects what can't be seen on screen: console errors, violations of the content security policy,
/// answers that failed; <see cref="AssertCalm"/> fails on any of them.
/// </summary>
public sealed class Visit : IAsyncDisposable
{
    private static readonly string? Pictures = Environment.GetEnvironmentVariable("LICENSEDASHBOARD_PICTURES");

    /// <summary>Colors on their way from one theme to the other are neither's.</summary>
    private const string Settled = """
        new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => {
            document.getAnimations().filter(each => each instanceof CSSTransition).forEach(each => each.finish());
            done();
        })))
        """;

    /// <summary>Sums up what moved on the page except for what the user's own input moved, and notes what it was.</summary>
    private const string WatchMoves = """
        window.moved = 0;
        window.moves = [];
        const box = rect => `${Math.round(rect.x)},${Math.round(rect.y)} ${Math.round(rect.width)}x${Math.round(rect.height)}`;
        new PerformanceObserver(list => list.getEntries().filter(each => !each.hadRecentInput).forEach(each => {
            window.moved += each.value;
            window.moves.push(...each.sources.map(source => `${each.value.toFixed(4)}: ` +
                `${source.node?.className || source.node?.nodeName} from ${box(source.previousRect)} to ${box(source.currentRect)}`));
        })).observe({ type: 'layout-shift', buffered: true });
        """;

    private static readonly RunOnlyOptions _everything = new()
    {
        Type = "tag",
        Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    };
    private static readonly RunOnlyOptions _colors = new() { Type = "rule", Values = ["color-contrast", "link-in-text-block"] };

    /// <summary>Rows repeat themselves, and axe takes its time over each cell: a long table is most of a page's minute.</summary>
    private static readonly AxeRunContext _firstRows = new() { Exclude = [new AxeSelector("tbody > tr:nth-child(n + 16)")] };

    private readonly IBrowserContext _context;
    private readonly List<string> _trouble = [];

    private Visit(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    public IPage Page { get; }

    public static async Task<Visit> OpenAsync(IBrowserContext context, string path)
    {
        ArgumentNullException.ThrowIfNull(context);
        var page = await context.NewPageAsync();
        var visit = new Visit(context, page);
        await visit.ListenAsync();
        await page.GotoAsync(path);
        return visit;
    }

    /// <summary>The rows of the list, decided ones included.</summary>
    public ILocator Rows => Page.Locator("tr[data-row]");

    /// <summary>The row that the focus is on.</summary>
    public ILocator FocusedRow => Page.Locator("tr[data-row]:focus");

    public ILocator Dialog => Page.Locator("dialog[open]");

    public ILocator Panel => Page.GetByRole(AriaRole.Complementary).And(Page.Locator("[data-panel]"));

    public ILocator Row(Guid id) => Page.Locator($"tr[data-row='{id}']");

    /// <summary>Waits until the list hears keys, which is a moment after its rows are drawn.</summary>
    public Task HearsKeysAsync() => Assertions.Expect(Page.Locator(".rows[data-keys]")).ToBeVisibleAsync();

    /// <summary>The button of a filter, which says what is chosen.</summary>
    public ILocator Choice(string filter) =>
        Page.GetByRole(AriaRole.Button, new() { NameRegex = new System.Text.RegularExpressions.Regex("^" + filter + ": ") });

    public async Task ChooseAsync(string filter, string choice)
    {
        await Choice(filter).ClickAsync();
        await Page.GetByRole(AriaRole.Menuitemradio, new() { Name = choice, Exact = true }).ClickAsync();
        await Assertions.Expect(Page.GetByRole(AriaRole.Button, new() { Name = $"{filter}: {choice}", Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>The row that the focus is on, waited for.</summary>
    public async Task<Guid> FocusedAsync()
    {
        await Assertions.Expect(FocusedRow).ToHaveCountAsync(1);
        return Guid.Parse(await FocusedRow.GetAttributeAsync("data-row") ?? "");
    }

    /// <summary>The number on a lane's tab.</summary>
    public async Task<int> CountAsync(string tab) =>
        int.Parse(
            await Page.Locator("nav[aria-label=Tabs] a").Filter(new() { HasText = tab }).Locator("b").InnerTextAsync(),
            System.Globalization.CultureInfo.InvariantCulture
        );

    /// <summary>The first undecided row and that has its buttons.</summary>
    public async Task<Guid> FirstOpenAsync(int skip = 0)
    {
        var row = Rows.Filter(new() { Has = Page.Locator("[data-key=a]") }).Nth(skip);
        return Guid.Parse(await row.GetAttributeAsync("data-row") ?? "");
    }

    /// <summary>Statuses of answers that the test is about.</summary>
    public HashSet<int> ExpectedStatuses { get; } = [];

    /// <summary>Whose row it is.</summary>
    public Task<string> NameAsync(Guid id) => Row(id).Locator("[data-key=Enter]").InnerTextAsync();

    /// <summary>A file of the program as text, asked for with this browser's cookies.</summary>
    public async Task<string> TextAsync(string path)
    {
        var answer = await _context.APIRequest.GetAsync(path);
        Assert.True(answer.Ok, $"{path} answered {answer.Status}");
        return await answer.TextAsync();
    }

    /// <summary>Waits until the connection to the server stands, so that clicks are heard.</summary>
    public async Task<Visit> ConnectedAsync()
    {
        await Assertions.Expect(Page.Locator("html")).ToHaveAttributeAsync("data-connected", "");
        return this;
    }

    public void AssertCalm()
    {
        var trouble = _trouble
            .Where(each => !ExpectedStatuses.Any(status => each.Contains($"{status}", StringComparison.Ordinal)))
            .ToList();
        Assert.True(trouble.Count == 0, string.Join(Environment.NewLine, trouble));
    }

    /// <summary>Nothing moved by itself since this document was opened, or too little to be seen.</summary>
    public async Task AssertStillAsync()
    {
        await Page.EvaluateAsync("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        var moved = await Page.EvaluateAsync<double>("window.moved");
        Assert.True(
            moved < 0.02,
            $"The layout shifted by {moved}: " + string.Join(Environment.NewLine, await Page.EvaluateAsync<string[]>("window.moves"))
        );
    }

    /// <summary>
    /// WCAG 2.2 AA as far as axe can tell, in both themes. A theme changes nothing but colors, so the second one is asked only about those.
    /// </summary>
    /// <param name="dark">False if the same elements are looked at in both themes at another width.</param>
    public async Task AssertAccessibleAsync(bool dark = true)
    {
        foreach (var (scheme, what) in new[] { (ColorScheme.Light, _everything), (ColorScheme.Dark, _colors) }.Take(dark ? 2 : 1))
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Page.EvaluateAsync(Settled);
            var options = new AxeRunOptions { RunOnly = what, ResultTypes = [ResultType.Violations] };
            if (await Page.Locator(".mud-popover-open").CountAsync() > 0)
            {
                // What opens over the page lies outside its landmarks, as a dialog does.
                options.Rules = new() { ["region"] = new() { Enabled = false } };
            }

#pragma warning disable CS0618 // A page here is one document. The newer way opens a tab for each look, which took half of its time.
            var found = await Page.RunAxeLegacy(_firstRows, options);
#pragma warning restore CS0618
            Assert.True(found.Violations.Length == 0, $"{scheme}: " + string.Join(Environment.NewLine, found.Violations.Select(Words)));
        }
    }

    /// <summary>The window as high as the page, so that nothing lies under a bar that stays on screen.</summary>
    public async Task UnrollAsync(int width)
    {
        await Page.SetViewportSizeAsync(width, 740);
        var height = await Page.EvaluateAsync<int>("document.documentElement.scrollHeight");
        await Page.SetViewportSizeAsync(width, Math.Clamp(height, 740, 8000));
    }

    /// <summary>A picture into the folder that LICENSEDASHBOARD_PICTURES names; nothing without it.</summary>
    public async Task PictureAsync(string name, bool whole = false)
    {
        if (!string.IsNullOrEmpty(Pictures))
        {
            await Page.EvaluateAsync("document.fonts.ready");
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Pictures, name + ".png"), FullPage = whole });
        }
    }

    /// <summary>The same in both themes, with the theme in the name.</summary>
    public async Task PicturesAsync(string name, bool whole = false)
    {
        if (string.IsNullOrEmpty(Pictures))
        {
            return;
        }

        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await Page.EmulateMediaAsync(new() { ColorScheme = scheme });
            await Page.EvaluateAsync(Settled);
            await PictureAsync($"{name}-{(scheme == ColorScheme.Light ? "light" : "dark")}", whole);
        }
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    private static string Words(AxeResultItem item) =>
        $"{item.Id} ({item.Impact}): {item.Help} at " + string.Join("; ", item.Nodes.Select(node => node.Html));

    private async Task ListenAsync()
    {
        Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                _trouble.Add("console: " + message.Text);
            }
        };
        Page.PageError += (_, error) => _trouble.Add("script: " + error);
        Page.RequestFailed += (_, request) => _trouble.Add($"failed: {request.Url} {request.Failure}");
        Page.Response += (_, response) =>
        {
            if (response.Status >= 400)
            {
                _trouble.Add($"{response.Status} {response.Url}");
            }
        };
        await Page.AddInitScriptAsync(WatchMoves);
        await Page.ExposeFunctionAsync("violated", (string what) => _trouble.Add("content security policy: " + what));
        await Page.AddInitScriptAsync(
            "document.addEventListener('securitypolicyviolation', e => window.violated(`${e.effectiveDirective} ${e.blockedURI}`))"
        );
    }
}
