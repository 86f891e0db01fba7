using Xunit;

namespace LicenseDashboard.Web.Tests.Packaging;

/// <summary>
/// A version that a feed lacks is replaced by the next one, and with lock files NuGet doesn't warn of it (NU1603).
/// What is neither pinned nor asked for would differ from one feed to another.
/// </summary>
public sealed class LockFileTests
{
    public static TheoryData<string> Projects => [.. LockFiles.Projects()];

    [Theory, MemberData(nameof(Projects))]
    public void Every_resolved_version_was_pinned_or_asked_for(string project) =>
        Assert.Empty(Drifts(LockFiles.Read(project), LockFiles.CentralVersions()));

    [Fact]
    public void Version_above_what_everybody_asked_for_is_told_with_its_cure() =>
        Assert.Equal(
            ["Drifting is at 1.0.3, 1.0.2 was asked for: pin it in Directory.Packages.props"],
            Drifts(
                """
                "Direct.Package": {
                  "type": "Direct", "requested": "[2.0.0, )", "resolved": "2.0.0",
                  "dependencies": { "Drifting": "[1.0.2, 2.0.0)", "Kept": "1.0" }
                },
                "Drifting": { "type": "Transitive", "resolved": "1.0.3", "dependencies": { "Kept": "1.0.1" } },
                "Kept": { "type": "Transitive", "resolved": "1.0.1" },
                "ours": { "type": "Project", "dependencies": { "Drifting": "1.0.1" } }
                """
            )
        );

    [Fact]
    public void Named_package_that_is_not_at_its_central_version_is_told() =>
        Assert.Equal(
            ["Direct.Package is at 2.0.1, pinned at 2.0.0"],
            Drifts(
                """
                "Direct.Package": { "type": "Direct", "requested": "[2.0.0, )", "resolved": "2.0.1" },
                "Of.The.Sdk": { "type": "Direct", "requested": "[10.0.12, )", "resolved": "10.0.12" }
                """
            )
        );

    private static IEnumerable<string> Drifts(string packages) =>
        Drifts(
            $$"""{ "version": 2, "dependencies": { "net10.0": { {{packages}} } } }""",
            new Dictionary<string, string> { ["Direct.Package"] = "2.0.0" }
        );

    private static IEnumerable<string> Drifts(string lockFile, IReadOnlyDictionary<string, string> central) =>
        LockFiles.Packages(lockFile).Select(package => Drift(package, central)).OfType<string>();

    private static string? Drift(LockedPackage package, IReadOnlyDictionary<string, string> central)
    {
        var resolved = LockFiles.Comparable(package.Resolved);
        if (package.Requested is not null && central.TryGetValue(package.Name, out var pinned))
        {
            return resolved == LockFiles.Comparable(pinned) ? null : $"{package.Name} is at {package.Resolved}, pinned at {pinned}";
        }

        // Named by the SDK, not by us; or only by other packages.
        var asked = package.Requested ?? package.Asked.MaxBy(LockFiles.Comparable);
        if (asked is not null && resolved == LockFiles.Comparable(asked))
        {
            return null;
        }

        return $"{package.Name} is at {package.Resolved}, {asked ?? "nothing"} was asked for: pin it in Directory.Packages.props";
    }
}
