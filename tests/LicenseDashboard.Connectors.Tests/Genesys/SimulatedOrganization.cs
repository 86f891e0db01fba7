using LicenseDashboard.Connectors.Genesys;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Connectors.Tests.Genesys;

/// <summary>The simulator and a connector to it, registered as a host does.</summary>
internal sealed class SimulatedOrganization : IAsyncDisposable
{
    private readonly SimulatorFixture _simulator;
    private readonly ServiceProvider _services;

    private SimulatedOrganization(SimulatorFixture simulator, TimeProvider clock, Action<ILoggingBuilder>? logging)
    {
        _simulator = simulator;
        _services = new ServiceCollection()
            .AddLogging(logging ?? (_ => { }))
            .AddSingleton(clock)
            .AddConnectors(
                new ConnectorPlatform(
                    "genesys",
                    "genesys",
                    _ => new GenesysOptions
                    {
                        ApiBaseUrl = simulator.Host.BaseAddress.ToString(),
                        LoginBaseUrl = simulator.Host.BaseAddress.ToString(),
                        ClientId = simulator.Options.ClientId,
                        ClientSecret = simulator.Options.ClientSecret,
                        WriteClientId = simulator.Options.WriteClientId,
                        WriteClientSecret = simulator.Options.WriteClientSecret,
                        LiveClientId = simulator.Options.LiveClientId,
                        LiveClientSecret = simulator.Options.LiveClientSecret,
                    }
                )
            )
            .BuildServiceProvider();
        Connector = (GenesysConnector)_services.GetRequiredService<IVendorConnectors>().For("genesys");
    }

    public GenesysConnector Connector { get; }

    public SimulatorHost Host => _simulator.Host;

    public static async Task<SimulatedOrganization> StartAsync(
        SimulatorOptions? options = null,
        TimeProvider? clock = null,
        Action<ILoggingBuilder>? logging = null
    ) => new(await SimulatorFixture.StartAsync(options), clock ?? new HurriedClock(), logging);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _simulator.DisposeAsync();
    }
}
