using System.Reflection;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace LicenseDashboard.Web.Tests.Architecture;

public sealed class SizeTests
{
    private static readonly string[] SourceFolders = ["src", "tests", "build"];
    private static readonly string[] EmptyWords = ["Common", "Helper", "Helpers", "Util", "Utils"];

    [Fact]
    public void File_of_code_has_at_most_300_lines() =>
        Within(300, Repository.Source("src", "*.cs").Concat(Repository.Source("tests", "*.cs")));

    [Fact]
    public void Component_has_at_most_150_lines() => Within(150, Repository.Source("src", "*.razor"));

    /// <summary>
    /// The formatter breaks code at this width but leaves strings, comments and markup alone.
    /// </summary>
    [Fact]
    public void Line_has_at_most_140_columns() =>
        Empty(
            SourceFolders
                .SelectMany(folder => Repository.Source(folder, "*.cs").Concat(Repository.Source(folder, "*.razor")))
                .SelectMany(file => Repository.Lines(file).Select((line, index) => (file, line, number: index + 1)))
                .Where(each => each.line.Length > 140)
                .Select(each => $"{each.file}:{each.number} has {each.line.Length} columns, at most 140")
        );

    [Fact]
    public void Program_is_a_table_of_contents() => Within(40, ["src/LicenseDashboard.Web/Program.cs"]);

    [Fact]
    public void Component_injects_at_most_6_services() =>
        Empty(
            Components
                .Select(type => (type, count: Injected(type).Count()))
                .Where(each => each.count > 6)
                .Select(each => $"{each.type} injects {each.count} services")
        );

    /// <summary>
    /// A reader finds what a component needs at the top of its .razor file. A base class that has none says it in its code.
    /// </summary>
    [Fact]
    public void Components_inject_in_one_way() =>
        Empty(
            Components
                .Where(type => type.GetConstructors().Any(constructor => constructor.GetParameters().Length > 0))
                .Select(type => $"{type} takes services in its constructor")
                .Concat(
                    Repository
                        .Source("src/LicenseDashboard.Web", "*.razor")
                        .SelectMany(file => new[] { file, file + ".cs" })
                        .Where(file =>
                            File.Exists(Path.Combine(Repository.Root, file))
                            && Repository.Read(file).Contains("[Inject]", StringComparison.Ordinal)
                        )
                        .Select(file => $"{file} has [Inject]; write @inject")
                )
        );

    [Fact]
    public void Names_say_what_a_thing_is() =>
        Empty(
            Repository
                .Source("src", "*.cs")
                .SelectMany(file =>
                    file.Split('/')
                        .SkipLast(1)
                        .Append(Path.GetFileNameWithoutExtension(file))
                        .Where(EmptyWords.Contains)
                        .Select(word => $"{file}: '{word}' says nothing")
                )
        );

    private static IEnumerable<Type> Components =>
        TypeGraph.Types.Where(type => typeof(ComponentBase).IsAssignableFrom(type) && !type.IsAbstract);

    // What a part of MudBlazor needs is its own affair.
    private static IEnumerable<string> Injected(Type? type) =>
        type is null || type.Assembly == typeof(MudBlazor.MudLayout).Assembly
            ? []
            : Injected(type.BaseType)
                .Concat(
                    type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
                        .Where(property => property.IsDefined(typeof(InjectAttribute), inherit: false))
                        .Select(property => property.Name)
                )
                .Concat(type.GetConstructors().SelectMany(constructor => constructor.GetParameters()).Select(parameter => parameter.Name!));

    private static void Within(int limit, IEnumerable<string> files) =>
        Empty(
            files
                .Select(file => (file, lines: Repository.Lines(file).Length))
                .Where(each => each.lines > limit)
                .Select(each => $"{each.file} has {each.lines} lines, at most {limit}")
        );

    private static void Empty(IEnumerable<string> broken) => Assert.True(!broken.Any(), string.Join(Environment.NewLine, broken));
}
