using System.Collections.Concurrent;
using LicenseDashboard.Simulator.Billing;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.History;
using LicenseDashboard.Simulator.Hosting;
using LicenseDashboard.Simulator.Live;
using LicenseDashboard.Simulator.Writes;

namespace LicenseDashboard.Simulator;

/// <summary>Services shared by the routes.</summary>
internal sealed record Simulation(
    SimulatorOptions Options,
    SimulatedClock Clock,
    Organization Organization,
    Timeline Timeline,
    AccountWriter Writer,
    AuditMapping Audits,
    Tokens Tokens
)
{
    /// <summary>Routes that a scenario doesn't serve.</summary>
    public IReadOnlyList<PathFault> Refused { get; init; } = [];

    /// <summary>Null without a contract.</summary>
    public BillingDesk? Billing { get; init; }

    public required LiveClock LiveClock { get; init; }

    public required LivePeople Live { get; init; }

    public Workforce Workforce { get; } = new(Organization, (ulong)Options.Seed);

    private readonly ConcurrentDictionary<string, DateTime> _firstGranted = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>True if the part of the vendor that grants roles already knows this one; it learns of it with the first grant.</summary>
    public bool RoleIsKnown(string id) =>
        Clock.Elapsing >= _firstGranted.GetOrAdd(id, _ => Clock.Elapsing) + TimeSpan.FromMilliseconds(Options.NewRoleMs);

    public int MostOnPage(int otherwise) => Math.Min(Options.PageLimit ?? otherwise, otherwise);

    public TimeSpan JobDuration => TimeSpan.FromMilliseconds(Options.JobMs);

    public string OrganizationId => Dice.Id((ulong)Options.Seed, "organization", 0);

    /// <summary>Creation date for everything that needs one.</summary>
    public static DateTime Founded { get; } = new(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc);
}
