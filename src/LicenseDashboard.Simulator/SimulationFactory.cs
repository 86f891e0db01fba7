using System.Globalization;
using LicenseDashboard.Simulator.Billing;
using LicenseDashboard.Simulator.Estate;
using LicenseDashboard.Simulator.Generation;
using LicenseDashboard.Simulator.History;
using LicenseDashboard.Simulator.Hosting;
using LicenseDashboard.Simulator.Live;
using LicenseDashboard.Simulator.Scenarios;
using LicenseDashboard.Simulator.Writes;

namespace LicenseDashboard.Simulator;

/// <summary>Builds the simulation from the options: a generated organization, or that of a scenario.</summary>
internal static partial class SimulationFactory
{
    public static (Simulation Simulation, StateFile? State) Create(SimulatorOptions options)
    {
        Check(options.Agents >= 10, "--agents", "at least 10 people are needed.");
        Check(options.HistoryDays >= 1, "--history-days", "at least one day is needed.");
        Check(options.Budget >= 1, "--budget", "at least one request a minute is needed.");
        Check(options.LiveSpeed is >= 1 and <= 3600, "--live-speed", "a minute can pass 1 to 3600 times as fast.");
        Check(options.ChannelSeconds >= 1, "--channel-seconds", "at least one second is needed.");
        Check(options.HeartbeatSeconds >= 1, "--heartbeat-seconds", "at least one second is needed.");
        Check(
            options.World is null || options.ScenarioJson is not null,
            "--world",
            "a world belongs to a scenario. Name one with --scenario."
        );
        var (organization, history, clock, audits, refused) = options.ScenarioJson is { } json
            ? FromScenario(options, json)
            : Generated(options);
        var state = options.StateFile is { } path ? StateFile.Open(path, Name(options, organization)) : null;
        var past = new LicensePast();
        var writer = new AccountWriter(
            organization,
            clock,
            past,
            new LicenseDelay((ulong)options.Seed, options.LicenseDelayMs, options.LicenseDelayMostMs),
            state
        );
        if (state is not null)
        {
            Replay(options, state, writer);
        }

        var timeline = new Timeline(history, clock, options.PresenceByStart || options.ScenarioJson is not null, options.HiddenDivisions);
        var live = new LiveClock(clock, options.LiveSpeed);
        var simulation = new Simulation(options, clock, organization, timeline, writer, audits, new Tokens(options, clock))
        {
            Refused = refused,
            Billing = ContractOf(options, organization, clock) is { } contract
                ? new BillingDesk(contract, organization, history, clock, past)
                : null,
            LiveClock = live,
            Live = new LivePeople(history, organization, clock, live, (ulong)options.Seed),
        };
        return (simulation, state);
    }

    private static BilledContract? ContractOf(SimulatorOptions options, Organization organization, SimulatedClock clock)
    {
        if (options.Contract is not { } given)
        {
            return options.AssumeContract ? AssumedContract.Of(organization, clock) : null;
        }

        Check(given.Last >= given.First, "Contract", "its last day lies before its first.");
        Check(TimeZoneInfo.TryFindSystemTimeZoneById(given.TimeZone, out _), "Contract", $"there is no time zone {given.TimeZone}.");
        Check(given.Items.Count > 0, "Contract", "it needs at least one item.");
        return given;
    }

    private static void Check(bool holds, string option, string message)
    {
        if (!holds)
        {
            throw new SimulatorOptionException(option, message);
        }
    }

    private static Parts Generated(SimulatorOptions options)
    {
        var clock = new SimulatedClock(options.Clock, options.Today, TimeSpan.FromHours(options.LagHours), null, options.HistoryDays);
        var (organization, history) = OrganizationGenerator.Generate(options, clock.Today);
        return new(organization, history, clock, new AuditMapping(organization.Catalogue, options.AuditViews, [], []), []);
    }

    private static Parts FromScenario(SimulatorOptions options, string json)
    {
        try
        {
            var file = ScenarioFile.Read(json, options.World);
            var (organization, history) = ScenarioOrganization.Build(file);
            var clock = new SimulatedClock(
                options.Clock,
                options.Today ?? file.Today,
                TimeSpan.FromHours(options.LagHours),
                file.AvailableUntil,
                file.RetentionDays ?? options.HistoryDays
            );
            var audits = new AuditMapping(
                organization.Catalogue,
                file.AuditViews ?? options.AuditViews,
                file.WithoutAudits,
                history.AllAudits
            );
            return new(organization, history, clock, audits, file.Refused);
        }
        catch (InvalidOperationException failure)
        {
            // Thrown by the JSON reader if a value has an unexpected type.
            throw ScenarioFile.Malformed($"a value has the wrong type ({failure.Message})");
        }
    }

    private sealed record Parts(
        Organization Organization,
        IHistory History,
        SimulatedClock Clock,
        AuditMapping Audits,
        IReadOnlyList<PathFault> Refused
    );

    private static void Replay(SimulatorOptions options, StateFile state, AccountWriter writer)
    {
        using var own = options.Logging is null ? LoggerFactory.Create(logging => logging.AddSimpleConsole()) : null;
        var log = (options.Logging ?? own!).CreateLogger(typeof(SimulationFactory));
        if (state.WasTorn)
        {
            Torn(log, options.StateFile!);
        }

        writer.Replay(state.Entries, entry => Unknown(log, entry.Subject));
    }

    private static string Name(SimulatorOptions options, Organization organization) =>
        options.ScenarioJson is null
            ? string.Create(CultureInfo.InvariantCulture, $"seed {options.Seed}, {options.Agents} agents, {options.Profile}")
            : string.Create(CultureInfo.InvariantCulture, $"scenario of {organization.People.Count} people");

    [LoggerMessage(9101, LogLevel.Warning, "The last line of {File} was torn by a crash. It was never answered and is dropped.")]
    private static partial void Torn(ILogger log, string file);

    [LoggerMessage(9102, LogLevel.Warning, "A journalled write names {Subject}, whom this organization no longer has. It is skipped.")]
    private static partial void Unknown(ILogger log, string subject);
}
