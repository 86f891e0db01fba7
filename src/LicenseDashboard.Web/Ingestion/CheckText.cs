using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Web.Ingestion;

/// <summary>A check in a terminal: grouped, each line as soon as it is known.</summary>
/// <param name="terse">Shows progress only, for output of the report as JSON.</param>
internal sealed class CheckText(TextWriter output, bool terse)
{
    private const int Width = 110;
    private const string Indent = "                 ";
    private string _theme = "";

    public async Task BeginAsync(string platform, Uri? address, ICheckVendor check)
    {
        await output.WriteLineAsync(
            $"Check of {platform}{(address is null ? "" : $" at {address.GetLeftPart(UriPartial.Authority)}")}: "
                + $"{check.Lines} questions, read only."
        );
        await output.WriteLineAsync(
            $"At most {EnglishText.Count(check.MostRequests)} requests and {check.LongestRun.TotalMinutes:0} "
                + $"minutes. Ctrl+C stops it."
        );
    }

    public async Task WriteAsync(CheckLine line)
    {
        if (line.Theme != _theme)
        {
            _theme = line.Theme;
            await output.WriteLineAsync(terse ? line.Theme : Environment.NewLine + line.Theme);
        }

        if (terse)
        {
            return;
        }

        await output.WriteLineAsync($"  {CheckWords.Of(line.Result), -13}  {line.Question}");
        foreach (
            var part in new[] { line.Finding, line.Local, line.Follows.Length > 0 ? "→ " + line.Follows : "" }
                .Where(part => part.Length > 0)
                .SelectMany(Wrap)
        )
        {
            await output.WriteLineAsync(Indent + part);
        }

        await output.FlushAsync();
    }

    public async Task EndAsync(CheckReport report, TimeSpan took) =>
        await output.WriteLineAsync(
            $"{Environment.NewLine}{CheckWords.Summary(report)} {EnglishText.Count(report.Requests, "request", "requests")} in "
                + $"{EnglishText.Count((long)took.TotalSeconds, "second", "seconds")}."
        );

    /// <summary>A remark below the result.</summary>
    public Task AddAsync(string words) => output.WriteLineAsync(words);

    private static IEnumerable<string> Wrap(string text)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > Width - Indent.Length)
            {
                yield return line;
                line = "";
            }

            line = line.Length == 0 ? word : $"{line} {word}";
        }

        yield return line;
    }
}
