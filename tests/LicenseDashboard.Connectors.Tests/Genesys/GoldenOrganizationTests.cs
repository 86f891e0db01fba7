using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Scenarios;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

/// <summary>The hand-made people arrive with exactly what they did.</summary>
public sealed class GoldenOrganizationTests
{
    private const RequestPriority Ingest = RequestPriority.Ingest;
    private static readonly DateOnly From = new(2026, 10, 1);
    private static readonly DateOnly To = new(2026, 11, 20);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_at_noon_is_one_message_of_its_local_day()
    {
        await using var golden = await StartAsync();
        var usage = await golden
            .Connector.Usage.ConversationsAsync(From, To, Berlin, Ingest, Ct)
            .Where(row => row is { PersonId: "digital-and-voice", Signal: "message" })
            .ToListAsync(Ct);
        Assert.Equal((new DateOnly(2026, 11, 10), 1), (Assert.Single(usage).Day, usage[0].Count));
    }

    [Fact]
    public async Task Evaluation_received_is_read_on_its_day()
    {
        await using var golden = await StartAsync();
        var usage = await golden
            .Connector.Usage.EvaluationsAsync(From, To, Berlin, Ingest, Ct)
            .Where(row => row.PersonId == "idle-planner")
            .ToListAsync(Ct);
        Assert.Equal([new VendorUsage("idle-planner", new(2026, 11, 3), "received", 1, 0)], usage);
    }

    [Fact]
    public async Task Presence_is_in_utc_and_ends_where_the_data_does()
    {
        await using var golden = await StartAsync();
        var stretches = await golden
            .Connector.Usage.PresenceAsync(From, To, Berlin, Ingest, Ct)
            .Where(row => row is { PersonId: "voice-only", Status: "AVAILABLE" })
            .ToListAsync(Ct);
        Assert.Equal(new("voice-only", Utc(18, 8), Utc(18, 16), "AVAILABLE"), stretches.MaxBy(stretch => stretch.Start));
        Assert.Equal(Utc(19, 9), await golden.Connector.Usage.PresenceCompleteUntilAsync(Ingest, Ct));
        Assert.Equal(400, await golden.Connector.Usage.RetentionDaysAsync(Ingest, Ct));
    }

    [Fact]
    public async Task Audited_change_names_who_did_it()
    {
        await using var golden = await StartAsync();
        var entry = Assert.Single(
            await golden
                .Connector.Usage.AuditsAsync("Routing", From, To, Berlin, Ingest, Ct)
                .Where(row => row.ActorId == "working-admin")
                .ToListAsync(Ct)
        );
        Assert.Equal(
            ("Routing", "Queue", "Update", Utc(12, 11), false),
            (entry.Service, entry.Entity, entry.Action, entry.At, entry.Failed)
        );
    }

    [Fact]
    public async Task Only_the_scheduled_agent_is_planned()
    {
        await using var golden = await StartAsync();
        var planning = await golden.Connector.Usage.PlanningAsync(Ingest, Ct);
        Assert.Contains("scheduled-voice", planning.InManagementUnit);
        Assert.DoesNotContain("voice-only", planning.InManagementUnit);
    }

    [Fact]
    public async Task Infer_of_the_roles_of_a_seat_names_its_base()
    {
        await using var golden = await StartAsync();
        var estate = golden.Connector.Estate;
        var roles = (await estate.GrantsOfSubjectAsync("voice-only", Ingest, Ct)).Select(grant => grant.RoleId).ToList();
        Assert.Contains("cloudCX3", await estate.InferAsync(roles, Ingest, Ct));
        Assert.DoesNotContain("cloudCX3", await estate.InferAsync(["r01-employee", "r04-voice"], Ingest, Ct));
    }

    private static DateTime Utc(int day, int hour) => new(2026, 11, day, hour, 0, 0, DateTimeKind.Utc);

    private static async Task<SimulatedOrganization> StartAsync()
    {
        await using var stream = Scenario.OpenGolden();
        using var reader = new StreamReader(stream);
        return await SimulatedOrganization.StartAsync(SimulatorFixture.Quick with { ScenarioJson = await reader.ReadToEndAsync(Ct) });
    }
}
