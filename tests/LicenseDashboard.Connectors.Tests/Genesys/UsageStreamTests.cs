using System.Net;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

/// <summary>How presence, audits and evaluations are asked for and read.</summary>
public sealed class UsageStreamTests
{
    private const RequestPriority Ingest = RequestPriority.Ingest;
    private static readonly DateOnly Day = new(2026, 10, 5);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private readonly HurriedClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Presence_without_jobs_is_read_by_query_until_an_empty_page()
    {
        var vendor = new ScriptedVendor(
            (request, number, _) =>
                Task.FromResult(
                    request.RequestUri!.AbsolutePath.EndsWith("jobs", StringComparison.Ordinal)
                        ? ScriptedVendor.Refusal(HttpStatusCode.NotFound, "not.found", "no such route")
                    : number < 3
                        ? ScriptedVendor.Json(
                            $$"""
                            {"userDetails":[{"userId":"p{{number}}","primaryPresence":[{"startTime":"2026-10-05T07:00:00Z",
                             "systemPresence":"on_queue"},
                             {"startTime":"2026-10-05T08:00:00Z","endTime":"2026-10-05T08:00:00Z","systemPresence":"AWAY"},
                              {"startTime":"x","systemPresence":"AWAY"},{"startTime":"2026-10-05T09:00:00Z"}]}],"totalHits":1}
                            """
                        )
                    : ScriptedVendor.Json("{}")
                )
        );
        using var connector = vendor.Connector(_clock);
        var start = new DateTime(2026, 10, 5, 7, 0, 0, DateTimeKind.Utc);
        Assert.Equal(
            [new("p1", start, null, "ON_QUEUE"), new VendorPresence("p2", start, null, "ON_QUEUE")],
            await connector.Usage.PresenceAsync(Day, Day, Berlin, Ingest, Ct).ToListAsync(Ct)
        );
        Assert.Equal(4, vendor.Asked.Count);
    }

    [Fact]
    public async Task Second_audit_query_of_the_organization_is_waited_for()
    {
        var vendor = new ScriptedVendor(
            ScriptedVendor.Refusal(HttpStatusCode.Conflict, "conflict", "Another audit query is running"),
            ScriptedVendor.Refusal(HttpStatusCode.BadRequest, "bad.request", "a concurrent query exists"),
            ScriptedVendor.Json("""{"id":"a1","state":"Queued"}"""),
            ScriptedVendor.Json("""{"id":"a1","state":"Succeeded"}"""),
            ScriptedVendor.Json(
                """
                {"entities":[{"user":{"id":"p1"},"eventDate":"2026-10-05T09:00:00Z","action":"Update",
                 "entityType":"Schedule","entity":{"id":"s1"},"status":"FAILURE"},{"action":"Update"}],"cursor":"n"}
                """
            ),
            ScriptedVendor.Json("""{"entities":[{"user":{"id":""},"eventDate":"2026-10-05T10:00:00Z","serviceName":"Routing"}]}""")
        );
        using var connector = vendor.Connector(_clock);
        var read = await connector.Usage.AuditsAsync("WorkforceManagement", Day, Day, Berlin, Ingest, Ct).ToListAsync(Ct);
        Assert.Equal(
            [
                new("WorkforceManagement", "Schedule", "Update", "p1", "s1", new(2026, 10, 5, 9, 0, 0, DateTimeKind.Utc), true),
                new VendorAudit("Routing", "", "", null, null, new(2026, 10, 5, 10, 0, 0, DateTimeKind.Utc), false),
            ],
            read
        );
    }

    [Fact]
    public async Task Completeness_takes_in_what_pages_said_since_it_was_last_asked()
    {
        var vendor = new ScriptedVendor(
            (request, _, _) =>
                Task.FromResult(
                    ScriptedVendor.Json(
                        request.RequestUri!.AbsolutePath switch
                        {
                            var path when path.EndsWith("availability", StringComparison.Ordinal) =>
                                """{"dataAvailabilityDate":"2026-11-19T09:00:00Z"}""",
                            var path when path.EndsWith("results", StringComparison.Ordinal) =>
                                """{"dataAvailabilityDate":"2026-11-18T09:00:00Z"}""",
                            _ => request.Method == HttpMethod.Post ? """{"jobId":"j"}""" : """{"state":"FULFILLED"}""",
                        }
                    )
                )
        );
        using var connector = vendor.Connector(_clock);
        Assert.Equal(19, (await connector.Usage.PresenceCompleteUntilAsync(Ingest, Ct))?.Day);
        await connector.Usage.PresenceAsync(Day, Day, Berlin, Ingest, Ct).ToListAsync(Ct);
        Assert.Equal(18, (await connector.Usage.PresenceCompleteUntilAsync(Ingest, Ct))?.Day);
        Assert.Equal(19, (await connector.Usage.PresenceCompleteUntilAsync(Ingest, Ct))?.Day);
    }

    [Fact]
    public async Task Evaluations_are_asked_by_release_day()
    {
        var bodies = new List<string>();
        var vendor = new ScriptedVendor(
            async (request, _, ct) =>
            {
                bodies.Add(await request.Content!.ReadAsStringAsync(ct));
                return ScriptedVendor.Json("""{"results":[]}""");
            }
        );
        using var connector = vendor.Connector(_clock);
        Assert.Empty(await connector.Usage.EvaluationsAsync(Day, Day, Berlin, Ingest, Ct).ToListAsync(Ct));
        Assert.Equal(2, bodies.Count);
        Assert.All(bodies, body => Assert.Contains("\"alternateTimeDimension\":\"evaluationReleaseDate\"", body, StringComparison.Ordinal));
    }

    [Theory, InlineData("evaluations"), InlineData("conversations"), InlineData("presence"), InlineData("audits")]
    public async Task Answer_of_another_shape_is_a_fault_and_not_nothing(string stream)
    {
        var vendor = new ScriptedVendor(
            (request, _, _) =>
                Task.FromResult(
                    ScriptedVendor.Json(
                        request.RequestUri!.AbsolutePath is var path
                        && (path.EndsWith("results", StringComparison.Ordinal) || path.Contains("evaluations", StringComparison.Ordinal))
                            ? """{"shape":"another","rows":[1,2]}"""
                        : request.Method == HttpMethod.Post ? """{"jobId":"j","id":"j"}"""
                        : """{"state":"FULFILLED"}""".Replace(
                            "FULFILLED",
                            stream == "audits" ? "Succeeded" : "FULFILLED",
                            StringComparison.Ordinal
                        )
                    )
                )
        );
        using var connector = vendor.Connector(_clock);
        var usage = connector.Usage;
        await Assert.ThrowsAsync<VendorException>(async () =>
            _ = stream switch
            {
                "evaluations" => await usage.EvaluationsAsync(Day, Day, Berlin, Ingest, Ct).CountAsync(Ct),
                "conversations" => await usage.ConversationsAsync(Day, Day, Berlin, Ingest, Ct).CountAsync(Ct),
                "presence" => await usage.PresenceAsync(Day, Day, Berlin, Ingest, Ct).CountAsync(Ct),
                _ => await usage.AuditsAsync("Routing", Day, Day, Berlin, Ingest, Ct).CountAsync(Ct),
            }
        );
    }
}
