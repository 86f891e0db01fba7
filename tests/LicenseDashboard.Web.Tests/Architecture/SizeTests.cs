using Xunit;

namespace LicenseDashboard.Web.Tests.Architecture;

public sealed class SizeTests
{
    private static readonly string[] EmptyWords = ["Common", "Helper", "Helpers", "Util", "Utils"];

    [Fact]
    public void File_of_code_has_at_most_300_lines() => Within(300, Repository.Source("src", "*.cs").Concat(Repository.Source("tests", "*.cs")));

    [Fact]
    public void Component_has_at_most_150_lines() => Within(150, Repository.Source("src", "*.razor"));

    [Fact]
    public void Program_is_a_table_of_contents() => Within(40, ["src/LicenseDashboard.Web/Program.cs"]);

    [Fact]
    public void Component_injects_at_most_6_services() => Empty(Repository.Source("src/LicenseDashboard.Web", "*.razor")
        .Select(file => (file, count: Injects(file) + (File.Exists(Path.Combine(Repository.Root, file + ".cs")) ? Injects(file + ".cs") : 0)))
        .Where(each => each.count > 6).Select(each => $"{each.file} injects {each.count} services"));

    [Fact]
    public void Names_say_what_a_thing_is() => Empty(Repository.Source("src", "*.cs").SelectMany(file => file.Split('/').SkipLast(1).Append(Path.GetFileNameWithoutExtension(file)).Where(EmptyWords.Contains).Select(word => $"{file}: '{word}' says nothing")));

    private static int Injects(string file) => Repository.Lines(file).Count(line => line.TrimStart().StartsWith("@inject ", StringComparison.Ordinal) || line.Contains("[Inject]", StringComparison.Ordinal));

    private static void Within(int limit, IEnumerable<string> files) => Empty(files.Select(file => (file, lines: Repository.Lines(file).Length)).Where(each => each.lines > limit).Select(each => $"{each.file} has {each.lines} lines, at most {limit}"));

    private static void Empty(IEnumerable<string> broken) => Assert.True(!broken.Any(), string.Join(Environment.NewLine, broken));
}
