using System.Text.RegularExpressions;
using Xunit;

namespace LicenseDashboard.Web.Tests.Architecture;

/// <summary>What may use what. Namespaces equal folders, so the types are the graph (<see cref="TypeGraph"/>).</summary>
public sealed partial class DependencyTests
{
    /// <summary>The way data flows. A feature uses itself and those before it.</summary>
    private static readonly string[] Flow =
    [
        "Shared",
        "Audit",
        "Platforms",
        "Directory",
        "Contracts",
        "Estate",
        "Usage",
        "Exemptions",
        "Ingestion",
        "Rightsizing",
        "Recommendations",
        "Reviews",
        "Remediation",
        "People",
        "Reclamation",
        "Utilization",
        "Billing",
        "Invoices",
        "Ledger",
        "Spend",
        "Overview",
        "Notices",
    ];

    /// <summary>
    /// In Core the rules of reclamation know no rows, so they stand before the rows that keep their advice; the use cases read
    /// recommendations and remediations and so come after both.
    /// </summary>
    private static readonly string[] RulesFlow =
    [
        "Shared",
        "Audit",
        "Platforms",
        "Directory",
        "Contracts",
        "Estate",
        "Usage",
        "Exemptions",
        "Billing",
        "Invoices",
        "Ingestion",
        "Rightsizing",
        "Reclamation",
        "Recommendations",
        "Reviews",
        "Remediation",
        "Utilization",
        "Ledger",
        "Spend",
        "Notices",
    ];

    /// <summary>The pages and endpoints of a feature may use those of earlier ones.</summary>
    private static readonly string[] WebFlow = [.. Flow, "Search", "Jobs", "Demo", "Settings"];

    /// <summary>
    /// Under every feature: the one model, and what runs jobs; on screens the parts, the frame, the wire and who signed in.
    /// </summary>
    private static readonly string[] Frame = ["Persistence", "Jobs"];

    private static readonly string[] WebFrame = ["Ui", "Hosting", "Layout", "Api"];

    /// <summary>Above every feature of Web: reads all settings, registers and maps.</summary>
    private const string Composition = "LicenseDashboard.Web.Composition";

    /// <summary>Places that cross the flow, and only these: the type that does it, the later feature it reaches, and why.</summary>
    private static readonly (string Type, string Reaches, string Why)[] Seams =
    [
        ("LoadPeople", "Reclamation", "that a person allowed to free an account's seat is a fact of that account, which rules look at"),
        ("RecommendationDetail", "Remediation", "what is shown of a row names its remediations, by their ids only"),
    ];

    /// <summary>Types of the frame that name features beyond the first three of the flow: what composes them.</summary>
    private static readonly (string Type, string Why)[] Composers =
    [
        ("LicenseDb", "the one model holds the rows of every feature"),
        ("PersistenceServices", "registers the bulk writers of usage beside the provider they write through"),
        ("DueRuns", "a job is due after an import, so it looks at imports"),
    ];

    /// <summary>The ports that change something at the vendor.</summary>
    private static readonly string[] Writes = ["IWriteGrants", "IWriteAccounts"];

    private static readonly Dictionary<string, string[]> Projects = new()
    {
        ["Core"] = [],
        ["Application"] = ["Core"],
        ["SqlServer"] = ["Application"],
        ["Connectors"] = ["Core"],
        ["Simulator"] = [],
        ["Web"] = ["Application", "Connectors", "Simulator", "SqlServer"],
    };

    /// <summary>Foreign code, and the only namespaces that may use it.</summary>
    private static readonly (string Foreign, string[] By)[] Foreign =
    [
        ("Microsoft.EntityFrameworkCore", ["Application", "SqlServer"]),
        ("Microsoft.Data.Sqlite", ["Application.Persistence"]),
        ("Microsoft.Data.SqlClient", ["SqlServer"]),
        ("SQLitePCL", ["Application.Persistence"]),
        ("Hangfire", ["Application.Jobs", "SqlServer", "Web.Jobs"]),
        ("Microsoft.Extensions.Configuration", ["Web"]),
        ("Polly", ["Connectors"]),
        ("MailKit", ["Connectors.Notices"]),
        ("MimeKit", ["Connectors.Notices"]),
        ("OpenTelemetry", ["Web.Hosting"]),
        ("LicenseDashboard.Simulator", ["Simulator", "Web.Demo"]),
    ];

    [Fact]
    public void Namespace_is_the_folder() =>
        Empty(
            Repository
                .Source("src", "*.cs")
                .Select(file => (file, name: NamespaceLine().Match(Repository.Read(file)).Groups[1].Value))
                .Where(each => each.name.Length > 0 && each.name != FolderName(each.file))
                .Select(each => $"{each.file} declares {each.name}, its folder says {FolderName(each.file)}")
        );

    [Fact]
    public void Projects_reference_only_what_they_may() =>
        Empty(
            Projects.SelectMany(project =>
                ReferenceLine()
                    .Matches(Repository.Read($"src/LicenseDashboard.{project.Key}/LicenseDashboard.{project.Key}.csproj"))
                    .Select(match => match.Groups[1].Value)
                    .Except(project.Value)
                    .Select(wrong => $"{project.Key} references {wrong}")
            )
        );

    [Fact]
    public void Core_uses_no_package() =>
        Assert.DoesNotContain(
            "PackageReference",
            Repository.Read("src/LicenseDashboard.Core/LicenseDashboard.Core.csproj"),
            StringComparison.Ordinal
        );

    [Fact]
    public void Features_use_only_earlier_ones() =>
        Empty(
            Crossing()
                .Where(use => !Seams.Any(seam => seam.Type == use.By.Name && seam.Reaches == TypeGraph.FeatureOf(use.Used)))
                .Select(use => $"{use.By} uses {use.Used}, which comes after it")
        );

    [Fact]
    public void Frame_knows_no_feature_but_where_it_composes_them() =>
        Empty(
            OutOfFrame()
                .Where(use => !Composers.Any(composer => composer.Type == use.By.Name))
                .Select(use => $"{use.By}, under every feature, uses {use.Used}")
        );

    /// <summary>So no feature sees <c>HostSettings</c>; each is given its own section, or a small record that says what it needs.</summary>
    [Fact]
    public void Only_the_program_uses_what_composes_it() =>
        Empty(
            TypeGraph
                .Uses.Where(use => Lies(use.Used, Composition) && !Lies(use.By, Composition) && use.By.Name != nameof(Program))
                .Select(use => $"{use.By} uses {use.Used}")
        );

    [Fact]
    public void Every_seam_is_still_needed() =>
        Empty(
            Seams
                .Where(seam => !Crossing().Any(use => use.By.Name == seam.Type && TypeGraph.FeatureOf(use.Used) == seam.Reaches))
                .Select(seam => $"{seam.Type} does not reach {seam.Reaches} any more")
                .Concat(
                    Composers
                        .Where(composer => !OutOfFrame().Any(use => use.By.Name == composer.Type))
                        .Select(composer => $"{composer.Type} composes nothing any more")
                )
        );

    [Fact]
    public void Every_feature_folder_has_its_place_in_the_flow() =>
        Empty(
            TypeGraph
                .Types.Where(type => type.FullName!.StartsWith("LicenseDashboard.", StringComparison.Ordinal))
                .Select(type => (project: TypeGraph.ProjectOf(type), feature: TypeGraph.FeatureOf(type)))
                .Where(each => each.feature.Length > 0)
                .Distinct()
                .Where(each =>
                    each.project switch
                    {
                        "Core" => !RulesFlow.Concat(Frame).Contains(each.feature),
                        "Application" => !Flow.Concat(Frame).Contains(each.feature),
                        "Web" => !WebFlow.Concat(WebFrame).Append("Composition").Contains(each.feature),
                        _ => false,
                    }
                )
                .Select(each =>
                    $"{each.project}/{each.feature} is in no place of the flow; add it to DependencyTests and design it in style.md"
                )
        );

    [Fact]
    public void Foreign_code_stays_behind_its_seam() =>
        Empty(
            Foreign.SelectMany(foreign =>
                TypeGraph
                    .Uses.Where(use => Lies(use.Used, foreign.Foreign) && !foreign.By.Any(by => Lies(use.By, "LicenseDashboard." + by)))
                    .Select(use => $"{use.By} uses {use.Used}")
            )
        );

    [Fact]
    public void Charts_are_drawn_in_one_place() =>
        Empty(
            Sources()
                .Where(file => !file.StartsWith("src/LicenseDashboard.Web/Ui/Charts/", StringComparison.Ordinal))
                .Where(file => Repository.Read(file).Contains("js/apex", StringComparison.OrdinalIgnoreCase))
                .Select(file => $"{file} calls the chart library")
        );

    [Fact]
    public void Only_remediation_writes_to_the_vendor() =>
        Empty(
            TypeGraph
                .Uses.Where(use =>
                    Writes.Contains(use.Used.Name)
                    && !Lies(use.By, "LicenseDashboard.Connectors")
                    && !Lies(use.By, "LicenseDashboard.Core.Platforms")
                    && !Lies(use.By, "LicenseDashboard.Application.Remediation")
                )
                .Select(use => $"{use.By} uses {use.Used}")
        );

    /// <summary>
    /// From one feature to a later one of the same project or of Core. A use case may use what its own flow or that of the rules puts
    /// before it.
    /// </summary>
    private static IEnumerable<TypeUse> Crossing() =>
        TypeGraph.Uses.Where(use =>
            (TypeGraph.ProjectOf(use.By), TypeGraph.ProjectOf(use.Used)) switch
            {
                ("Core", "Core") => IsLater(RulesFlow, use),
                ("Application", "Core") => IsLater(Flow, use) && IsLater(RulesFlow, use),
                ("Application", "Application") => IsLater(Flow, use),
                ("Web", "Web") => IsLater(WebFlow, use),
                _ => false,
            }
        );

    private static IEnumerable<TypeUse> OutOfFrame() =>
        TypeGraph.Uses.Where(use =>
            (TypeGraph.ProjectOf(use.By), TypeGraph.ProjectOf(use.Used)) switch
            {
                ("Application", "Core") or ("Application", "Application") => Frame.Contains(TypeGraph.FeatureOf(use.By))
                    && !Lies(use.By, "LicenseDashboard.Application.Persistence.Migrations")
                    && Flow.Skip(3).Contains(TypeGraph.FeatureOf(use.Used)),
                ("Web", "Web") => WebFrame.Contains(TypeGraph.FeatureOf(use.By)) && WebFlow.Contains(TypeGraph.FeatureOf(use.Used)),
                _ => false,
            }
        );

    private static bool IsLater(string[] flow, TypeUse use) =>
        Array.IndexOf(flow, TypeGraph.FeatureOf(use.By)) is >= 0 and var own && Array.IndexOf(flow, TypeGraph.FeatureOf(use.Used)) > own;

    private static bool Lies(Type type, string place) =>
        type.Namespace == place || type.Namespace?.StartsWith(place + ".", StringComparison.Ordinal) == true;

    private static void Empty(IEnumerable<string> broken) => Assert.True(!broken.Any(), string.Join(Environment.NewLine, broken));

    private static IEnumerable<string> Sources() => Repository.Source("src", "*.cs").Concat(Repository.Source("src", "*.razor"));

    private static string FolderName(string file) => string.Join('.', file.Split('/')[1..^1]);

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"ProjectReference Include=""[^""]*/LicenseDashboard\.(\w+)\.csproj""")]
    private static partial Regex ReferenceLine();
}
