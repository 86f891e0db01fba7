using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Application.Tests.Recommendations;

public class HistoryNamesTests
{
    [Fact]
    public async Task A_history_names_an_administrator_who_never_decided_a_recommendation()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        bench.Vendor.Passing = (call, moment) =>
            _ = call == "Remove" && moment == "before" ? throw new VendorException("The vendor answered 503.") : 0;
        await bench.WorkAsync(TimeSpan.FromMinutes(10));
        var item = await bench.ItemAsync(0);
        Assert.Equal(RemediationStatus.Failed, item.Status);
        Assert.Null((await bench.Get<RetryRemediation>().RunAsync(bench.Administrator, item.Id, CancellationToken.None)).Refusal);

        var details = await bench.Get<RecommendationDetail>().RunAsync(bench.Manager, item.RecommendationId, CancellationToken.None);
        Assert.Contains(details!.History, line => line is { What: "recommendation.raised", Who: "LicenseDashboard" });
        Assert.Contains(details.History, line => line is { What: "recommendation.approved", Who: "Maria" });
        Assert.Contains(details.History, line => line is { What: "remediation.retried", Who: "Ada" });
    }

    [Fact]
    public async Task A_history_names_the_failed_request_only_to_those_who_read_details()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await bench.RaiseAsync(bench.Found(0));
        await bench.ApproveAsync(0);
        bench.Vendor.Passing = (call, moment) =>
            _ =
                call == "Remove" && moment == "before"
                    ? throw new VendorException("POST /api/v2/roles answered 403.") { Route = "POST /api/v2/roles" }
                    : 0;
        await bench.WorkAsync(TimeSpan.FromMinutes(10));
        var id = (await bench.ItemAsync(0)).RecommendationId;
        async Task<string> WhyAsync(Viewer viewer) =>
            (await bench.Get<RecommendationDetail>().RunAsync(viewer, id, CancellationToken.None))!
                .History.First(line => line.What == "remediation.failed")
                .Why;
        Assert.Equal("", await WhyAsync(bench.Manager));
        Assert.Equal("POST /api/v2/roles", await WhyAsync(bench.Administrator));
    }

    [Fact]
    public async Task An_actor_whose_name_was_never_kept_shows_as_a_role()
    {
        await using var bench = await AdviceBench.CreateAsync();
        await using var db = bench.Database.Open();
        string[] actors = ["persona:regional-head", "job:usage", "policy:reclamation/1/0", "token:entra", "person:7"];
        var names = await AuditHistory.NamesAsync(db, actors, CancellationToken.None);
        Assert.Equal(
            ["Regional head", "LicenseDashboard", "Reclamation policy", "API token entra", "A person whose name is not known"],
            actors.Select(names)
        );
    }
}
