using System.Net;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Simulator;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

public sealed class LiveReadingTests(ITestOutputHelper output)
{
    private const string List = "GET /api/v2/users";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>A Friday at half past eleven, so that people are there.</summary>
    private static SimulatorOptions At(int agents) =>
        SimulatorFixture.Quick with
        {
            Agents = agents,
            Clock = new FixedClock(new(2026, 11, 20, 11, 30, 0, TimeSpan.Zero)),
        };

    [Fact]
    public async Task Counts_are_two_lists_and_each_adds_up_to_everybody()
    {
        await using var organization = await SimulatedOrganization.StartAsync(At(600));
        var counts = await organization.Connector.Live.CountsAsync(Ct);
        var people = await organization.Connector.Live.PeopleAsync(Ct).ToListAsync(Ct);
        Assert.All(counts, row => Assert.True(row.Presence is null ^ row.Routing is null));
        Assert.Equal(
            people.CountBy(person => person.Presence!).ToDictionary(),
            counts.Where(row => row.Presence is not null).ToDictionary(row => row.Presence!, row => row.People)
        );
        Assert.Equal(
            people.CountBy(person => person.Routing!).ToDictionary(),
            counts.Where(row => row.Routing is not null).ToDictionary(row => row.Routing!, row => row.People)
        );
        Assert.Contains(counts, row => row is { Presence: "ON_QUEUE", People: > 20 });
    }

    [Fact]
    public async Task Everybody_is_returned_once_with_the_beginning_of_each_part()
    {
        await using var organization = await SimulatedOrganization.StartAsync(At(1300));
        var people = await organization.Connector.Live.PeopleAsync(Ct).ToListAsync(Ct);
        var active = await organization
            .Connector.Directory.PeopleAsync(RequestPriority.Ingest, Ct)
            .Where(person => person.State == VendorUserState.Active)
            .Select(person => person.Id)
            .ToListAsync(Ct);
        Assert.Equal(active.Order(StringComparer.Ordinal), people.Select(person => person.PersonId).Order(StringComparer.Ordinal));
        Assert.All(
            people,
            person =>
                Assert.True(
                    person is { Presence: not null, PresenceSince.Kind: DateTimeKind.Utc, Routing: not null, RoutingSince: not null }
                )
        );
        Assert.Equal(3, organization.Host.Requests[List]);
        Assert.Equal(500, organization.Connector.Live.PeoplePerRequest);
    }

    [Fact]
    public async Task Vendor_that_lists_no_further_is_asked_by_cursor_now_and_from_then_on()
    {
        await using var organization = await SimulatedOrganization.StartAsync(At(1300) with { UsersLimit = 1000 });
        var first = await organization.Connector.Live.PeopleAsync(Ct).Select(person => person.PersonId).ToListAsync(Ct);
        var listed = organization.Host.Requests[List];
        var second = await organization.Connector.Live.PeopleAsync(Ct).Select(person => person.PersonId).ToListAsync(Ct);
        Assert.InRange(first.Count, 1250, 1450);
        Assert.Equal(first.Order(StringComparer.Ordinal), second.Order(StringComparer.Ordinal));
        Assert.Equal(first.Count, first.Distinct().Count());
        Assert.Equal(listed, organization.Host.Requests[List]);
        Assert.Equal(200, organization.Connector.Live.PeoplePerRequest);
    }

    [Fact]
    public async Task Vendor_that_refuses_both_lists_says_which_permission_is_missing_and_lists_nobody_as_absent()
    {
        await using var organization = await SimulatedOrganization.StartAsync(
            At(1300) with
            {
                UsersLimit = 1000,
                At = [PathFault.Refuse("/users/query", 403)],
            }
        );
        for (var sweep = 1; sweep <= 2; sweep++)
        {
            var fault = await Assert.ThrowsAsync<VendorException>(async () =>
                await organization.Connector.Live.PeopleAsync(Ct).CountAsync(Ct)
            );
            Assert.Equal(
                (true, "GET /api/v2/users/query", "directory:user:view in all divisions"),
                (fault.NotServed, fault.Route, fault.Needs)
            );
            Assert.Contains("directory:user:view in all divisions", fault.Message, StringComparison.Ordinal);
            Assert.Equal(sweep, organization.Host.Requests["GET /api/v2/users/query"]);
        }
    }

    [Fact]
    public async Task List_that_ends_early_says_so()
    {
        await using var organization = await SimulatedOrganization.StartAsync(At(700) with { At = [PathFault.MissingRows("/users")] });
        var fault = await Assert.ThrowsAsync<ShortListException>(async () =>
            await organization.Connector.Live.PeopleAsync(Ct).CountAsync(Ct)
        );
        Assert.True(fault.Listed < fault.Stated);
    }

    [Fact]
    public async Task Counts_of_another_shape_are_no_zero()
    {
        await using var organization = await SimulatedOrganization.StartAsync(
            At(60) with
            {
                At = [PathFault.OtherShape("/analytics/agents/status/counts")],
            }
        );
        await Assert.ThrowsAsync<VendorException>(() => organization.Connector.Live.CountsAsync(Ct));
    }

    [Theory]
    [InlineData("/analytics/agents/status/counts")]
    [InlineData("/users")]
    [InlineData("/notifications/channels")]
    [InlineData("/notifications/channels/*/subscriptions")]
    public async Task Refused_route_is_not_served(string path)
    {
        await using var organization = await SimulatedOrganization.StartAsync(
            At(60) with
            {
                At = [PathFault.Refuse(path, 403)],
            },
            TimeProvider.System
        );
        var live = organization.Connector.Live;
        var fault = await Assert.ThrowsAsync<VendorException>(async () =>
        {
            await live.CountsAsync(Ct);
            await live.PeopleAsync(Ct).CountAsync(Ct);
            await using var push = await live.SubscribeAsync([DemoPeople.TeamLead.Id], Ct);
        });
        Assert.True(fault.NotServed);
        Assert.EndsWith(path.Split('/')[^1], fault.Route, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Missing_permission_is_named_and_the_reading_client_serves_where_there_is_no_live_client()
    {
        await using var denied = await SimulatedOrganization.StartAsync(At(60) with { DeniedPermissions = ["analytics:agentState:view"] });
        var fault = await Assert.ThrowsAsync<VendorException>(() => denied.Connector.Live.CountsAsync(Ct));
        Assert.True(fault.NotServed);
        Assert.Contains("analytics:agentState:view", fault.Message, StringComparison.Ordinal);

        await using var reading = await SimulatedOrganization.StartAsync(At(60) with { LiveClientId = null });
        Assert.NotEmpty(await reading.Connector.Live.CountsAsync(Ct));
        Assert.Equal(1, reading.Host.Requests["POST /oauth/token"]);
    }

    /// <summary>Totals every 15 seconds and everybody once a minute.</summary>
    [Fact]
    public async Task Minute_at_ten_thousand_people_takes_24_requests()
    {
        await using var organization = await SimulatedOrganization.StartAsync(At(9600));
        var live = organization.Connector.Live;
        var people = await live.PeopleAsync(Ct).CountAsync(Ct);
        for (var i = 0; i < 4; i++)
        {
            await live.CountsAsync(Ct);
        }

        var sent = organization.Host.Requests.Where(route => route.Key != "POST /oauth/token").Sum(route => route.Value);
        output.WriteLine($"{people} people: {sent} requests a minute of the vendor's 300");
        Assert.InRange(people, 9_501, 10_000);
        Assert.InRange(sent, 5, 24);
    }

    [Fact]
    public async Task Words_in_other_spellings_are_understood_and_unknown_ones_pass()
    {
        var vendor = new ScriptedVendor(
            (_, _, _) =>
                Task.FromResult(
                    ScriptedVendor.Json(
                        """
                        {"entities":[
                          {"id":"a","presence":{"presenceDefinition":{"systemPresence":"On Queue"},"modifiedDate":"2026-11-20T11:00:00Z"},
                           "routingStatus":{"status":"NOT_RESPONDING","startTime":"2026-11-20T11:05:00Z"}},
                          {"id":"b","presence":{"presenceDefinition":{"systemPresence":"Focus time"},"modifiedDate":7}},
                          {"id":"c","presence":"gone","routingStatus":[]},
                          {"name":"nobody"}],
                         "total":4,"pageCount":1}
                        """
                    )
                )
        );
        using var connector = vendor.Connector(new HurriedClock());
        var at = new DateTime(2026, 11, 20, 11, 0, 0, DateTimeKind.Utc);
        Assert.Equal(
            [
                new("a", "ON_QUEUE", at, "NOT_RESPONDING", at.AddMinutes(5)),
                new("b", "FOCUS_TIME", null, null, null),
                new VendorActivity("c", null, null, null, null),
            ],
            await connector.Live.PeopleAsync(Ct).ToListAsync(Ct)
        );
    }

    [Fact]
    public async Task Channel_at_a_foreign_address_is_not_connected_to()
    {
        var vendor = new ScriptedVendor(
            ScriptedVendor.Json("""{"id":"c","connectUri":"wss://elsewhere.test/channels/c","expires":"2026-11-21T12:00:00Z"}""")
        );
        using var connector = vendor.Connector(new HurriedClock());
        var fault = await Assert.ThrowsAsync<VendorException>(() => connector.Live.SubscribeAsync(["a"], Ct));
        Assert.Contains("not connected to", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("elsewhere", fault.Message, StringComparison.Ordinal);
        Assert.Single(vendor.Asked);
    }

    [Fact]
    public async Task More_people_than_the_vendor_has_topics_are_refused_without_a_request()
    {
        var vendor = new ScriptedVendor(ScriptedVendor.Refusal(HttpStatusCode.InternalServerError, "x", "x"));
        using var connector = vendor.Connector(new HurriedClock());
        await Assert.ThrowsAsync<VendorException>(() =>
            connector.Live.SubscribeAsync([.. Enumerable.Range(0, 19_001).Select(n => $"p{n}")], Ct)
        );
        Assert.Empty(vendor.Asked);
    }
}
