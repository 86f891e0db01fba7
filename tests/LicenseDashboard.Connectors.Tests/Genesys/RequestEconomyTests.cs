using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

public sealed class RequestEconomyTests(ITestOutputHelper output)
{
    /// <summary>The longest lookback and 34 days, for 1,000 people, jobs that take their 200 ms.</summary>
    [Fact]
    public async Task First_pull_of_a_thousand_agents_fits_in_one_window_of_an_ingest()
    {
        await using var organization = await SimulatedOrganization.StartAsync(
            SimulatorFixture.Quick with { Agents = 1000, HistoryDays = 130, Budget = 300, JobMs = 200 }, TimeProvider.System);
        var to = new DateOnly(2026, 11, 18);
        await Everything.ReadAsync(organization.Connector, to.AddDays(-123), to, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"), TestContext.Current.CancellationToken);
        foreach (var (route, count) in organization.Connector.RequestsByRoute.OrderByDescending(route => route.Value))
        {
            output.WriteLine($"{count,4} {route}");
        }

        output.WriteLine($"{organization.Connector.RequestsSent,4} in all");
        Assert.InRange(organization.Connector.RequestsSent, 1, 270);
        Assert.Equal(organization.Connector.RequestsSent, organization.Host.Requests.Values.Sum());
    }
}
