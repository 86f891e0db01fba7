using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;
using Xunit;

namespace LicenseDashboard.Web.Tests.Architecture;

/// <summary>The one shape of a setting: Web reads it as <c>XSettings</c> with <c>XRules</c> beside it, and hands on a value.</summary>
public sealed class SettingsShapeTests
{
    [Fact]
    public void A_section_is_read_by_a_record_of_settings_in_web() =>
        Empty(
            Sections
                .Where(type => TypeGraph.ProjectOf(type) != "Web" || !type.Name.EndsWith("Settings", StringComparison.Ordinal))
                .Select(type => $"{type} has a Section; only a type of Web named …Settings has one")
        );

    [Fact]
    public void Every_section_has_its_rules_in_the_same_file() =>
        Empty(
            Sections
                .Where(type =>
                    !Rules(type).Any(rules => Repository.Read(FileOf(type)).Contains(" class " + rules.Name, StringComparison.Ordinal))
                )
                .Select(type => $"{FileOf(type)} holds no rules for {type.Name}")
        );

    /// <summary>Attributes would be a second place for bounds, and a second form of message.</summary>
    [Fact]
    public void Bounds_stand_in_the_rules_only() =>
        Empty(
            TypeGraph
                .Uses.Where(use => use.Used.Namespace == "System.ComponentModel.DataAnnotations" && Sections.Contains(use.By))
                .Select(use => $"{use.By} has the attribute {use.Used.Name}; its rules say bounds")
        );

    private static IReadOnlyList<Type> Sections { get; } =
    [.. TypeGraph.Types.Where(type => type.GetField("Section") is { IsLiteral: true })];

    private static IEnumerable<Type> Rules(Type settings) =>
        TypeGraph.Types.Where(type => typeof(IValidateOptions<>).MakeGenericType(settings).IsAssignableFrom(type));

    private static string FileOf(Type type) =>
        Repository
            .Source("src/LicenseDashboard.Web", "*.cs")
            .Single(file => Regex.IsMatch(Repository.Read(file), $@"^\w+ sealed (record|class) {type.Name}\b", RegexOptions.Multiline));

    private static void Empty(IEnumerable<string> broken) => Assert.True(!broken.Any(), string.Join(Environment.NewLine, broken));
}
