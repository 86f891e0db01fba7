using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LicenseDashboard.Web.Tests.Packaging;

/// <summary>What a restore took, as the committed lock files say it.</summary>
internal static partial class LockFiles
{
    private static readonly string[] Folders = ["src", "tests", "build"];

    /// <summary>By project folder.</summary>
    public static IEnumerable<string> Projects() =>
        Folders.SelectMany(folder => Repository.Source(folder, "*.csproj")).Select(file => file[..file.LastIndexOf('/')]);

    public static IReadOnlyDictionary<string, string> CentralVersions() =>
        XDocument
            .Parse(Repository.Read("Directory.Packages.props"))
            .Descendants("PackageVersion")
            .ToDictionary(
                each => each.Attribute("Include")!.Value,
                each => each.Attribute("Version")!.Value,
                StringComparer.OrdinalIgnoreCase
            );

    public static string Read(string project) => Repository.Read($"{project}/packages.lock.json");

    /// <summary>Every package of a lock file, with the lower bounds that anything in the same lock file asked for.</summary>
    public static IEnumerable<LockedPackage> Packages(string lockFile)
    {
        using var document = JsonDocument.Parse(lockFile);
        foreach (var framework in document.RootElement.GetProperty("dependencies").EnumerateObject())
        {
            var asked = framework
                .Value.EnumerateObject()
                .SelectMany(package => Asked(package.Value))
                .ToLookup(each => each.Name, each => each.Bound, StringComparer.OrdinalIgnoreCase);
            foreach (var package in framework.Value.EnumerateObject().Where(each => each.Value.TryGetProperty("resolved", out _)))
            {
                var requested = package.Value.TryGetProperty("requested", out var range) ? Bound(range.GetString()!) : null;
                yield return new(package.Name, package.Value.GetProperty("resolved").GetString()!, requested, [.. asked[package.Name]]);
            }
        }
    }

    /// <summary>1.2 and 1.2.0.0 are the same version.</summary>
    public static Version Comparable(string version)
    {
        var parts = version.Split('-', '+')[0].Split('.').Select(part => int.Parse(part, CultureInfo.InvariantCulture));
        int[] numbers = [.. parts.Concat([0, 0, 0, 0]).Take(4)];
        return new(numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static IEnumerable<(string Name, string Bound)> Asked(JsonElement package) =>
        package.TryGetProperty("dependencies", out var needs)
            ? needs.EnumerateObject().Select(each => (each.Name, Bound(each.Value.GetString()!)))
            : [];

    /// <summary>The lowest version of a range: <c>1.0</c>, <c>[1.0]</c>, <c>[1.0, 2.0)</c>.</summary>
    private static string Bound(string range) => LowerBound().Match(range).Value;

    [GeneratedRegex(@"[0-9][^,\])\s]*")]
    private static partial Regex LowerBound();
}

/// <param name="Requested">Of a package that the project or the central file names.</param>
/// <param name="Asked">Lower bounds of the packages and projects that need it.</param>
internal sealed record LockedPackage(string Name, string Resolved, string? Requested, IReadOnlyList<string> Asked);
