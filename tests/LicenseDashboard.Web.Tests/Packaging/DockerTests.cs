using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace LicenseDashboard.Web.Tests.Packaging;

/// <summary>
/// No container engine runs here, so this does by hand what the build stage does: copies exactly the paths it copies and publishes with its
/// command.
/// </summary>
public sealed partial class DockerTests
{
    private static readonly string[] ComposeFiles = ["docker/compose.yml", "docker/compose.sqlserver.yml"];

    [Theory]
    [InlineData("docker/Dockerfile", "LicenseDashboard.Web.dll")]
    [InlineData("docker/simulator.Dockerfile", "LicenseDashboard.Simulator.dll")]
    public async Task Publish_command_runs_as_written_on_the_copied_paths(string dockerfile, string starts)
    {
        var text = Repository.Read(dockerfile);
        Assert.Contains(starts, Line(text, "ENTRYPOINT"), StringComparison.Ordinal);
        var scratch = System.IO.Directory.CreateTempSubdirectory("licensedashboard-docker-");
        try
        {
            foreach (
                var copy in CopyLine()
                    .Matches(text)
                    .Select(match => match.Groups[1].Value.Split(' '))
                    .Where(words => !words[0].StartsWith("--from", StringComparison.Ordinal))
            )
            {
                foreach (var source in copy[..^1])
                {
                    Copy(source, Path.Combine(scratch.FullName, copy[^1] == "./" ? source : copy[^1]));
                }
            }

            // As docker would run it, only that the output goes where this test may write.
            var output = Path.Combine(scratch.FullName, "app");
            var command = Line(text, "RUN dotnet publish")[4..].Replace("/app", output, StringComparison.Ordinal);
            var (code, said) = await RunAsync(scratch.FullName, command);
            Assert.True(code == 0, said);
            Assert.True(File.Exists(Path.Combine(output, starts)), "The entry point was not published.");
            if (starts.Contains("Web", StringComparison.Ordinal))
            {
                await AssertPublishedAsync(output, starts);
            }
        }
        finally
        {
            scratch.Delete(recursive: true);
        }
    }

    [Fact]
    public void Compose_files_name_only_settings_that_exist()
    {
        var example = Repository.Read("appsettings.Development.json.example");
        foreach (
            var key in ComposeFiles.SelectMany(file => SettingLine().Matches(Repository.Read(file)).Select(match => match.Groups[2].Value))
        )
        {
            Assert.Contains($"\"{key}\"", example, StringComparison.Ordinal);
        }
    }

    private static async Task AssertPublishedAsync(string app, string starts)
    {
        string[] published =
        [
            "wwwroot/css/tokens.css",
            "wwwroot/fonts/files/inter-latin-wght-normal.woff2",
            "wwwroot/lib/apexcharts.min.js",
            "wwwroot/_framework/blazor.web.js",
            "LICENSE",
            "THIRD-PARTY.md",
            "licenses/SQLite/LICENSE.txt",
        ];
        foreach (var file in published)
        {
            Assert.True(File.Exists(Path.Combine(app, file)), $"{file} was not published.");
        }

        var (code, output) = await RunAsync(app, $"dotnet {starts}", ("ASPNETCORE_ENVIRONMENT", "Production"));
        Assert.Equal(1, code);
        Assert.Contains("Genesys__ApiBaseUrl is missing.", output, StringComparison.Ordinal);
    }

    private static void Copy(string source, string target)
    {
        var from = Path.Combine(Repository.Root, source);
        if (File.Exists(from))
        {
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(from, target);
            return;
        }

        Assert.True(System.IO.Directory.Exists(from), $"The Dockerfile copies {source}, which does not exist.");
        string[] ignored = ["bin", "obj", "node_modules", "wwwroot", "data"]; // as .dockerignore
        foreach (var file in System.IO.Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var relative = Path.GetRelativePath(from, file);
            if (
                !relative.Split(Path.DirectorySeparatorChar).Any(ignored.Contains)
                && !relative.EndsWith("appsettings.Development.json", StringComparison.Ordinal)
            )
            {
                System.IO.Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(target, relative))!);
                File.Copy(file, Path.Combine(target, relative));
            }
        }
    }

    private static async Task<(int Code, string Output)> RunAsync(
        string folder,
        string command,
        params (string Key, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo("bash", ["-c", command + " 2>&1"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        foreach (
            var key in start
                .Environment.Keys.Where(key =>
                    key.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || key.StartsWith("ASPNETCORE", StringComparison.Ordinal)
                )
                .ToList()
        )
        {
            start.Environment.Remove(key);
        }

        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach (var (key, value) in environment)
        {
            start.Environment[key] = value;
        }

        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }

    private static string Line(string text, string start) =>
        text.Split('\n').Single(line => line.StartsWith(start, StringComparison.Ordinal));

    [GeneratedRegex("^COPY (.+)$", RegexOptions.Multiline)]
    private static partial Regex CopyLine();

    [GeneratedRegex(@"^\s+(\w+)__(\w+):", RegexOptions.Multiline)]
    private static partial Regex SettingLine();
}
