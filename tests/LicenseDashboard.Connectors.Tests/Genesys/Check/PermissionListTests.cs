using System.Text.RegularExpressions;
using LicenseDashboard.Connectors.Genesys.Check;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys.Check;

/// <summary>The person who makes the roles reads README.md; the program asks for these; the simulator grants no other.</summary>
public sealed partial class PermissionListTests
{
    [Fact]
    public void Readme_lists_what_the_read_client_needs() =>
        Assert.Equal(GenesysPermissions.Read.Select(Line), Listed(Read("README.md"), "The read client"));

    [Fact]
    public void Readme_lists_what_the_write_client_needs() =>
        Assert.Equal(GenesysPermissions.Write.Select(Line), Listed(Read("README.md"), "The write client"));

    [Fact]
    public void Simulated_read_client_has_exactly_these() => Assert.Equal(Names(GenesysPermissions.Read), Simulated("Reading"));

    [Fact]
    public void Simulated_write_client_has_exactly_these() => Assert.Equal(Names(GenesysPermissions.Write), Simulated("Writing"));

    [Fact]
    public void Readme_lists_what_the_live_client_needs() =>
        Assert.Equal(GenesysPermissions.Live.Select(Line), Listed(Read("README.md"), "The live client"));

    [Fact]
    public void Simulated_live_client_has_exactly_these() => Assert.Equal(Names(GenesysPermissions.Live), Simulated("Live"));

    private static string Line(NeededPermission needed) => $"{needed.Name}: {needed.Purpose}";

    private static IEnumerable<string> Names(IEnumerable<NeededPermission> needed) =>
        needed.Select(each => each.Name).Order(StringComparer.Ordinal);

    /// <summary>Rows of the table under the line that begins so.</summary>
    private static IEnumerable<string> Listed(string readme, string begins) =>
        readme
            .Split('\n')
            .SkipWhile(line => !line.StartsWith("**" + begins, StringComparison.Ordinal))
            .Skip(1)
            .SkipWhile(line => !line.StartsWith('|'))
            .TakeWhile(line => line.StartsWith('|'))
            .Select(line => Row().Match(line))
            .Where(row => row.Success)
            .Select(row => $"{row.Groups[1].Value}: {row.Groups[2].Value}");

    private static IEnumerable<string> Simulated(string set)
    {
        var source = Read("src/LicenseDashboard.Simulator/Hosting/Permissions.cs");
        var from = source.IndexOf($"HashSet<string> {set} =", StringComparison.Ordinal);
        return Permission()
            .Matches(source[from..source.IndexOf("};", from, StringComparison.Ordinal)])
            .Select(match => match.Groups[1].Value)
            .Order(StringComparer.Ordinal);
    }

    private static string Read(string file)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "LicenseDashboard.sln")))
        {
            folder = folder.Parent;
        }

        return File.ReadAllText(Path.Combine(folder.FullName, file));
    }

    [GeneratedRegex(@"^\| `([^`]+)` \| (.+) \|\s*$")]
    private static partial Regex Row();

    [GeneratedRegex("\"([\\w]+:[\\w]+:[\\w]+)\"")]
    private static partial Regex Permission();
}
