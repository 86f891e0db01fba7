using System.Text.Json;
using System.Text.RegularExpressions;
using Xunit;

namespace LicenseDashboard.Web.Tests.Packaging;

/// <summary>Where one of these fails after a change of packages: restore, build, run build/third-party.mjs.</summary>
public sealed partial class ThirdPartyTests
{
    private const string LesserTitle = "## GNU Lesser General Public License";

    private static readonly string[] WellKnown = ["MIT", "Apache-2.0", "BSD-3-Clause"];

    private static readonly string List = Repository.Read("THIRD-PARTY.md");

    private static readonly IReadOnlyList<Entry> Entries =
    [
        .. Row().Matches(List).Select(row => new Entry(row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value)),
    ];

    [Fact]
    public void List_names_exactly_what_the_lock_files_name()
    {
        using var assets = JsonDocument.Parse(Repository.Read("wwwroot-assets/package-lock.json"));
        var npm = assets
            .RootElement.GetProperty("packages")
            .EnumerateObject()
            .Where(each => each.Name.Length > 0)
            .Select(each => $"{each.Name["node_modules/".Length..]} {each.Value.GetProperty("version").GetString()}");
        var nuget = LockFiles.Packages(LockFiles.Read("src/LicenseDashboard.Web")).Select(package => $"{package.Name} {package.Resolved}");

        Assert.Equal(nuget.Concat(npm).Order(StringComparer.Ordinal), Entries.Select(each => each.Package).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_license_is_well_known_or_lies_beside_the_list() =>
        Assert.All(
            Entries,
            entry =>
                Assert.True(
                    WellKnown.Contains(entry.License) || (entry.Folder is { } folder && System.IO.Directory.EnumerateFiles(folder).Any()),
                    $"{entry.Package}: {entry.License}"
                )
        );

    /// <summary>What is under it may ship only with a notice and the texts of both licenses.</summary>
    [Fact]
    public void Lesser_license_comes_with_its_notice_and_texts()
    {
        var lesser = Entries.Where(each => each.License.Contains("LGPL", StringComparison.Ordinal)).ToList();
        Assert.Equal(lesser.Count > 0, List.Contains(LesserTitle, StringComparison.Ordinal));
        Assert.All(
            lesser,
            entry =>
            {
                Assert.Contains(entry.Name, List.Split(LesserTitle)[1].Split("\n##")[0], StringComparison.Ordinal);
                Assert.True(File.Exists(Path.Combine(entry.Folder!, "COPYING")), $"{entry.Folder} lacks the GPL");
                Assert.True(File.Exists(Path.Combine(entry.Folder!, "COPYING.LESSER")), $"{entry.Folder} lacks the LGPL");
            }
        );
    }

    [GeneratedRegex(@"^\| ([^|]+) \| (\d[^|]*) \| ([^|]+) \| [^|]+ \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"\]\((licenses/[^)]+)\)$")]
    private static partial Regex Link();

    private sealed record Entry(string Name, string Version, string License)
    {
        public string Package => $"{Name} {Version}";

        /// <summary>Where the license's text lies, if the list links to it.</summary>
        public string? Folder =>
            Link().Match(License) is { Success: true } link ? Path.Combine(Repository.Root, link.Groups[1].Value) : null;
    }
}
