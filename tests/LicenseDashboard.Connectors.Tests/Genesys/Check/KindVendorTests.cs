using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Connectors.Tests.Genesys.Check;

public sealed class KindVendorTests
{
    /// <summary>What this simulated organization can't show, and why.</summary>
    private static readonly string[] _untold =
    [
        "license-delay",
        "remove-vanished-role",
        "inactive-loses-roles",
        "add-role-again",
        "sessions-end", // each takes a change
    ];

    [Fact]
    public async Task Kind_vendor_breaks_no_assumption_and_tells_most()
    {
        await using var vendor = await AlteredVendor.StartAsync();
        var lines = await vendor.CheckAsync();
        Assert.Empty(lines.Where(line => line.Result == CheckResult.DoesNotHold).Select(line => $"{line.Code}: {line.Finding}"));
        Assert.Equal(((IVendorConnector)vendor.Connector).Check!.Lines, lines.Select(line => line.Code).Distinct().Count());
        Assert.Superset(
            _untold.ToHashSet(),
            lines.Where(line => line.Result == CheckResult.CannotTell).Select(line => line.Code).ToHashSet()
        );
        Assert.True(lines.Count(line => line.Result == CheckResult.Holds) >= 60, Words(lines, CheckResult.CannotTell));
    }

    [Fact]
    public async Task Check_only_reads_and_stays_within_its_requests()
    {
        await using var vendor = await AlteredVendor.StartAsync();
        await vendor.CheckAsync();
        string[] posts =
        [
            "POST /oauth/token",
            "POST /api/v2/license/infer",
            "POST /api/v2/audits/query",
            "POST " + "/api/v2/analytics/conversations/aggregates/jobs",
            "POST /api/v2/analytics/users/details/jobs",
            "POST /api/v2/analytics/users/details/query",
            "POST /api/v2/analytics/evaluations/aggregates/query",
            "POST " + "/api/v2/workforcemanagement/businessunits/{businessUnitId}/agentschedules/search",
            "POST /api/v2/analytics/agents/status/counts",
            "POST /api/v2/notifications/channels", // ends by itself
            "POST /api/v2/notifications/channels/{channelId}/subscriptions",
            "POST /api/v2/workforcemanagement/managementunits/{managementUnitId}/agentschedules/search",
        ];
        Assert.Empty(
            vendor.Connector.RequestsByRoute.Keys.Where(route => !route.StartsWith("GET ", StringComparison.Ordinal)).Except(posts)
        );
        Assert.InRange(vendor.Connector.RequestsSent, 30, ((IVendorConnector)vendor.Connector).Check!.MostRequests);
    }

    [Fact]
    public async Task Shared_report_names_no_person_and_no_division()
    {
        await using var vendor = await AlteredVendor.StartAsync(SimulatorFixture.Quick with { DeniedPermissions = ["audits:audit:view"] });
        var lines = await vendor.CheckAsync();
        var shared = new CheckReport("genesys", "genesys", DateTime.UnixEpoch, DateTime.UnixEpoch, 1, lines).ToSharedJson();
        var ct = TestContext.Current.CancellationToken;
        await foreach (var person in vendor.Connector.Directory.PeopleAsync(RequestPriority.Ingest, ct))
        {
            Assert.DoesNotContain(person.Id, shared, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(person.Name, shared, StringComparison.OrdinalIgnoreCase);
            Assert.True(person.Email is null || !shared.Contains(person.Email, StringComparison.OrdinalIgnoreCase), person.Email);
        }

        Assert.Contains("\"result\": \"does-not-hold\"", shared, StringComparison.Ordinal);
        Assert.DoesNotContain("correlation", shared, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Report_survives_being_kept()
    {
        CheckLine[] lines =
        [
            new("a", "Lists", "Whole", CheckResult.Holds, "All."),
            new("b", "Lists", "Paged", CheckResult.DoesNotHold, "Refused.", "No change.", "Home"),
        ];
        var kept = CheckReport.Parse(
            new CheckReport("genesys", "genesys", DateTime.UnixEpoch, DateTime.UnixEpoch.AddMinutes(1), 12, lines).ToJson()
        );
        Assert.Equal(lines, kept.Lines);
        Assert.Equal((true, 12), (kept.Objects, kept.Requests));
        Assert.DoesNotContain("Home", kept.ToSharedJson(), StringComparison.Ordinal);
    }

    private static string Words(IEnumerable<CheckLine> lines, CheckResult result) =>
        string.Join(Environment.NewLine, lines.Where(line => line.Result == result).Select(line => $"{line.Code}: {line.Finding}"));
}
