using LicenseDashboard.Connectors;
using LicenseDashboard.Connectors.Genesys;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Simulator;
using Microsoft.Extensions.DependencyInjection;

namespace LicenseDashboard.Testing.Vendors;

/// <summary>
/// The real connector against the simulator over HTTP. The connector has a clock of its own, so that its waits need not take their time.
/// </summary>
public sealed class SimulatedVendor : IVendorConnectors, IAsyncDisposable
{
    private readonly SimulatorFixture _simulator;
    private readonly ServiceProvider _services;

    private SimulatedVendor(SimulatorFixture simulator, TimeProvider clock)
    {
        _simulator = simulator;
        var services = new ServiceCollection();
        services.AddSingleton(clock);
        services.AddLogging();
        services.AddConnectors(
            new ConnectorPlatform(
                IngestBench.Platform,
                "genesys",
                _ => new GenesysOptions
                {
                    ApiBaseUrl = Address,
                    LoginBaseUrl = Address,
                    ClientId = simulator.Options.ClientId,
                    ClientSecret = simulator.Options.ClientSecret,
                    WriteClientId = simulator.Options.WriteClientId,
                    WriteClientSecret = simulator.Options.WriteClientSecret,
                    LiveClientId = simulator.Options.LiveClientId,
                    LiveClientSecret = simulator.Options.LiveClientSecret,
                }
            )
        );
        _services = services.BuildServiceProvider();
    }

    public SimulatorHost Host => _simulator.Host;

    public string Address => _simulator.Host.BaseAddress.ToString();

    /// <param name="clock">Absent: waits are over at once.</param>
    public static async Task<SimulatedVendor> StartAsync(SimulatorOptions options, TimeProvider? clock = null) =>
        new(await SimulatorFixture.StartAsync(options), clock ?? new HurriedClock());

    public IVendorConnector For(string platformName) => _services.GetRequiredService<IVendorConnectors>().For(platformName);

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _simulator.DisposeAsync();
    }
}
