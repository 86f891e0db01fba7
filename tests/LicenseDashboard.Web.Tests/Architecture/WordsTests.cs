using System.Text.RegularExpressions;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;
using LicenseDashboard.Testing;
using LicenseDashboard.Web.Recommendations;
using Xunit;

namespace LicenseDashboard.Web.Tests.Architecture;

/// <summary>One vocabulary in all that people read: sentences in code, and the texts and labels of pages.</summary>
public sealed partial class WordsTests
{
    private static readonly string[] Projects =
    [
        "src/LicenseDashboard.Core",
        "src/LicenseDashboard.Application",
        "src/LicenseDashboard.Connectors",
        "src/LicenseDashboard.Web",
    ];

    /// <summary>Details of the audit trail keep their words: programs read them, and old entries can't change.</summary>
    private static readonly string[] AuditDetails = ["IngestDirectory.cs", "Leaver.cs", "ReleaseReclamations.cs", "TakeDueSeats.cs"];

    /// <summary>Tables keep their names.</summary>
    private static readonly string[] Tables = ["EstateTables.cs", "StoreEstate.cs"];

    /// <summary>Genesys Cloud calls a presence and a routing status idle. Everywhere else the word is inactive.</summary>
    private const string LiveFolder = "/Utilization/";

    [Fact]
    public void Texts_use_no_retired_word_and_no_catalogue_key()
    {
        var broken = Projects
            .SelectMany(project => Repository.Source(project, "*.cs").Concat(Repository.Source(project, "*.razor")))
            .Where(file => !AuditDetails.Concat(Tables).Contains(Path.GetFileName(file)))
            .Where(file => !file.Contains("/Migrations/", StringComparison.Ordinal))
            .SelectMany(file => Wrong(Read(file), file.EndsWith(".razor", StringComparison.Ordinal)).Select(text => $"{file}: {text}"))
            .ToList();
        Assert.True(broken.Count == 0, string.Join(Environment.NewLine, broken));
    }

    [Theory]
    [InlineData("""var words = $"{name} keeps the seat.";""", false)]
    [InlineData("""var words = "Nobody reports to you.";""", false)]
    [InlineData("""var words = "Mend the file and try again.";""", false)]
    [InlineData("""var words = "No use of speech-analytics in 90 days.";""", false)]
    [InlineData("""string[] heads = ["Person", "Lane"];""", false)]
    [InlineData("""<Tabs Label="Lanes" Items="items" />""", true)]
    [InlineData("<h1>Catalogue</h1>", true)]
    [InlineData("""var words = "The vendor answered.";""", false)]
    [InlineData("<p>Whoever was seen lately</p>", true)]
    [InlineData("<p>\n    Changed at the vendor.\n</p>", true)]
    [InlineData("""<Column Title="Idle" Kind="ColumnKind.Number">@row.Count</Column>""", true)]
    [InlineData("""<button aria-label="@($"Restore the seat of {row.Name}")">Restore</button>""", true)]
    public void A_retired_word_is_found(string source, bool isMarkup) => Assert.NotEmpty(Wrong(source, isMarkup));

    [Theory]
    [InlineData("""var words = $"{seat.Name}: no license"; // nobody reads this""", false)]
    [InlineData("""var path = "export/lane"; var key = "lane"; var file = "Keys as in catalogue.json.";""", false)]
    [InlineData("""    [LoggerMessage(Level = LogLevel.Debug, Message = "The seat was read back")]""", false)]
    [InlineData("""@* Nobody reads this. *@<i class="idle lane"></i><p>@seat.Name</p>""", true)]
    public void What_people_do_not_read_is_free(string source, bool isMarkup) => Assert.Empty(Wrong(source, isMarkup));

    [Fact]
    public void Names_of_sources_and_losses_show_no_catalogue_key()
    {
        var map = new SignalMap(Catalogue.Default);
        string[] shown =
        [
            .. map.Groups.Select(group => group.Title),
            .. map.Groups.SelectMany(group => group.Streams).Select(SourceCatalogue.Title),
            LossWords.Features(RetiredWords.Keys),
        ];
        Assert.NotEmpty(RetiredWords.Keys);
        Assert.DoesNotContain(shown, text => RetiredWords.Keys.Any(key => text.Contains(key, StringComparison.Ordinal)));
        Assert.Contains(shown, text => text.Contains("speech analytics", StringComparison.Ordinal));
    }

    private static string Read(string file) =>
        file.Contains(LiveFolder, StringComparison.Ordinal) ? IdleNow().Replace(Repository.Read(file), "") : Repository.Read(file);

    private static IEnumerable<string> Wrong(string source, bool isMarkup)
    {
        var read = Comments().Replace(LogMessages().Replace(source, ""), "");
        if (isMarkup)
        {
            read = Classes().Replace(ValuesInAttributes().Replace(read, "=@($1)"), "");
        }

        var texts = Literals().Matches(read).Select(match => match.Groups[1].Value).Where(IsSentence);
        if (isMarkup)
        {
            var markup = read.Split("@code {")[0];
            texts = texts
                .Concat(Labels().Matches(markup).Select(match => match.Groups[1].Value))
                .Concat(Nodes().Matches(markup).Select(match => match.Groups[1].Value));
        }

        return texts.Select(text => Said(text)).Where(text => RetiredWords.In(text).Count > 0).Select(text => text.Trim()).Distinct();
    }

    /// <summary>Several words, or one that is written like a title: <c>Lane</c>, but not <c>lane</c> or <c>LaneNote</c>.</summary>
    private static bool IsSentence(string literal) => Said(literal).Trim() is var said && (said.Contains(' ') || Title().IsMatch(said));

    /// <summary>Without the values in it, which may hold values themselves.</summary>
    private static string Said(string text) => Holes().Replace(Holes().Replace(text, " "), " ");

    [GeneratedRegex(@"^[A-Z][a-z]+$")]
    private static partial Regex Title();

    [GeneratedRegex(@"\bidle\b", RegexOptions.IgnoreCase)]
    private static partial Regex IdleNow();

    /// <summary>Comments of code and of markup.</summary>
    [GeneratedRegex(@"@\*.*?\*@|(?<=^|[\s;{}])//[^\n]*", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"\[LoggerMessage\(.*?\)\]", RegexOptions.Singleline)]
    private static partial Regex LogMessages();

    /// <summary>An attribute in quotation marks whose value holds some itself.</summary>
    [GeneratedRegex(@"=""@\((.*?)\)""(?=[\s/>])", RegexOptions.Singleline)]
    private static partial Regex ValuesInAttributes();

    [GeneratedRegex(@"\bclass=""[^""]*""")]
    private static partial Regex Classes();

    [GeneratedRegex(@"""((?:[^""\\\n]|\\.)*)""")]
    private static partial Regex Literals();

    [GeneratedRegex(@"\b(?:Title|Text|Label|SearchLabel|Placeholder|title|placeholder|aria-label)=""([^""@]+)""")]
    private static partial Regex Labels();

    /// <summary>Text between tags; code of the page holds braces or semicolons.</summary>
    [GeneratedRegex(@">([^<>{};]*[A-Za-z][^<>{};]*)<")]
    private static partial Regex Nodes();

    /// <summary>Values within a text, whole or cut by a quotation mark inside of them.</summary>
    [GeneratedRegex(@"\{[^{}]*\}|\{[^{}]*$|^[^{}]*\}|@[\w.]+(\([^()]*(\([^()]*\)[^()]*)*\))?")]
    private static partial Regex Holes();
}
