using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.History;
using LicenseDashboard.Simulator.Hosting;
using LicenseDashboard.Simulator.Writes;

namespace LicenseDashboard.Simulator;

/// <summary>The parts that the routes share.</summary>
internal sealed record Simulation(SimulatorOptions Options, SimulatedClock Clock, Organization Organization, Timeline Timeline, AccountWriter Writer, AuditMapping Audits, Tokens Tokens)
{
    public TimeSpan JobDuration => TimeSpan.FromMilliseconds(Options.JobMs);

    public string OrganizationId => Dice.Id((ulong)Options.Seed, "organization", 0);

    /// <summary>A date of creation for whatever must have one and for which nobody cares.</summary>
    public static DateTime Founded { get; } = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);
}
