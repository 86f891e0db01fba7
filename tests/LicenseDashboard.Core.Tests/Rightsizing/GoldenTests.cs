using System.Text.Json.Nodes;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Testing.Scenarios;
using Xunit;

namespace LicenseDashboard.Core.Tests.Rightsizing;

/// <summary>The hand-made people of golden.json: what must come out is in the file, and the file is never edited to fit the code.</summary>
public class GoldenTests
{
    private static readonly JsonObject _root = GoldenScenario.Read();
    private static readonly Dictionary<string, IReadOnlyDictionary<string, Verdict>> _worlds = GoldenWorlds
        .Of(_root)
        .ToDictionary(world => world, world => new GoldenScenario(_root, world).Evaluate());

    public static TheoryData<string, string> Expectations()
    {
        var data = new TheoryData<string, string>();
        foreach (var world in GoldenWorlds.Of(_root))
        {
            foreach (var expect in _root["expect"]!.AsArray())
            {
                if (_worlds[world].ContainsKey((string)expect!["person"]!))
                {
                    data.Add(world, (string)expect["person"]!);
                }
            }
        }

        return data;
    }

    [Fact]
    public void Golden_has_an_expectation_for_everybody() =>
        Assert.Equal(
            _root["people"]!.AsArray().Select(p => (string)p!["id"]!).Order(),
            _root["expect"]!.AsArray().Select(e => (string)e!["person"]!).Order()
        );

    [Theory, MemberData(nameof(Expectations))]
    public void Golden_person_comes_out_as_expected(string world, string person)
    {
        var expected = GoldenWorlds.ExpectationOf(_root, world, person);
        var verdict = _worlds[world][person];
        Given("life", value => Assert.Equal((string)value!, Kebab(verdict.Life)));
        if (expected["noFinding"] is { } reason)
        {
            Assert.Equal((string)reason!, Kebab(Assert.IsType<NoFinding>(verdict).Reason));
            return;
        }

        var finding = Assert.IsType<Finding>(verdict);
        Given("kind", value => Assert.Equal((string)value!, finding.Kind.ToString()));
        Given("lane", value => Assert.Equal((string)value!, Kebab(finding.Lane)));
        Given("target", value => Assert.Equal(Strings(value), finding.Target));
        Given("saving", value => Assert.Equal((decimal)value!, finding.Saving.Amount));
        Given("reason", value => Assert.Equal((string)value!, finding.Reason));
        Given(
            "plan",
            value => Assert.Equal(value is null ? null : Strings(value).Order(), finding.Plan?.Select(change => change.ToString()).Order())
        );
        Given("inTheWay", value => Assert.Equal(Strings(value), finding.InTheWay));
        Given("loses", value => Assert.Equal(Strings(value).Order(), Words(finding.Lost)));
        Given("nearestLoses", value => Assert.Equal(Strings(value).Order(), Words(finding.NearestLoses)));

        void Given(string key, Action<JsonNode?> check)
        {
            if (expected.ContainsKey(key))
            {
                check(expected[key]);
            }
        }
    }

    private static IEnumerable<string> Words(IEnumerable<PermissionLoss> lost) =>
        lost.SelectMany(loss => loss.Divisions.Select(division => $"{loss.Permission} in {division}")).Order();

    private static List<string> Strings(JsonNode? array) => [.. array!.AsArray().Select(item => (string)item!)];

    private static string Kebab<T>(T value)
        where T : struct, Enum =>
        string.Concat(value.ToString().Select((ch, i) => (i > 0 && char.IsUpper(ch) ? "-" : "") + char.ToLowerInvariant(ch)));
}
