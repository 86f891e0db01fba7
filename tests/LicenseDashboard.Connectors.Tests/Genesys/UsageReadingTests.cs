using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

/// <summary>What the vendor's answers mean, on answers written by hand.</summary>
public sealed class UsageReadingTests
{
    private const RequestPriority Ingest = RequestPriority.Ingest;
    private static readonly DateOnly Day = new(2026, 10, 5);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private readonly HurriedClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handling_counts_for_purpose_agent_and_supervision_for_any()
    {
        var vendor = Job(
            """
            {"results":[
              {"group":{"userId":"p1","mediaType":"voice","purpose":"agent"},
               "data":[{"interval":"2026-10-04T22:00:00.000Z/2026-10-05T22:00:00.000Z","metrics":[
                {"metric":"tHandle","stats":{"count":3,"sum":90500}},{"metric":"nConnected","stats":{"count":9}}]}]},
              {"group":{"userId":"p1","mediaType":"email","purpose":"user"},
               "data":[{"interval":"2026-10-04T22:00:00.000Z/2026-10-05T22:00:00.000Z","metrics":[{"metric":"tHandle",
               "stats":{"count":5,"sum":1000}}]}]},
              {"group":{"userId":"p2","mediaType":"voice","purpose":"user"},
               "data":[{"interval":"2026-10-05T00:00:00.000+02:00/x","metrics":[{"metric":"tMonitoring",
               "stats":{"count":1,"sum":60000}}]}]},
              {"group":{"mediaType":"voice","purpose":"customer"},"data":[{"interval":"2026-10-04T22:00:00.000Z/x",
               "metrics":[{"metric":"tHandle","stats":{"count":1,"sum":1}}]}]}]}
            """
        );
        Assert.Equal([new("p1", Day, "voice", 3, 90), new VendorUsage("p2", Day, "tMonitoring", 1, 60)], await ConversationsAsync(vendor));
    }

    [Theory]
    [
        InlineData("{}"),
        InlineData("""{"results":null}"""),
        InlineData("""{"results":[{}]}"""),
        InlineData("""{"results":[{"group":{"userId":"p1"},"data":[{"metrics":[{}]}]}]}""")
    ]
    [InlineData(
        """
            {"results":[{"group":{"userId":"p1","purpose":"agent"},"data":[{"interval":"never",
             "metrics":[{"metric":"tHandle","stats":{"count":1}}]}]}]}
            """
    )]
    [InlineData(
        """
            {"results":[{"group":{"userId":"p1","purpose":"agent"},"data":[{"interval":"2026-10-05T10:00:00Z/x",
             "metrics":[{"metric":"tHandle","stats":{"count":-1,"sum":"many"}}]}]}]}
            """
    )]
    [InlineData(
        """{"results":[{"group":["p1"],"data":[{"interval":"2026-10-05T10:00:00Z/x","metrics":[{"metric":"tHandle","stats":7}]}]}]}"""
    )]
    public async Task Result_that_says_nothing_readable_is_no_usage(string results) => Assert.Empty(await ConversationsAsync(Job(results)));

    [Fact]
    public async Task Absurd_count_is_the_largest_number_and_no_crash()
    {
        var vendor = Job(
            """
            {"results":[{"group":{"userId":"p1"},"data":[{"interval":"2026-10-05T10:00:00Z/x",
             "metrics":[{"metric":"tHandle","stats":{"count":99999999999,"sum":1e300}}]}]}]}
            """
        );
        Assert.Equal([new VendorUsage("p1", Day, "unknown", int.MaxValue, 0)], await ConversationsAsync(vendor));
    }

    [Theory, InlineData("FAILED"), InlineData("EXPIRED"), InlineData("CANCELLED")]
    public async Task Lost_job_is_submitted_again(string state)
    {
        var vendor = new ScriptedVendor(
            ScriptedVendor.Json("""{"jobId":"j1"}"""),
            ScriptedVendor.Json("""{"state":"QUEUED"}"""),
            ScriptedVendor.Json($$"""{"state":"{{state}}","errorMessage":"x"}"""),
            ScriptedVendor.Json("""{"jobId":"j2"}"""),
            ScriptedVendor.Json("""{"state":"FULFILLED"}"""),
            ScriptedVendor.Json("{}")
        );
        Assert.Empty(await ConversationsAsync(vendor));
        Assert.EndsWith("/jobs/j2/results", vendor.Asked[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Job_that_is_lost_every_time_is_given_up()
    {
        var vendor = new ScriptedVendor(
            (request, _, _) =>
                Task.FromResult(ScriptedVendor.Json(request.Method == HttpMethod.Post ? """{"jobId":"j"}""" : """{"state":"FAILED"}"""))
        );
        var fault = await Assert.ThrowsAsync<VendorException>(() => ConversationsAsync(vendor));
        Assert.Contains("FAILED", fault.Message, StringComparison.Ordinal);
        Assert.Equal(8, vendor.Asked.Count);
    }

    [Fact]
    public async Task Next_job_waits_as_long_as_the_last_one_took()
    {
        var states = new Queue<string>(["QUEUED", "PENDING", "FULFILLED", "FULFILLED"]);
        var vendor = new ScriptedVendor(
            (request, _, _) =>
                Task.FromResult(
                    ScriptedVendor.Json(
                        request.Method == HttpMethod.Post ? """{"jobId":"j"}"""
                        : request.RequestUri!.AbsolutePath.EndsWith("results", StringComparison.Ordinal) ? "{}"
                        : $$"""{"state":"{{states.Dequeue()}}"}"""
                    )
                )
        );
        using var connector = vendor.Connector(_clock);
        await connector.Usage.ConversationsAsync(Day, Day, Berlin, Ingest, Ct).ToListAsync(Ct);
        var first = _clock.Waited;
        await connector.Usage.ConversationsAsync(Day, Day, Berlin, Ingest, Ct).ToListAsync(Ct);
        Assert.Equal(first, _clock.Waited - first);
    }

    [Fact]
    public async Task Jobs_send_only_fields_that_the_vendor_knows()
    {
        var asked = new List<string>();
        var vendor = new ScriptedVendor(
            async (request, _, ct) =>
            {
                asked.Add($"{request.RequestUri!.PathAndQuery} {(request.Content is { } body ? await body.ReadAsStringAsync(ct) : "")}");
                return ScriptedVendor.Json(
                    request.Method == HttpMethod.Post ? """{"jobId":"j"}"""
                    : request.RequestUri.AbsolutePath.EndsWith("results", StringComparison.Ordinal) ? "{}"
                    : """{"state":"FULFILLED"}"""
                );
            }
        );
        using var connector = vendor.Connector(_clock);
        await connector.Usage.PresenceAsync(Day, Day, Berlin, Ingest, Ct).ToListAsync(Ct);
        await connector.Usage.ConversationsAsync(Day, Day, Berlin, Ingest, Ct).ToListAsync(Ct);
        Assert.Equal("""/api/v2/analytics/users/details/jobs {"interval":"2026-10-04T22:00:00.000Z/2026-10-05T22:00:00.000Z"}""", asked[0]);
        Assert.Equal("/api/v2/analytics/users/details/jobs/j/results?pageSize=500 ", asked[2]);
        Assert.Contains("\"pageSize\":1000", asked[3], StringComparison.Ordinal);
        Assert.DoesNotContain("alternateTimeDimension", asked[3], StringComparison.Ordinal);
        Assert.Equal("/api/v2/analytics/conversations/aggregates/jobs/j/results ", asked[5]);
    }

    [Fact]
    public async Task Query_that_never_finishes_is_given_up_once_and_not_posted_again()
    {
        var vendor = new ScriptedVendor(
            (request, _, _) =>
                Task.FromResult(ScriptedVendor.Json(request.Method == HttpMethod.Post ? """{"jobId":"j"}""" : """{"state":"PENDING"}"""))
        );
        var fault = await Assert.ThrowsAsync<VendorException>(() => ConversationsAsync(vendor));
        Assert.Contains("PENDING", fault.Message, StringComparison.Ordinal);
        Assert.Single(vendor.Asked, asked => asked.StartsWith("POST", StringComparison.Ordinal));
    }

    [
        Theory,
        InlineData("genesysCloudCX2", "cloudCX2"),
        InlineData("cloudCX2", "cloudCX2"),
        InlineData("genesysCloudCX3Digital", "cloudCX3Digital"),
        InlineData("communicate", "communicate")
    ]
    public async Task Both_spellings_of_a_tier_are_one_license(string written, string read)
    {
        var vendor = new ScriptedVendor(
            (request, _, _) =>
                Task.FromResult(
                    ScriptedVendor.Json(
                        request.RequestUri!.AbsolutePath switch
                        {
                            "/api/v2/license/definitions" => $$"""
                            [{"id":"{{written}}","permissions":{"ids":["a:b:c"]} },{"id":"gc2WEMupgrade",
                             "permissions":{"ids":["a:b:c"]},"prerequisites":["{{written}}"]}]
                            """,
                            "/api/v2/license/infer" => $$"""["{{written}}"]""",
                            "/api/v2/license/users" => $$"""{"entities":[{"id":"p1","licenses":["{{written}}"]}],"pageCount":1}""",
                            _ => $$"""{"id":"p1","licenses":[{"id":"{{written}}"}]}""",
                        }
                    )
                )
        );
        using var connector = vendor.Connector(_clock);
        var skus = await connector.Estate.SkusAsync(Ingest, Ct);
        Assert.Equal((read, read), (skus[0].Id, Assert.Single(skus[1].Prerequisites)));
        Assert.Equal([read], (await connector.Estate.SeatsAsync(Ingest, Ct).SingleAsync(Ct)).SkuIds);
        Assert.Equal([read], await connector.Estate.SeatAsync("p1", Ingest, Ct));
        Assert.Equal([read], await connector.Estate.InferAsync(["r1"], Ingest, Ct));
    }

    private static ScriptedVendor Job(string results) =>
        new(ScriptedVendor.Json("""{"jobId":"j1"}"""), ScriptedVendor.Json("""{"state":"FULFILLED"}"""), ScriptedVendor.Json(results));

    private async Task<List<VendorUsage>> ConversationsAsync(ScriptedVendor vendor)
    {
        using var connector = vendor.Connector(_clock);
        return await connector.Usage.ConversationsAsync(Day, Day, Berlin, Ingest, Ct).ToListAsync(Ct);
    }
}
