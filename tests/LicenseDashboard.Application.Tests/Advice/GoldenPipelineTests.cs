using System.Text.Json.Nodes;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Scenarios;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Advice;

/// <summary>
/// The hand-made people of golden.json through everything: simulator, connector over HTTP, ingest, rules, rows. What must come out is in
/// the file.
/// </summary>
public sealed class GoldenPipelineTests
{
    private static readonly JsonObject _root = Read();

    public static TheoryData<string> Worlds => [.. GoldenWorlds.Of(_root)];

    [Theory, MemberData(nameof(Worlds))]
    public async Task Golden_people_come_out_as_expected_from_end_to_end(string world)
    {
        var settings = GoldenWorlds.In(_root, world);
        await using var pipeline = await SimulatedPipeline.CreateAsync(
            SimulatorFixture.Quick with
            {
                ScenarioJson = _root.ToJsonString(),
                World = world.Length == 0 ? null : world,
            },
            new DateTimeOffset(DateOnly.Parse((string)settings["today"]!, null), new TimeOnly(11, 0), TimeSpan.Zero),
            settings["catalogue"] is { } replaced ? CatalogueJson.Replace(Catalogue.Default, replaced.ToJsonString()).Value : null,
            (string)settings["timeZone"]!,
            (string?)settings["clientOwner"]
        );
        await pipeline.ImportAsync();
        await using var db = pipeline.Database.Open();
        foreach (var name in Texts(settings["idleDivisions"]))
        {
            var division = await db.Divisions.Where(d => d.Name == name).Select(d => d.Key).SingleAsync();
            var marked = await pipeline
                .Database.Get<MarkIdleDivision>()
                .RunAsync(A.Administrator, SimulatedPipeline.Platform, division, idle: true, CancellationToken.None);
            Assert.Null(marked.Refusal);
        }

        await pipeline.EvaluateAsync();
        var rows = await db.Recommendations.AsNoTracking().ToDictionaryAsync(r => r.VendorId);
        var evidence = await db
            .RecommendationEvidence.AsNoTracking()
            .ToDictionaryAsync(e => e.RecommendationId, e => JsonNode.Parse(e.Json)!);
        var verdicts = await db
            .PersonVerdicts.AsNoTracking()
            .Join(db.People, v => v.PersonKey, p => p.Key, (v, p) => new { p.VendorId, v.NoFinding })
            .ToDictionaryAsync(v => v.VendorId, v => v.NoFinding);
        var without = Texts(settings["without"]);
        var wrong = _root["expect"]!
            .AsArray()
            .Select(e => (string)e!["person"]!)
            .Where(person => !without.Contains(person))
            .SelectMany(person =>
                Differences(
                    person,
                    GoldenWorlds.ExpectationOf(_root, world, person),
                    rows.GetValueOrDefault(person),
                    evidence,
                    verdicts.GetValueOrDefault(person)
                )
            )
            .ToList();
        Assert.True(wrong.Count == 0, string.Join(Environment.NewLine, wrong));

        var again = await pipeline.EvaluateAsync("run:again");
        Assert.Equal((0, 0), (again.Raised.Written, again.Asked));
    }

    private static IEnumerable<string> Differences(
        string person,
        JsonObject expected,
        Recommendation? row,
        Dictionary<RecommendationId, JsonNode> evidence,
        NoFindingReason? none
    )
    {
        if (expected["noFinding"] is { } reason)
        {
            if (row is not null || Kebab(none) != (string)reason!)
            {
                yield return $"{person}: expected no finding ({reason}), got {row?.Kind.ToString() ?? Kebab(none)}";
            }

            yield break;
        }

        if (row is null)
        {
            yield return $"{person}: expected {expected["kind"]}, got none ({Kebab(none)})";
            yield break;
        }

        var stored = evidence[row.Id];
        var actual = new Dictionary<string, string?>
        {
            ["kind"] = row.Kind.ToString(),
            ["lane"] = Kebab((Lane?)row.Lane),
            ["target"] = row.Target,
            ["saving"] = row.ListSaving.Amount.ToString("0.##", null),
            ["reason"] = row.Reason,
            ["plan"] = stored["Plan"]!.AsArray() is { Count: > 0 } plan ? string.Join(" | ", plan.Select(Words).Order()) : null,
            ["inTheWay"] = string.Join(" | ", Texts(stored["InTheWay"])),
        };
        foreach (var (key, value) in actual.Where(field => expected.ContainsKey(field.Key)))
        {
            var wanted = expected[key] switch
            {
                null => null,
                JsonArray list when key == "target" => string.Join('+', list.Select(item => (string)item!)),
                JsonArray list => string.Join(
                    " | ",
                    key == "plan" ? list.Select(item => (string)item!).Order() : list.Select(item => (string)item!)
                ),
                { } one => one.ToString(),
            };
            if (wanted != value)
            {
                yield return $"{person}.{key}: expected '{wanted}', got '{value}' ({row.LaneNote})";
            }
        }
    }

    private static string Words(JsonNode? change) =>
        (string)change!["Do"]! == "Remove" ? $"remove {change["Role"]}" : $"swap {change["Role"]} -> {change["NewRole"]}";

    private static JsonObject Read()
    {
        using var stream = Scenario.OpenGolden();
        return (JsonObject)JsonNode.Parse(stream)!;
    }

    private static List<string> Texts(JsonNode? array) => [.. (array as JsonArray ?? []).Select(item => (string)item!)];

    private static string Kebab<T>(T? value)
        where T : struct, Enum =>
        string.Concat((value?.ToString() ?? "").Select((ch, i) => (i > 0 && char.IsUpper(ch) ? "-" : "") + char.ToLowerInvariant(ch)));
}
