using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Core.Usage.Streams;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Application.Tests.Advice;

/// <summary>
/// Each habit of the real vendor alone makes unknown only what it touches, and all of them together make no advice wrong. From end to end:
/// simulator, connector over HTTP, ingest, rules.
/// </summary>
public class UnkindWorldTests(ITestOutputHelper output)
{
    private const int Agents = 120;

    private static readonly SimulatorOptions _kind = SimulatorFixture.Quick with { Agents = Agents };

    private static readonly Lazy<Task<UnkindWorld>> _kindWorld = new(() => UnkindWorld.ReadAsync(_kind));

    private static readonly string[] _audits =
    [
        .. SourceCatalogue
            .All.OfType<AuditSource>()
            .SelectMany(source => Catalogue.Default.Features.SelectMany(source.StreamsOf))
            .Distinct(),
    ];

    /// <summary>Name → what it changes, and the streams that it makes unknown.</summary>
    private static readonly Dictionary<string, (Func<SimulatorOptions, SimulatorOptions> Change, string[] Unknown)> _habits = new()
    {
        ["pages of 100"] = (o => o with { PageLimit = 100 }, []),
        ["schedules at an address of their own"] = (o => o with { Schedules = ScheduleAnswer.Download }, []),
        ["schedules that never arrive"] = (o => o with { Schedules = ScheduleAnswer.Processing }, [StreamStatus.Planning]),
        ["schedule searches canceled"] = (o => o with { Schedules = ScheduleAnswer.Canceled }, [StreamStatus.Planning]),
        ["schedule searches that end in an error"] = (o => o with { Schedules = ScheduleAnswer.Error }, [StreamStatus.Planning]),
        ["schedule searches refused"] = (o => o with { Schedules = ScheduleAnswer.Refused }, [StreamStatus.Planning]),
        ["units refused"] = (At("/workforcemanagement/managementunits", 403), [StreamStatus.Planning]),
        ["members of a unit refused"] = (At("/workforcemanagement/managementunits/*/users", 403), [StreamStatus.Planning]),
        ["license lists that lag"] = (o => o with { LicenseDelayMs = 1_000, LicenseDelayMostMs = 60_000 }, []),
        ["roles unknown for a while"] = (o => o with { NewRoleMs = 20_000 }, []),
        ["long pauses asked for"] = (o => o with { RetryAfterSeconds = 60, Faults = [new(FaultKind.RateLimit, 0.05, 3)] }, []),
        ["dates left out"] = (o => o with { OmitDates = 0.3 }, []),
        ["presence by its start"] = (o => o with { PresenceByStart = true }, []),
        ["inactive people not found"] = (o => o with { InactiveUsersMissing = true }, []),
        ["no date for conversations"] = (At("/analytics/conversations/details/jobs/availability", 403), []),
        ["billing refuses the range"] = (At("/billing/reports/billableusage", 400), [StreamStatus.Billing]),
        ["billing that never ends"] = (Never("/billing/reports/billableusage"), [StreamStatus.Billing]),
        ["billing of another shape"] = (Odd("/billing/reports/billableusage"), [StreamStatus.Billing]),
        ["evaluations refused"] = (At("/analytics/evaluations/**", 403), [StreamStatus.Evaluations]),
        ["evaluations of another shape"] = (Odd("/analytics/evaluations/**"), [StreamStatus.Evaluations]),
        ["audits that fail"] = (At("/audits/query", 500), _audits),
        ["audits that never end"] = (Never("/audits/query/**"), _audits),
    };

    public static TheoryData<string> Habits => [.. _habits.Keys];

    [Theory, MemberData(nameof(Habits))]
    public async Task Habit_makes_unknown_only_what_it_touches(string habit)
    {
        var (change, unknown) = _habits[habit];
        var kind = await _kindWorld.Value;
        var world = await UnkindWorld.ReadAsync(change(_kind));
        Assert.Equal(unknown.Order(StringComparer.Ordinal), world.UnknownStreams);
        Assert.Equal(kind.People, world.People);
        var touched = Catalogue
            .Default.Features.Where(feature => SourceCatalogue.All.Any(source => source.StreamsOf(feature).Any(unknown.Contains)))
            .Select(feature => feature.Key)
            .ToList();
        var strayed = world.Rows.Where(row =>
            row.Value.Unknown.Except(kind.Rows.TryGetValue(row.Key, out var other) ? other.Unknown : []).Except(touched).Any()
        );
        Assert.Empty(strayed.Select(row => $"{row.Key}: {string.Join(", ", row.Value.Unknown)}"));
        Assert.Empty(world.FalseAgainst(kind));
        if (touched.Count == 0)
        {
            Assert.Equal(kind.Ready.Order(StringComparer.Ordinal), world.Ready.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task Division_that_is_not_shown_is_unknown_and_no_other()
    {
        var kind = await _kindWorld.Value;
        var division = kind.Rows.Values.Where(row => row.Lane == Lane.Ready).GroupBy(row => row.Division).MinBy(rows => rows.Count())!.Key;
        var world = await UnkindWorld.ReadAsync(_kind with { HiddenDivisions = [division] });
        Assert.Empty(world.UnknownStreams);
        Assert.Empty(world.Rows.Where(row => row.Value.Division == division && row.Value.Lane == Lane.Ready).Select(row => row.Key));
        Assert.Empty(world.FalseAgainst(kind));
        Assert.Equal(
            kind.Rows.Where(row => row.Value.Lane == Lane.Ready && row.Value.Division != division)
                .Select(row => row.Key)
                .Order(StringComparer.Ordinal),
            world.Ready.Order(StringComparer.Ordinal)
        );
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task All_habits_at_once_leave_the_advice_right_and_most_of_it_ready(int seed)
    {
        var options = _kind with { Seed = seed };
        var kind = await UnkindWorld.ReadAsync(options);
        var world = await UnkindWorld.ReadAsync(
            options with
            {
                PageLimit = 100,
                Schedules = ScheduleAnswer.Download,
                LicenseDelayMs = 1_000,
                LicenseDelayMostMs = 60_000,
                NewRoleMs = 20_000,
                RetryAfterSeconds = 60,
                Faults = [new(FaultKind.RateLimit, 0.03, seed), new(FaultKind.Errors, 0.03, seed)],
                OmitDates = 0.3,
                PresenceByStart = true,
                InactiveUsersMissing = true,
                NeverLoggedOut = 0.05,
                At =
                [
                    PathFault.InProgress("/billing/reports/billableusage"),
                    PathFault.Refuse("/analytics/conversations/details/jobs/availability", 403),
                ],
            }
        );
        var kept = world.Ready.Intersect(kind.Ready).Count();
        output.WriteLine($"seed {seed}: {kept} of {kind.Ready.Count()} rows are still ready");
        Assert.Equal([StreamStatus.Billing], world.UnknownStreams);
        Assert.Empty(world.FalseAgainst(kind));
        Assert.True(kept >= 0.7 * kind.Ready.Count(), $"{kept} of {kind.Ready.Count()}");
    }

    private static Func<SimulatorOptions, SimulatorOptions> At(string path, int status) =>
        o => o with { At = [PathFault.Refuse(path, status)] };

    private static Func<SimulatorOptions, SimulatorOptions> Never(string path) => o => o with { At = [PathFault.InProgress(path)] };

    private static Func<SimulatorOptions, SimulatorOptions> Odd(string path) => o => o with { At = [PathFault.OtherShape(path)] };
}
