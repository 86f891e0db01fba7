using System.Net;
using System.Text.Json.Nodes;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys.Check;

/// <summary>One thing is otherwise at the vendor, and exactly the line about it says so.</summary>
public sealed class BrokenAssumptionTests
{
    private const string Analytics = "/api/v2/analytics/";

    private static readonly HashSet<string> _inactive = [];
    private static readonly string _writer = Convert.ToBase64String(
        System.Text.Encoding.UTF8.GetBytes($"{SimulatorFixture.Quick.WriteClientId}:{SimulatorFixture.Quick.WriteClientSecret}")
    );

    private static readonly Dictionary<string, Func<HttpRequestMessage, string, HttpResponseMessage?>> _refusals = new()
    {
        ["people-page-size"] = (request, _) =>
            Refuse(Path(request) == "/api/v2/users/query" && Query(request).Contains("pageSize=200", StringComparison.Ordinal)),
        ["seats-page-size"] = (request, _) =>
            Refuse(Path(request) == "/api/v2/license/users" && Query(request).Contains("pageSize=500", StringComparison.Ordinal)),
        ["conversations-range"] = (request, body) =>
            Refuse(Path(request) == Analytics + "conversations/aggregates/jobs" && body.Contains("P1D", StringComparison.Ordinal)),
        ["presence-range"] = (request, _) => Refuse(request.Method == HttpMethod.Post && Path(request) == Analytics + "users/details/jobs"),
        ["evaluations-released"] = (_, body) => Refuse(body.Contains("evaluationReleaseDate", StringComparison.Ordinal)),
        ["evaluations-done"] = (_, body) => Refuse(body.Contains("\"evaluatorId\"", StringComparison.Ordinal)),
        ["audits-range"] = (request, _) => Refuse(request.Method == HttpMethod.Post && Path(request) == "/api/v2/audits/query"),
        ["billing-range"] = (request, _) => Refuse(Path(request).EndsWith("/billableusage", StringComparison.Ordinal)),
        ["planning-schedules"] = (request, _) =>
            Path(request).EndsWith("/agentschedules/search", StringComparison.Ordinal)
                ? ScriptedVendor.Json("""{"status":"Processing","operationId":"1"}""", HttpStatusCode.Accepted)
                : null,
        ["inactive-person"] = (request, _) =>
            Path(request).Split('/') is ["", "api", "v2", "users", not "query"]
            && Query(request).Length == 0
            && _inactive.Contains(Path(request).Split('/')[^1])
                ? AlteredVendor.Refused(HttpStatusCode.NotFound, "not.found")
                : null,
        ["live-limit"] = (request, _) =>
            Refuse(
                Query(request).Contains("expand=presence", StringComparison.Ordinal)
                    && !Query(request).EndsWith("pageNumber=1", StringComparison.Ordinal)
            ),
        ["live-socket"] = (request, _) =>
            Path(request) == "/api/v2/notifications/channels"
                ? ScriptedVendor.Json("""{"id":"c","connectUri":"ws://127.0.0.1:9/channels/c"}""")
                : null,
        ["write-sign-in"] = (request, _) =>
            Path(request) == "/oauth/token" && request.Headers.Authorization!.Parameter == _writer
                ? AlteredVendor.Refused(HttpStatusCode.Unauthorized, "bad.credentials")
                : null,
    };

    private static readonly Dictionary<string, (string Path, Action<JsonNode> Change)> _changes = new()
    {
        ["seats-whole"] = ("/api/v2/license/users", answer => answer["total"] = 1000),
        ["roles-whole"] = ("/api/v2/authorization/roles", answer => answer["total"] = 1000),
        ["people-whole"] = ("/api/v2/users", answer => answer["total"] = 1000),
        ["conversations-available"] = (
            Analytics + "conversations/details/jobs/availability",
            answer => answer["dataAvailabilityDate"] = "2026-11-01T00:00:00Z"
        ),
        ["presence-available"] = (
            Analytics + "users/details/jobs/availability",
            answer => answer["dataAvailabilityDate"] = "2026-11-01T00:00:00Z"
        ),
        ["retention"] = (Analytics + "dataretention/settings", answer => answer["retentionDays"] = 30),
        ["planning-units"] = ("/api/v2/workforcemanagement/managementunits", answer => answer["total"] = 1000),
        ["audits-mapping"] = (
            "/api/v2/audits/query/servicemapping",
            answer => Remove(answer["services"]!, service => (string?)service["name"] == "WorkforceManagement")
        ),
        ["sku-ids"] = (
            "/api/v2/license/definitions",
            answer => answer.AsArray().Add(JsonNode.Parse("""{"id":"gcNewAddOn","permissions":{"ids":["a:b:c"]}}"""))
        ),
        ["live-people"] = ("/api/v2/users", answer => Without(answer, "presence")),
        ["live-channel"] = ("/api/v2/notifications/channels", answer => answer["connectUri"] = "wss://elsewhere.test/c"),
        ["live-topic"] = ("/api/v2/notifications/channels/", answer => Each(answer["entities"], topic => topic["state"] = "Rejected")),
        ["live-counts"] = (Analytics + "agents/status/counts", answer => answer.AsObject().Remove("presenceCounts")),
        ["people-tokens"] = ("/api/v2/users/query", answer => Without(answer, "lastTokenIssued")),
        ["people-groups"] = ("/api/v2/users/query", answer => Without(answer, "groups")),
        ["people-managers"] = ("/api/v2/users/query", answer => Without(answer, "manager")),
        ["contract-basis"] = (
            "/api/v2/billing/reports/billableusage",
            answer => Each(answer["usages"], usage => usage["name"] = "Genesys Cloud CX 2 Concurrent")
        ),
        ["billing-names"] = (
            "/api/v2/billing/reports/billableusage",
            answer => Each(answer["usages"], usage => Each(usage["resources"], resource => resource["name"] = "device-1"))
        ),
    };

    public static TheoryData<string> Refusals => [.. _refusals.Keys];

    public static TheoryData<string> Changes => [.. _changes.Keys];

    public static TheoryData<string> Permissions => [.. Connectors.Genesys.Check.GenesysPermissions.Read.Select(needed => needed.Name)];

    [Theory, MemberData(nameof(Refusals))]
    public async Task What_the_vendor_refuses_is_its_own_line_and_no_other(string code)
    {
        await using var vendor = await AlteredVendor.StartAsync(instead: _refusals[code], alter: Remember);
        Assert.Equal([code], Broken(await vendor.CheckAsync()));
    }

    [Theory, MemberData(nameof(Changes))]
    public async Task What_the_vendor_answers_otherwise_is_its_own_line_and_no_other(string code)
    {
        var (path, change) = _changes[code];
        await using var vendor = await AlteredVendor.StartAsync(
            alter: (request, answer) =>
            {
                if (Path(request) == path || (path.EndsWith('/') && Path(request).StartsWith(path, StringComparison.Ordinal)))
                {
                    change(answer);
                }

                return answer;
            }
        );
        Assert.Equal([code], Broken(await vendor.CheckAsync()));
    }

    [Theory, MemberData(nameof(Permissions))]
    public async Task Missing_permission_is_its_own_line_and_no_other(string permission)
    {
        // The vendor takes either of the two for the members of a unit.
        var denied = permission == "wfm:agent:view" ? new[] { permission, "wfm:publishedSchedule:view" } : [permission];
        await using var vendor = await AlteredVendor.StartAsync(SimulatorFixture.Quick with { DeniedPermissions = denied });
        var broken = Broken(await vendor.CheckAsync());
        Assert.Contains("read:" + permission, broken);
        Assert.Empty(broken.Except(denied.Select(each => "read:" + each)));
    }

    [Fact]
    public async Task Views_that_are_not_audited_are_one_line()
    {
        await using var vendor = await AlteredVendor.StartAsync(SimulatorFixture.Quick with { AuditViews = false });
        Assert.Equal(["audits-views"], Broken(await vendor.CheckAsync()));
    }

    [Fact]
    public async Task Smaller_budget_is_one_line()
    {
        await using var vendor = await AlteredVendor.StartAsync(SimulatorFixture.Quick with { Budget = 180 });
        Assert.Equal(["request-budget"], Broken(await vendor.CheckAsync()));
    }

    [Fact]
    public async Task Refused_read_client_leaves_everything_else_untold()
    {
        await using var vendor = await AlteredVendor.StartAsync(
            instead: (request, _) =>
                Path(request) == "/oauth/token" ? AlteredVendor.Refused(HttpStatusCode.Unauthorized, "bad.credentials") : null
        );
        var lines = await vendor.CheckAsync();
        Assert.Equal(["sign-in"], Broken(lines));
        Assert.All(lines.Skip(1), line => Assert.Equal(CheckResult.CannotTell, line.Result));
    }

    [Fact]
    public async Task Theme_that_never_answers_leaves_the_others_alone()
    {
        await using var vendor = await AlteredVendor.StartAsync(
            instead: (request, _) =>
                Path(request).StartsWith(Analytics, StringComparison.Ordinal)
                    ? AlteredVendor.Refused(HttpStatusCode.BadGateway, "bad.gateway")
                    : null
        );
        var lines = await vendor.CheckAsync();
        Assert.Empty(Broken(lines));
        Assert.Equal(CheckResult.CannotTell, lines.Single(line => line.Code == "conversations-range").Result);
        Assert.Equal(CheckResult.Holds, lines.Single(line => line.Code == "audits-range").Result);
        Assert.Equal(CheckResult.Holds, lines.Single(line => line.Code == "billing-range").Result);
    }

    [Fact]
    public async Task Write_client_is_judged_by_its_own_list_of_roles()
    {
        await using var vendor = await AlteredVendor.StartAsync(
            instead: (request, _) =>
                Path(request) == "/api/v2/authorization/subjects/me"
                    ? ScriptedVendor.Json(
                        """
                        {"id":"c","grants":[{"division":{"id":"*"},"role":{"id":"r","policies":[{"domain":"authorization",
                         "entityName":"grant","actions":["*"]},{"domain":"directory","entityName":"user","actions":["edit",
                         "view"]}]}}]}
                        """
                    )
                    : null
        );
        var lines = await vendor.CheckAsync();
        Assert.Equal(["read-only", "write:oauth:token:delete"], Broken(lines).Order(StringComparer.Ordinal));
        Assert.All(
            ["write:authorization:grant:add", "write-all-divisions", "write-no-administrator"],
            code => Assert.Equal(CheckResult.Holds, lines.Single(line => line.Code == code).Result)
        );
    }

    private static List<string> Broken(IEnumerable<CheckLine> lines) =>
        [.. lines.Where(line => line.Result == CheckResult.DoesNotHold).Select(line => line.Code)];

    private static string Path(HttpRequestMessage request) => request.RequestUri!.AbsolutePath;

    private static string Query(HttpRequestMessage request) => request.RequestUri!.Query;

    private static HttpResponseMessage? Refuse(bool when) => when ? AlteredVendor.Refused(HttpStatusCode.BadRequest) : null;

    private static JsonNode Remember(HttpRequestMessage request, JsonNode answer)
    {
        if (Path(request) == "/api/v2/users/query")
        {
            _inactive.UnionWith(
                answer["entities"]!.AsArray().Where(user => (string?)user!["state"] == "inactive").Select(user => (string)user!["id"]!)
            );
        }

        return answer;
    }

    private static void Without(JsonNode answer, string field) => Each(answer["entities"], user => user.AsObject().Remove(field));

    private static void Each(JsonNode? list, Action<JsonNode> change)
    {
        foreach (var item in list?.AsArray() ?? [])
        {
            change(item!);
        }
    }

    private static void Remove(JsonNode list, Func<JsonNode, bool> which)
    {
        foreach (var item in list.AsArray().Where(item => which(item!)).ToList())
        {
            list.AsArray().Remove(item);
        }
    }
}
