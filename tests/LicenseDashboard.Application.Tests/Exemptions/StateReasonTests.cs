using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Reviews;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Exemptions;

/// <summary>The directory job asks why people are away, and the rules follow.</summary>
public class StateReasonTests
{
    private static readonly Viewer Night = Viewer.Job("directory");

    [Fact]
    public async Task Seasonal_people_get_their_tag_with_the_import_and_nobody_else_is_asked_about()
    {
        var vendor = SmallOrganization.Create(6, IngestBench.Today, historyDays: 3);
        await using var bench = await BenchAsync(vendor);
        await RunAsync(bench);
        Assert.DoesNotContain(vendor.Calls, call => call.Call == "StateReason");

        await SeasonalRuleAsync(bench);
        var away = await AwayAsync(bench);
        vendor.StateReasons[away] = "Seasonal";
        await RunAsync(bench);
        await using var db = bench.Database.Open();
        var held = await db
            .Exemptions.AsNoTracking()
            .Where(e => e.Source == ExemptionSource.Rule)
            .Join(db.People, e => e.PersonKey, p => p.Key, (_, p) => p.VendorId)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal([away], held);
        var asked = vendor.Calls.Count(call => call.Call == "StateReason");
        await RunAsync(bench);
        Assert.Equal(asked, vendor.Calls.Count(call => call.Call == "StateReason"));
    }

    [Fact]
    public async Task Reason_that_the_vendor_does_not_tell_stays_unknown_and_the_import_goes_on()
    {
        var vendor = SmallOrganization.Create(6, IngestBench.Today, historyDays: 3);
        await using var bench = await BenchAsync(vendor);
        await RunAsync(bench);
        await SeasonalRuleAsync(bench);
        await AwayAsync(bench);
        vendor.Refuse("StateReason");
        Assert.Contains("does not tell", await RunAsync(bench), StringComparison.Ordinal);
        await using var db = bench.Database.Open();
        Assert.Empty(await db.StateReasons.ToListAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<IngestBench> BenchAsync(FakeVendor vendor)
    {
        var bench = await IngestBench.CreateAsync(
            vendor,
            more: services => services.AddRightsizing().AddRecommendations().AddRemediation().AddReclamation().AddReviews()
        );
        await bench.Database.Get<EnsureTags>().RunAsync(CancellationToken.None);
        return bench;
    }

    private static async Task SeasonalRuleAsync(IngestBench bench) =>
        Assert.Null(
            (
                await bench
                    .Database.Get<AddRule>()
                    .RunAsync(
                        A.Administrator,
                        IngestBench.Platform,
                        ExemptionTag.SeasonalBurst,
                        RuleField.StateReason,
                        "Seasonal",
                        "Back for the winter",
                        CancellationToken.None
                    )
            ).Refusal
        );

    /// <summary>Presence is known of everybody with a seat but one, whose vendor id comes back.</summary>
    private static async Task<string> AwayAsync(IngestBench bench)
    {
        await using var db = bench.Database.Open();
        var holders = await db
            .People.Where(p => p.State == PersonState.Active && db.Seats.Any(s => s.PersonKey == p.Key && s.To == null))
            .OrderBy(p => p.Key)
            .ToListAsync();
        db.PersonDays.AddRange(
            holders
                .Skip(1)
                .Select(p => new PersonDays
                {
                    PersonKey = p.Key,
                    LastDay = FactDay.Of(IngestBench.Today),
                    Recent = 1,
                    Earlier = 0,
                    FirstPresentOn = FactDay.Of(IngestBench.Today),
                })
        );
        await db.SaveChangesAsync();
        return holders[0].VendorId;
    }

    private static async Task<string> RunAsync(IngestBench bench)
    {
        await using var db = bench.Database.Open();
        var platform = await db.Platforms.AsNoTracking().SingleAsync();
        var job = bench.Database.Services.GetServices<IJobWork>().Single(work => work.Plan.Name == ImportKinds.Directory);
        return await job.RunAsync(new JobContext(platform, RunId.New(), null, null, Night, new JobProgress()), CancellationToken.None);
    }
}
