using System.Collections.Concurrent;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Microsoft.Extensions.Logging;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

/// <summary>Changes over the simulator's sockets.</summary>
public sealed class PushTests
{
    private static readonly TimeSpan Promptly = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Lead => DemoPeople.TeamLead.Id;

    private static Task<SimulatedOrganization> StartAsync(SimulatorOptions? options = null) =>
        SimulatedOrganization.StartAsync(options, TimeProvider.System);

    [Fact]
    public async Task Change_arrives_within_two_seconds()
    {
        await using var organization = await StartAsync();
        await using var push = await organization.Connector.Live.SubscribeAsync([Lead], Ct);
        DateTime? last = null;
        for (var i = 0; i < 3; i++)
        {
            var (presence, routing) = i % 2 == 0 ? ("ON_QUEUE", "INTERACTING") : ("BUSY", "OFF_QUEUE");
            organization.Host.Live.Set(Lead, presence, routing);
            var change = await UntilAsync(push, change => change.Presence == presence, Promptly);
            Assert.Equal((Lead, routing), (change.PersonId, change.Routing));
            if (i > 0)
            {
                // Both parts change at once, and not before the last change; two may share a millisecond.
                Assert.Equal(change.PresenceSince, change.RoutingSince);
                Assert.True(change.PresenceSince >= last, $"{change.PresenceSince:O} before {last:O}");
            }

            last = change.PresenceSince;
        }
    }

    [Fact]
    public async Task Every_person_has_a_topic_and_a_deleted_one_spoils_nothing()
    {
        await using var organization = await StartAsync(SimulatorFixture.Quick with { Agents = 2200 });
        var people = await organization.Connector.Live.PeopleAsync(Ct).Select(person => person.PersonId).ToListAsync(Ct);
        await using (var push = await organization.Connector.Live.SubscribeAsync([.. people, "deleted"], Ct))
        {
            Assert.Equal(people.Count, organization.Host.Live.Topics);
            Assert.Equal((people.Count / 1000) + 1, organization.Host.Live.Sockets);
            organization.Host.Live.Set(people[^1], "TRAINING");
            await UntilAsync(push, change => change.PersonId == people[^1], Promptly);
        }

        Assert.Equal(
            6,
            organization
                .Host.Requests.Where(route =>
                    route.Key.Contains("/channels", StringComparison.Ordinal) && route.Key.StartsWith("POST", StringComparison.Ordinal)
                )
                .Sum(route => route.Value)
        );
    }

    [Theory]
    [InlineData(PushFaults.Duplicate)]
    [InlineData(PushFaults.Reordered)]
    [InlineData(PushFaults.Late)]
    [InlineData(PushFaults.UnknownPeople)]
    [InlineData(PushFaults.UnknownPresences)]
    [InlineData(PushFaults.Duplicate | PushFaults.Reordered | PushFaults.UnknownPeople | PushFaults.UnknownPresences)]
    public async Task Strange_events_pass_and_the_newest_of_a_person_is_the_present(PushFaults faults)
    {
        await using var organization = await StartAsync(SimulatorFixture.Quick with { Push = faults });
        await using var push = await organization.Connector.Live.SubscribeAsync([Lead], Ct);
        var seen = new List<VendorActivity>();
        foreach (var presence in new[] { "BUSY", "MEAL", "AWAY", "MEETING", "TRAINING" })
        {
            organization.Host.Live.Set(Lead, presence);
        }

        await UntilAsync(
            push,
            change =>
            {
                seen.Add(change);
                return change.PersonId == Lead && change.Presence == "TRAINING";
            },
            Patience
        );
        Assert.Equal("TRAINING", seen.Where(change => change.PersonId == Lead).OrderBy(change => change.PresenceSince).Last().Presence);
        Assert.Equal(faults.HasFlag(PushFaults.UnknownPeople), seen.Exists(change => change.PersonId != Lead));
        Assert.Equal(faults.HasFlag(PushFaults.UnknownPresences), seen.Exists(change => change.Presence == "FOCUS"));
    }

    [Fact]
    public async Task Broken_connection_ends_the_push()
    {
        await using var organization = await StartAsync();
        await using var push = await organization.Connector.Live.SubscribeAsync([Lead], Ct);
        organization.Host.Live.DropSockets();
        await AssertEndsAsync(push, "broke");

        await using var next = await organization.Connector.Live.SubscribeAsync([Lead], Ct);
        organization.Host.Live.Set(Lead, "MEETING");
        await UntilAsync(next, change => change.Presence == "MEETING", Promptly);
    }

    [Fact]
    public async Task Lost_answers_delay_a_subscription_and_no_more()
    {
        await using var organization = await StartAsync(
            SimulatorFixture.Quick with
            {
                Faults = [new(FaultKind.Errors, 0.2, 1), new(FaultKind.DropConnection, 0.2, 2), new(FaultKind.Truncate, 0.1, 3)],
            }
        );
        await using var push = await organization.Connector.Live.SubscribeAsync([Lead], Ct);
        organization.Host.Live.Set(Lead, "MEETING");
        await UntilAsync(push, change => change.Presence == "MEETING", Promptly);
    }

    [Fact]
    public async Task Log_names_no_person()
    {
        var heard = new Heard();
        await using var organization = await SimulatedOrganization.StartAsync(
            clock: TimeProvider.System,
            logging: logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(heard)
        );
        await organization.Connector.Live.PeopleAsync(Ct).CountAsync(Ct);
        await using var push = await organization.Connector.Live.SubscribeAsync([Lead, "deleted-person"], Ct);
        organization.Host.Live.Set(Lead, "MEETING");
        await UntilAsync(push, change => change.Presence == "MEETING", Promptly);
        Assert.Contains(heard.Lines, line => line.Contains("open for 1 of 2 people", StringComparison.Ordinal));
        Assert.DoesNotContain(heard.Lines, line => line.Contains(Lead, StringComparison.Ordinal));
        Assert.DoesNotContain(heard.Lines, line => line.Contains("deleted-person", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Socket_that_breaks_between_events_ends_the_push()
    {
        await using var organization = await StartAsync(SimulatorFixture.Quick with { Push = PushFaults.Dropped });
        await using var push = await organization.Connector.Live.SubscribeAsync([Lead], Ct);
        for (var i = 0; i < 5; i++)
        {
            organization.Host.Live.Set(Lead, i % 2 == 0 ? "BUSY" : "MEAL");
        }

        await AssertEndsAsync(push, "broke");
    }

    [Fact]
    public async Task Channel_that_ends_before_its_time_ends_the_push()
    {
        await using var organization = await StartAsync();
        await using var push = await organization.Connector.Live.SubscribeAsync([Lead], Ct);
        organization.Host.Live.ExpireChannels();
        await AssertEndsAsync(push, "closed by Genesys Cloud");
    }

    [Fact]
    public async Task Silent_socket_ends_the_push()
    {
        await using var organization = await SimulatedOrganization.StartAsync(
            SimulatorFixture.Quick with
            {
                Push = PushFaults.Silent,
            },
            new HurriedClock { IsLimit = wait => wait > TimeSpan.FromSeconds(1) }
        );
        await using var push = await organization.Connector.Live.SubscribeAsync([Lead], Ct);
        await AssertEndsAsync(push, "said nothing for 75 seconds");
    }

    [Fact]
    public async Task Channel_is_replaced_before_its_end_and_no_change_is_missed()
    {
        await using var organization = await StartAsync(SimulatorFixture.Quick with { ChannelSeconds = 6 });
        await using var push = await organization.Connector.Live.SubscribeAsync([Lead], Ct);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(40));
        var changes = 0;
        await using var told = push.ReadAsync(limit.Token).GetAsyncEnumerator(limit.Token);
        while (organization.Host.Requests["POST /api/v2/notifications/channels"] < 3 || changes % 2 == 1)
        {
            var routing = changes++ % 2 == 0 ? "INTERACTING" : "IDLE";
            organization.Host.Live.Set(Lead, "ON_QUEUE", routing);
            do
            {
                Assert.True(await told.MoveNextAsync());
            } while (told.Current.Routing != routing);
        }

        Assert.True(changes > 10);
    }

    [Fact]
    public async Task Leaving_closes_every_socket()
    {
        await using var organization = await StartAsync();
        var push = await organization.Connector.Live.SubscribeAsync([Lead], Ct);
        var reading = push.ReadAsync(Ct).ToListAsync(Ct).AsTask();
        await push.DisposeAsync();
        Assert.Empty(await reading.WaitAsync(Patience, Ct));
    }

    private static async Task AssertEndsAsync(ILivePush push, string why)
    {
        using var limit = new CancellationTokenSource(Patience);
        var fault = await Assert.ThrowsAsync<VendorException>(async () => await push.ReadAsync(limit.Token).CountAsync(limit.Token));
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Lead, fault.ToString(), StringComparison.Ordinal);
    }

    private static async Task<VendorActivity> UntilAsync(ILivePush push, Func<VendorActivity, bool> isIt, TimeSpan within)
    {
        using var limit = new CancellationTokenSource(within);
        await foreach (var change in push.ReadAsync(limit.Token))
        {
            if (isIt(change))
            {
                return change;
            }
        }

        throw new InvalidOperationException("The push ended without an exception.");
    }

    private sealed class Heard : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose() { }
    }
}
