using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;

namespace LicenseDashboard.Connectors.Tests.Genesys;

public sealed class GenesysConnectorTests : ConnectorContract, IAsyncDisposable
{
    private readonly List<SimulatedOrganization> _started = [];

    protected override (DateOnly From, DateOnly To) Days => (new(2026, 10, 1), new(2026, 11, 17));

    protected override TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    public async ValueTask DisposeAsync()
    {
        foreach (var organization in _started)
        {
            await organization.DisposeAsync();
        }
    }

    protected override async Task<IVendorConnector> ConnectorAsync()
    {
        var organization = await SimulatedOrganization.StartAsync(SimulatorFixture.Quick with { HistoryDays = 60 });
        _started.Add(organization);
        return organization.Connector;
    }
}
