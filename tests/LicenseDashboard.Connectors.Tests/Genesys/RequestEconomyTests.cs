using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

public sealed class RequestEconomyTests(ITestOutputHelper output)
{
    /// <summary>
    /// 500 of 10,000 people hold a permission of planning and are in no management unit, in an organization of two business units. The
    /// whole daily pull may send a request for 50 people, 200 in all; their shifts take a tenth of it.
    /// </summary>
    [Fact]
    public async Task Shifts_of_ten_thousand_people_take_a_tenth_of_a_night_once_they_are_known()
    {
        var vendor = new ScriptedVendor(
            (_, _, _) => Task.FromResult(ScriptedVendor.Json("""{"status":"Complete","result":{"agentSchedules":[]}}"""))
        );
        using var connector = vendor.Connector(new HurriedClock());
        var people = Enumerable.Range(0, 500).Select(n => $"p{n}").ToList();
        var asked = new Dictionary<DateOnly, DateOnly>();
        var nights = new List<int>();
        for (var today = new DateOnly(2026, 11, 20); today <= new DateOnly(2026, 12, 31); today = today.AddDays(1))
        {
            var before = vendor.Asked.Count;
            foreach (
                var monday in PlanningWeeks
                    .Of(today)
                    .Where(week => PlanningWeeks.IsDue(week, asked.TryGetValue(week, out var on) ? on : null, today))
            )
            {
                asked[monday] = today;
                await connector
                    .Usage.ShiftsAsync(
                        new([], ["b1", "b2"]),
                        people,
                        monday,
                        monday.AddDays(6),
                        TimeZoneInfo.Utc,
                        RequestPriority.Ingest,
                        TestContext.Current.CancellationToken
                    )
                    .CountAsync(TestContext.Current.CancellationToken);
            }

            nights.Add(vendor.Asked.Count - before);
        }

        output.WriteLine(string.Join(' ', nights));
        Assert.Equal(110, nights[0]);
        Assert.InRange(nights.Skip(1).Max(), 1, 20);
    }

    /// <summary>The longest lookback and 34 days, for 1,000 people, jobs that take their 200 ms.</summary>
    [Fact]
    public async Task First_pull_of_a_thousand_agents_fits_in_one_window_of_an_ingest()
    {
        await using var organization = await SimulatedOrganization.StartAsync(
            SimulatorFixture.Quick with
            {
                Agents = 1000,
                HistoryDays = 130,
                Budget = 300,
                JobMs = 200,
            },
            TimeProvider.System
        );
        var to = new DateOnly(2026, 11, 18);
        await Everything.ReadAsync(
            organization.Connector,
            to.AddDays(-123),
            to,
            TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
            TestContext.Current.CancellationToken
        );
        foreach (var (route, count) in organization.Connector.RequestsByRoute.OrderByDescending(route => route.Value))
        {
            output.WriteLine($"{count, 4} {route}");
        }

        output.WriteLine($"{organization.Connector.RequestsSent, 4} in all");
        Assert.InRange(organization.Connector.RequestsSent, 1, 270);
        Assert.Equal(organization.Connector.RequestsSent, organization.Host.Requests.Values.Sum());
    }
}
