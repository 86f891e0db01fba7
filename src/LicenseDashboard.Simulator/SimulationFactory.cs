using System.Globalization;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.History;
using LicenseDashboard.Simulator.Hosting;
using LicenseDashboard.Simulator.Writes;

namespace LicenseDashboard.Simulator;

/// <summary>Puts the parts together from the options.</summary>
internal static class SimulationFactory
{
    public static (Simulation Simulation, StateFile? State) Create(SimulatorOptions options)
    {
        var clock = new SimulatedClock(options.Clock, options.Today, TimeSpan.FromHours(options.LagHours), null, options.HistoryDays);
        var (organization, history) = OrganizationGenerator.Generate(options, clock.Today);
        var audits = new AuditMapping(organization.Catalogue, options.AuditViews, [], []);
        var state = options.StateFile is { } path ? StateFile.Open(path, Name(options)) : null;
        var writer = new AccountWriter(organization, clock, TimeSpan.FromMilliseconds(options.LicenseDelayMs), state);
        writer.Replay(state?.Entries ?? [], _ => { });
        return (new Simulation(options, clock, organization, new Timeline(history, clock), writer, audits, new Tokens(options, clock)), state);
    }

    private static string Name(SimulatorOptions options) => string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}, {options.Agents} agents, {options.Profile}");
}
