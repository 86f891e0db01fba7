using System.Text.RegularExpressions;
using Bunit;
using LicenseDashboard.Web.Ui.Theme;
using MudBlazor;
using Xunit;

namespace LicenseDashboard.Web.Tests.Ui;

/// <summary>
/// MudBlazor's provider writes its variables into the page, and learns of the dark theme only from a script. The page has them in a style
/// sheet instead, which is right at the first paint; it must say what the provider would.
/// </summary>
public sealed partial class ThemeTests : IDisposable
{
    private const string Sheet = "wwwroot-assets/css/theme.css";
    private const string Write = "LICENSEDASHBOARD_WRITE_THEME";

    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Theme_sheet_says_what_the_theme_provider_would()
    {
        var sheet = Build(Variables(dark: false), Variables(dark: true));
        if (Environment.GetEnvironmentVariable(Write) is { Length: > 0 })
        {
            File.WriteAllText(Repository.At(Sheet), sheet);
        }

        Assert.True(sheet == Repository.Read(Sheet), $"{Sheet} differs from AppTheme. Run build/theme.sh.");
    }

    [Fact]
    public void No_color_of_the_theme_is_written_down_a_second_time()
    {
        var tokens = Color().Matches(Repository.Read("wwwroot-assets/css/tokens.css")).Select(found => Rgb(found.Value)).ToHashSet();
        Assert.NotEmpty(tokens);
        var theme = Variables(dark: false)
            .Concat(Variables(dark: true))
            .Select(each => each.Value)
            .Where(value => value.StartsWith("rgb", StringComparison.Ordinal));
        Assert.Empty(tokens.Intersect(theme).Except(_pure));
    }

    [Fact]
    public void Every_color_of_the_theme_that_a_style_sheet_asks_for_is_there()
    {
        var known = Variables(dark: false).Select(each => each.Name).ToHashSet();
        Assert.All(
            Asked().Matches(Repository.Read("wwwroot-assets/css/tokens.css") + Repository.Read("wwwroot-assets/css/mud.css")),
            found => Assert.Contains(found.Groups[1].Value, known)
        );
    }

    // White is the background of many things.
    private static readonly string[] _pure = ["rgba(255,255,255,1)"];

    private List<(string Name, string Value)> Variables(bool dark)
    {
        var html = _bench
            .Render<MudThemeProvider>(set => set.Add(each => each.Theme, AppTheme.Value).Add(each => each.IsDarkMode, dark))
            .Markup;
        var block = Root().Match(html);
        Assert.True(block.Success, "MudThemeProvider writes its variables another way than it did.");
        return [.. Variable().Matches(block.Groups[1].Value).Select(each => (each.Groups[1].Value, each.Groups[2].Value.Trim()))];
    }

    /// <summary>Light, and what differs in dark: if the system is dark and light was not chosen, or if dark was chosen.</summary>
    private static string Build(List<(string Name, string Value)> light, List<(string Name, string Value)> dark)
    {
        var differs = dark.Except(light).ToList();
        return $$"""
            /* MudBlazor's variables, written from Ui/Theme/AppTheme.cs by build/theme.sh. Don't change them here. */
            :root {
            {{Lines(light, 4)}}
            }

            @media (prefers-color-scheme: dark) {
                :root:not([data-theme=light]) {
            {{Lines(differs, 8)}}
                }
            }

            :root[data-theme=dark] {
            {{Lines(differs, 4)}}
            }

            """;
    }

    private static string Lines(IEnumerable<(string Name, string Value)> variables, int indent) =>
        string.Join('\n', variables.Select(each => $"{new string(' ', indent)}{each.Name}: {each.Value};"));

    private static string Rgb(string hex)
    {
        var color = new MudBlazor.Utilities.MudColor(hex);
        return $"rgba({color.R},{color.G},{color.B},1)";
    }

    [GeneratedRegex(@":root\s*\{(.*?)\}", RegexOptions.Singleline)]
    private static partial Regex Root();

    [GeneratedRegex(@"(--[\w-]+):\s*([^;]+);")]
    private static partial Regex Variable();

    [GeneratedRegex(@"#[0-9a-fA-F]{6}\b")]
    private static partial Regex Color();

    [GeneratedRegex(@"var\((--mud-[\w-]+)")]
    private static partial Regex Asked();
}
