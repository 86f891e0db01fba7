using System.Text.Json;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Simulator;

public sealed class DeterminismTests
{
    private static readonly DateOnly Today = new(2026, 11, 20);
    private static readonly string[] ByUserAndMedia = ["userId", "mediaType", "purpose"];
    private static readonly string[] Handled = ["tHandle", "tMonitoring"];
    private static readonly string[] ByUser = ["userId"];
    private static readonly string[] Evaluated = ["nEvaluations"];

    [Theory, InlineData(SimulatorProfile.Named), InlineData(SimulatorProfile.SingleTier)]
    public async Task Second_identical_start_gives_the_same_bytes(SimulatorProfile profile)
    {
        var options = SimulatorFixture.Quick with { Profile = profile, Seed = 42, Clock = new StandingClock() };
        Assert.Equal(await EverythingAsync(options), await EverythingAsync(options));
    }

    [Fact]
    public async Task Another_seed_gives_another_organization()
    {
        var options = SimulatorFixture.Quick with { Clock = new StandingClock() };
        Assert.NotEqual(await EverythingAsync(options), await EverythingAsync(options with { Seed = 2 }));
    }

    /// <summary>
    /// 300 people have turnover, leave and seasons among them: everyone who was there on a day did the same then, whenever one looks back.
    /// </summary>
    [Theory, InlineData(0, 300), InlineData(1, 130), InlineData(45, 130), InlineData(100, 200)]
    public async Task Day_reads_the_same_from_every_later_start(int daysLater, int historyDays)
    {
        var day = new DateOnly(2026, 11, 10);
        var options = SimulatorFixture.Quick with { Agents = 300, Clock = new StandingClock() };
        var now = await DayAsync(options, day);
        var later = await DayAsync(options with { Today = Today.AddDays(daysLater), HistoryDays = historyDays }, day);
        Assert.Equal(now, later);
        Assert.Contains("ON_QUEUE", now, StringComparison.Ordinal);
    }

    private static async Task<string> DayAsync(SimulatorOptions options, DateOnly day)
    {
        await using var simulator = await SimulatorFixture.StartAsync(options);
        using var http = await simulator.ClientAsync();
        var interval = Wire.Interval(day, day.AddDays(1));
        var conversations = await http.JobAsync(
            "/api/v2/analytics/conversations/aggregates/jobs",
            "results",
            new
            {
                interval,
                groupBy = ByUserAndMedia,
                metrics = Handled,
            }
        );
        var presence = await http.JobAsync("/api/v2/analytics/users/details/jobs", "userDetails", new { interval });
        var evaluations = await http.AskAsync(
            "/api/v2/analytics/evaluations/aggregates/query",
            new
            {
                interval,
                groupBy = ByUser,
                metrics = Evaluated,
                alternateTimeDimension = "evaluationReleaseDate",
            }
        );
        var audits = await http.AuditsAsync("AnalyticsReporting", day, day.AddDays(1));
        return string.Join(
            '\n',
            Sorted(conversations)
                .Concat(Sorted(presence))
                .Concat(Sorted(evaluations.GetProperty("results").EnumerateArray()))
                .Concat(Sorted(audits))
        );
    }

    private static async Task<string> EverythingAsync(SimulatorOptions options)
    {
        await using var simulator = await SimulatorFixture.StartAsync(options);
        using var http = await simulator.ClientAsync();
        var text = new List<string>();
        foreach (
            var path in new[]
            {
                "/api/v2/users?state=any&pageSize=500&expand=groups,employerInfo,dateLastLogin,lasttokenissued,authorization",
                "/api/v2/license/users?pageSize=500",
                "/api/v2/license/definitions",
                "/api/v2/authorization/roles?pageSize=100",
                "/api/v2/groups",
                "/api/v2/organizations/me",
            }
        )
        {
            text.Add(await http.GetStringAsync(path));
        }

        text.Add(await DayAsync(options, new DateOnly(2026, 11, 10)));
        return string.Join('\n', text);
    }

    private static IEnumerable<string> Sorted(IEnumerable<JsonElement> rows) =>
        rows.Select(row => row.GetRawText()).Order(StringComparer.Ordinal);
}
