using System.Net;
using System.Text.Json;
using LicenseDashboard.Connectors.Genesys;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys;

/// <summary>Management units and published shifts, in the shapes of the real API.</summary>
public sealed class PlanningTests
{
    private const RequestPriority Ingest = RequestPriority.Ingest;
    private const string Units =
        """{"entities":[{"id":"u1","name":"North","businessUnit":{"id":"b1"}},{"id":"u2","name":"South","businessUnit":{"id":"b1"}}]}""";
    private const string Result =
        """{"agentSchedules":[{"user":{"id":"p1"},"shifts":[{"startDate":"2026-10-19T20:00:00Z","lengthMinutes":480}]}]}""";
    private static readonly DateOnly Monday = new(2026, 10, 19);
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");
    private static readonly VendorPlanning Planning = new([], ["b1"]);
    private readonly HurriedClock _clock = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Unit_list_is_asked_once_and_without_pages()
    {
        var vendor = Vendor(path =>
            path.EndsWith("managementunits", StringComparison.Ordinal) ? Json(Units) : Json("""{"entities":[{"id":"p1"},{"id":"p2"}]}""")
        );
        using var connector = vendor.Connector(_clock);
        var planning = await connector.Usage.PlanningAsync(Ingest, Ct);
        Assert.Equal(["p1", "p2"], planning.InManagementUnit.Order());
        Assert.Equal(["b1"], planning.BusinessUnits);
        Assert.Equal(
            [
                "GET /api/v2/workforcemanagement/managementunits",
                "GET /api/v2/workforcemanagement/managementunits/u1/users",
                "GET /api/v2/workforcemanagement/managementunits/u2/users",
            ],
            vendor.Asked
        );
    }

    [Fact]
    public async Task Units_that_do_not_name_their_business_unit_cost_one_more_question()
    {
        var vendor = Vendor(path =>
            Json(
                path.EndsWith("managementunits", StringComparison.Ordinal) ? """{"entities":[{"id":"u1","name":"North","selfUri":"/x"}]}"""
                : path.EndsWith("businessunits", StringComparison.Ordinal) ? """{"entities":[{"id":"b1"},{"id":"b2"}]}"""
                : """{"entities":[]}"""
            )
        );
        using var connector = vendor.Connector(_clock);
        Assert.Equal(["b1", "b2"], (await connector.Usage.PlanningAsync(Ingest, Ct)).BusinessUnits);
    }

    [Theory, InlineData(403), InlineData(404), InlineData(400), InlineData(503)]
    public async Task Members_of_one_unit_that_are_refused_make_planning_unknown(int status)
    {
        var vendor = Vendor(path =>
            path.EndsWith("managementunits", StringComparison.Ordinal) ? Json(Units)
            : path.Contains("u2", StringComparison.Ordinal) ? Refusal(status)
            : Json("""{"entities":[{"id":"p1"}]}""")
        );
        using var connector = vendor.Connector(_clock);
        var fault = await Assert.ThrowsAsync<VendorException>(() => connector.Usage.PlanningAsync(Ingest, Ct));
        Assert.Equal(status, fault.Status);
        Assert.Equal(status == 403, fault.Message.Contains("needs wfm:agent:view", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(404, 200, "")]
    [InlineData(200, 404, "")]
    [InlineData(200, 200, "")]
    public async Task Vendor_without_workforce_management_plans_no_one(int units, int businessUnits, string businesses)
    {
        using var connector = Empty(units, businessUnits, businesses).Connector(_clock);
        var planning = await connector.Usage.PlanningAsync(Ingest, Ct);
        Assert.Empty(planning.InManagementUnit);
        Assert.Empty(planning.BusinessUnits);
    }

    [Theory]
    [InlineData(403, 200, "")]
    [InlineData(200, 403, "")]
    [InlineData(200, 500, "")]
    [InlineData(200, 200, """{"id":"b1"}""")]
    public async Task Empty_or_refused_unit_list_is_unknown_where_there_may_be_units(int units, int businessUnits, string businesses)
    {
        using var connector = Empty(units, businessUnits, businesses).Connector(_clock);
        await Assert.ThrowsAsync<VendorException>(() => connector.Usage.PlanningAsync(Ingest, Ct));
    }

    [Theory]
    [InlineData("2026-10-19T20:00:00Z", "480", 19, 20)]
    [InlineData("2026-10-19T14:00:00Z", "480", 19, 19)]
    [InlineData("2026-10-19T22:00:00Z", "0", 20, 20)]
    [InlineData("2026-10-19T21:59:30Z", "null", 19, 20)]
    [InlineData("2026-10-24T20:00:00Z", "1560", 24, 25)]
    public async Task Shift_touches_every_local_day_up_to_its_end(string start, string minutes, int first, int last)
    {
        var vendor = Vendor(_ =>
            Json(
                $$"""
                {"status":"Complete","result":{"agentSchedules":[{"user":{"id":"p1"},
                 "shifts":[{"startDate":"{{start}}","lengthMinutes":{{minutes}} }]}]} }
                """
            )
        );
        using var connector = vendor.Connector(_clock);
        Assert.Equal([new("p1", new(2026, 10, first), new(2026, 10, last))], await ShiftsAsync(connector, "p1"));
    }

    [Fact]
    public async Task Shifts_are_asked_by_a_hundred_people_and_seven_days()
    {
        var bodies = new List<JsonElement>();
        var vendor = new ScriptedVendor(
            async (request, _, ct) =>
            {
                bodies.Add(JsonDocument.Parse(await request.Content!.ReadAsStringAsync(ct)).RootElement);
                return Json("""{"status":"Complete","result":{"agentSchedules":[]}}""");
            }
        );
        using var connector = vendor.Connector(_clock);
        var people = Enumerable.Range(0, 150).Select(n => $"p{n}").ToList();
        Assert.Empty(await connector.Usage.ShiftsAsync(Planning, people, Monday, Monday.AddDays(13), Berlin, Ingest, Ct).ToListAsync(Ct));
        Assert.All(
            bodies,
            body =>
                Assert.True(body.GetProperty("endDate").GetDateTime() - body.GetProperty("startDate").GetDateTime() <= TimeSpan.FromDays(7))
        );
        Assert.Equal(100, bodies.Max(body => body.GetProperty("userIds").GetArrayLength()));
        Assert.All(vendor.Asked, asked => Assert.Equal("POST /api/v2/workforcemanagement/businessunits/b1/agentschedules/search", asked));

        // 14 days over the end of summer time are a little more than two weeks of hours.
        Assert.Equal(6, bodies.Count);
    }

    [Theory]
    [
        InlineData("""{"status":"Processing","operationId":"o1"}"""),
        InlineData("""{"status":"Canceled"}"""),
        InlineData("""{"status":"Error"}""")
    ]
    [
        InlineData("""{"status":"Complete"}"""),
        InlineData("{}"),
        InlineData("""{"status":"Complete","result":{}}"""),
        InlineData("""{"status":"Complete","result":[]}""")
    ]
    [InlineData("""{"status":"Complete","result":{"agentSchedules":[{"user":{"id":"p1"},"shifts":[{"lengthMinutes":5}]}]}}""")]
    public async Task Schedules_that_do_not_come_are_unknown_and_not_asked_again(string answer)
    {
        var vendor = Vendor(_ => Json(answer));
        using var connector = vendor.Connector(_clock);
        Assert.False((await Assert.ThrowsAsync<VendorException>(() => ShiftsAsync(connector, "p1"))).NotServed);
        Assert.Single(vendor.Asked);
    }

    [Fact]
    public async Task Large_result_is_downloaded_without_our_token()
    {
        var vendor = new ScriptedVendor(
            (request, _, _) =>
                Task.FromResult(
                    request.Method == HttpMethod.Post
                        ? Json("""{"status":"Complete","result":null,"downloadUrl":"https://results.vendor.test/r1?signature=s3cret"}""")
                        : Json(Result)
                )
        );
        using var connector = vendor.Connector(_clock);
        Assert.Equal([new("p1", Monday, Monday.AddDays(1))], await ShiftsAsync(connector, "p1"));
        Assert.Equal(["token-1", ""], vendor.Bearers);
        Assert.Equal("GET /r1?signature=s3cret", vendor.Asked[1]);
    }

    [
        Theory,
        InlineData("http://results.vendor.test/r1"),
        InlineData("http://127.0.0.1:9/r1"),
        InlineData("https://localhost/r1"),
        InlineData("file:///etc/hosts"),
        InlineData("r1")
    ]
    public async Task Result_at_another_address_than_https_is_not_fetched(string address)
    {
        var vendor = Vendor(_ => Json($$"""{"status":"Complete","downloadUrl":"{{address}}"}"""));
        using var connector = vendor.Connector(_clock);
        var fault = await Assert.ThrowsAsync<VendorException>(() => ShiftsAsync(connector, "p1"));
        Assert.Single(vendor.Asked);
        Assert.DoesNotContain(address, fault.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(302), InlineData(403), InlineData(200)]
    public async Task Download_that_fails_or_is_too_large_is_unknown(int status)
    {
        var vendor = new ScriptedVendor(
            (request, _, _) =>
            {
                var answer =
                    request.Method == HttpMethod.Post
                        ? Json("""{"status":"Complete","downloadUrl":"https://results.vendor.test/r1?signature=s3cret"}""")
                        : Json(Result, (HttpStatusCode)status);
                if (request.Method == HttpMethod.Get)
                {
                    answer.Content.Headers.ContentLength = 1L << 40;
                }

                return Task.FromResult(answer);
            }
        );
        using var connector = vendor.Connector(_clock);
        var fault = await Assert.ThrowsAsync<VendorException>(() => ShiftsAsync(connector, "p1"));
        Assert.DoesNotContain("s3cret", fault.Message, StringComparison.Ordinal);
        Assert.Null(fault.Status);
    }

    private static async Task<List<VendorShift>> ShiftsAsync(GenesysConnector connector, params string[] people) =>
        await connector.Usage.ShiftsAsync(Planning, people, Monday, Monday.AddDays(5), Berlin, Ingest, Ct).ToListAsync(Ct);

    private static ScriptedVendor Vendor(Func<string, HttpResponseMessage> answer) =>
        new((request, _, _) => Task.FromResult(answer(request.RequestUri!.AbsolutePath)));

    private static ScriptedVendor Empty(int units, int businessUnits, string businesses) =>
        Vendor(path =>
            path.EndsWith("managementunits", StringComparison.Ordinal) ? (units == 200 ? Json("""{"entities":[]}""") : Refusal(units))
            : businessUnits == 200 ? Json($$"""{"entities":[{{businesses}}]}""")
            : Refusal(businessUnits)
        );

    private static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) => ScriptedVendor.Json(body, status);

    private static HttpResponseMessage Refusal(int status) => ScriptedVendor.Refusal((HttpStatusCode)status, "refused", "no");
}
