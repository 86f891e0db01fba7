using System.Text.RegularExpressions;
using Xunit;

namespace LicenseDashboard.Web.Tests.Architecture;

/// <summary>What may use what. Namespaces equal folders, so the <c>using</c> lines are the graph.</summary>
public sealed partial class DependencyTests
{
    /// <summary>The way data flows. A feature uses itself and those before it.</summary>
    private static readonly string[] Flow =
    [
        "Shared", "Audit", "Platforms", "Directory", "Contracts", "Estate", "Usage", "Exemptions", "Ingestion", "Rightsizing", "Recommendations", "Reviews", "Remediation",
        "People", "Reclamation", "Overview", "Notices", "Ledger", "Concurrency",
    ];

    /// <summary>In Core the rules of reclamation stand before the rows that keep their advice; every use case may use them from there.</summary>
    private static readonly string[] RulesFlow =
    [
        "Shared", "Audit", "Platforms", "Directory", "Contracts", "Estate", "Usage", "Exemptions", "Ingestion", "Rightsizing", "Reclamation", "Recommendations", "Reviews", "Remediation",
        "Notices", "Ledger", "Concurrency",
    ];

    /// <summary>Under or around every feature: the one model, and what runs jobs.</summary>
    private static readonly string[] Frame = ["Persistence", "Jobs"];

    /// <summary>
    /// Four places cross the flow, and only these: the type that does it, and the feature it reaches that lies after its own.
    /// (1) approving adds the remediation through a port, in the same transaction; (2) remediation moves its recommendation through that entity's own methods;
    /// (3) raising, not evaluating, drops findings that a rejection or restore suppresses; (4) plans are confirmed between ingest and evaluate.
    /// </summary>
    private static readonly (string Type, string Reaches)[] Seams =
    [
        ("ApproveRecommendation", "Remediation"),
        ("MoveRecommendation", "Recommendations"),
        ("RaiseRecommendations", "Recommendations"),
        ("ConfirmPlans", "Rightsizing"),
    ];

    /// <summary>The ports that change something at the vendor.</summary>
    private static readonly string[] Writes = ["IWriteGrants", "IWriteAccounts"];

    private static readonly string[] Layers = ["Core", "Application"];

    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["Core"] = [],
        ["Application"] = ["Core"],
        ["SqlServer"] = ["Application"],
        ["Connectors"] = ["Core"],
        ["Simulator"] = [],
        ["Web"] = ["Application", "Connectors", "Simulator", "SqlServer"],
    };

    /// <summary>Foreign code, and the only folders that may name it.</summary>
    private static readonly (string Using, string[] Folders)[] Foreign =
    [
        ("Microsoft.EntityFrameworkCore", ["src/LicenseDashboard.Application/", "src/LicenseDashboard.SqlServer/", "src/LicenseDashboard.Web/Hosting/"]),
        ("Microsoft.Data.Sqlite", ["src/LicenseDashboard.Application/Persistence/"]),
        ("Microsoft.Data.SqlClient", ["src/LicenseDashboard.SqlServer/"]),
        ("SQLitePCL", ["src/LicenseDashboard.Application/Persistence/"]),
        ("Quartz", ["src/LicenseDashboard.Application/", "src/LicenseDashboard.Web/Hosting/", "src/LicenseDashboard.Web/Jobs/"]),
        ("Polly", ["src/LicenseDashboard.Connectors/"]),
        ("MailKit", ["src/LicenseDashboard.Connectors/Notices/"]),
        ("MimeKit", ["src/LicenseDashboard.Connectors/Notices/"]),
        ("Radzen", ["src/LicenseDashboard.Web/Ui/"]),
        ("OpenTelemetry", ["src/LicenseDashboard.Web/Hosting/"]),
        ("Microsoft.IdentityModel", ["src/LicenseDashboard.Web/Hosting/"]),
        ("CsvHelper", ["src/LicenseDashboard.Web/"]),
        ("LicenseDashboard.Simulator", ["src/LicenseDashboard.Simulator/", "src/LicenseDashboard.Web/Demo/"]),
    ];

    [Fact]
    public void Namespace_is_the_folder() => Empty(Repository.Source("src", "*.cs")
        .Select(file => (file, name: NamespaceLine().Match(Repository.Read(file)).Groups[1].Value))
        .Where(each => each.name.Length > 0 && each.name != FolderName(each.file))
        .Select(each => $"{each.file} declares {each.name}, its folder says {FolderName(each.file)}"));

    [Fact]
    public void Projects_reference_only_what_they_may() => Empty(Projects.SelectMany(project =>
        ReferenceLine().Matches(Repository.Read($"src/LicenseDashboard.{project.Key}/LicenseDashboard.{project.Key}.csproj"))
            .Select(match => match.Groups[1].Value).Except(project.Value).Select(wrong => $"{project.Key} references {wrong}")));

    [Fact]
    public void Core_uses_no_package() => Assert.DoesNotContain("PackageReference", Repository.Read("src/LicenseDashboard.Core/LicenseDashboard.Core.csproj"), StringComparison.Ordinal);

    [Fact]
    public void Features_use_only_earlier_ones() => Empty(Layers
        .SelectMany(project => Repository.Source($"src/LicenseDashboard.{project}", "*.cs").Select(file => (file, feature: file.Split('/') is [_, _, var name, _, ..] ? name : "")))
        .Where(each => Flow.Contains(each.feature))
        .SelectMany(each => Usings(each.file).Select(used => OwnFeature().Match(used)).Select(used => (each.file, each.feature, layer: used.Groups[1].Value, used: used.Groups[2].Value)))
        .Where(each => each.used.Length > 0 && !Frame.Contains(each.used) && IsLater(Flow, each.used, each.feature) && (each.layer == "Application" || IsLater(RulesFlow, each.used, each.feature)))
        .Where(each => !Seams.Contains((Path.GetFileNameWithoutExtension(each.file), each.used)))
        .Select(each => $"{each.file} uses {each.used}, which comes after {each.feature}"));

    [Fact]
    public void Every_feature_folder_has_its_place_in_the_flow() => Empty(Layers
        .SelectMany(project => Repository.Source($"src/LicenseDashboard.{project}", "*.cs"))
        .Select(file => file.Split('/')).Where(parts => parts.Length > 3).Select(parts => parts[2]).Distinct()
        .Except(Flow).Except(Frame).Select(folder => $"{folder} is in no place of the flow; add it to DependencyTests and design it in style.md"));

    [Fact]
    public void Foreign_code_stays_behind_its_seam() => Empty(Foreign.SelectMany(foreign => Sources()
        .Where(file => !foreign.Folders.Any(folder => file.StartsWith(folder, StringComparison.Ordinal)))
        .Where(file => Usings(file).Any(used => used == foreign.Using || used.StartsWith(foreign.Using + ".", StringComparison.Ordinal)))
        .Select(file => $"{file} uses {foreign.Using}")));

    [Fact]
    public void Charts_are_drawn_in_one_place() => Empty(Sources().Where(file => !file.StartsWith("src/LicenseDashboard.Web/Ui/Charts/", StringComparison.Ordinal))
        .Where(file => Repository.Read(file).Contains("js/apex", StringComparison.OrdinalIgnoreCase)).Select(file => $"{file} calls the chart library"));

    [Fact]
    public void Only_remediation_writes_to_the_vendor() => Empty(Repository.Source("src", "*.cs")
        .Where(file => !file.StartsWith("src/LicenseDashboard.Connectors/", StringComparison.Ordinal) && !file.StartsWith("src/LicenseDashboard.Core/Platforms/", StringComparison.Ordinal) && !file.Contains("/Remediation/", StringComparison.Ordinal))
        .SelectMany(file => Writes.Where(port => Repository.Read(file).Contains(port, StringComparison.Ordinal)).Select(port => $"{file} names {port}")));

    private static bool IsLater(string[] flow, string used, string feature) => Array.IndexOf(flow, used) > Array.IndexOf(flow, feature);

    private static void Empty(IEnumerable<string> broken) => Assert.True(!broken.Any(), string.Join(Environment.NewLine, broken));

    private static IEnumerable<string> Sources() => Repository.Source("src", "*.cs").Concat(Repository.Source("src", "*.razor"));

    private static IEnumerable<string> Usings(string file) => UsingLine().Matches(Repository.Read(file)).Select(match => match.Groups[1].Value);

    private static string FolderName(string file) => string.Join('.', file.Split('/')[1..^1]);

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^\s*@?(?:global )?using (?:static )?(?:\w+ = )?([\w.]+);?\s*$", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"ProjectReference Include=""[^""]*/LicenseDashboard\.(\w+)\.csproj""")]
    private static partial Regex ReferenceLine();

    [GeneratedRegex(@"^LicenseDashboard\.(Core|Application)\.(\w+)")]
    private static partial Regex OwnFeature();
}
