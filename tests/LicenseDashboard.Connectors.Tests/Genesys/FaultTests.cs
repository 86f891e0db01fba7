using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

public sealed class FaultTests
{
    private static readonly DateOnly From = new(2026, 10, 1);
    private static readonly DateOnly To = new(2026, 11, 17);
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly SimulatorOptions Small = SimulatorFixture.Quick with { HistoryDays = 60 };

    [Theory]
    [InlineData(FaultKind.Errors, 0.2)]
    [InlineData(FaultKind.RateLimit, 0.2)]
    [InlineData(FaultKind.DropConnection, 0.2)]
    [InlineData(FaultKind.Truncate, 0.2)]
    [InlineData(FaultKind.Slow, 0.01)]
    public async Task Pull_with_one_kind_of_fault_says_the_same_as_without(FaultKind kind, double probability) =>
        await SameAsWithoutAsync(new FaultOption(kind, probability, 7));

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task Pull_with_errors_throttling_and_dropped_connections_together_says_the_same_as_without(int seed) =>
        await SameAsWithoutAsync(
            new(FaultKind.Errors, 0.2, seed),
            new(FaultKind.RateLimit, 0.2, seed),
            new(FaultKind.DropConnection, 0.2, seed),
            new(FaultKind.Truncate, 0.1, seed)
        );

    [Fact]
    public async Task Tokens_revoked_during_a_pull_do_not_end_it()
    {
        await using var organization = await SimulatedOrganization.StartAsync(Small);
        var seats = 0;
        await foreach (
            var role in organization.Connector.Estate.RolesAsync(
                Core.Platforms.RequestPriority.Ingest,
                TestContext.Current.CancellationToken
            )
        )
        {
            organization.Host.RevokeTokens();
            seats += await organization
                .Connector.Estate.SeatsAsync(Core.Platforms.RequestPriority.Ingest, TestContext.Current.CancellationToken)
                .CountAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(seats > 0);
    }

    private static async Task SameAsWithoutAsync(params FaultOption[] faults)
    {
        var (without, requests) = await PullAsync(Small);
        var (with, more) = await PullAsync(Small with { Faults = faults });
        Assert.True(
            more > requests || faults.All(fault => fault.Kind == FaultKind.Slow),
            $"no fault struck: {requests} and {more} requests"
        );
        Assert.Equal(without, with);
    }

    private static async Task<(IReadOnlyList<string> Lines, long Requests)> PullAsync(SimulatorOptions options)
    {
        await using var organization = await SimulatedOrganization.StartAsync(options);
        var lines = await Everything.ReadAsync(organization.Connector, From, To, Zone, TestContext.Current.CancellationToken);
        return (lines, organization.Connector.RequestsSent);
    }
}
