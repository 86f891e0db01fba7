using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Rightsizing.Guards;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Usage;

/// <summary>
/// A new source of usage is one file and one line: it is pulled, covered, judged and looked at before a write without a change anywhere
/// else.
/// </summary>
public sealed class ExtraSourceTests
{
    private static readonly DateOnly Today = IngestBench.Today;
    private static readonly DateOnly C = Today.AddDays(-2);

    [Fact]
    public async Task Extra_source_runs_through_ingest_evaluation_and_last_check()
    {
        var source = new SurveySource { Answers = [("p01", C.AddDays(-3)), ("p02", C.AddDays(-30))] };
        var vendor = SmallOrganization.Create(8, Today, 130);
        await using var bench = await IngestBench.CreateAsync(
            vendor,
            catalogue: SurveySource.Catalogue,
            more: services =>
                services
                    .AddSingleton(source.Map)
                    .AddSingleton(new RightsizingOptions())
                    .AddSingleton<RecentUsage>()
                    .AddSingleton<FreshSigns>()
        );
        await bench.DirectoryAsync();
        await bench.UsageAsync();

        Assert.Equal(C, (await bench.StreamAsync("surveys")).CompleteThrough);
        Assert.Equal(C, (await bench.CoveredAsync("surveys"))[^1]);
        Assert.Equal(
            [FeatureState.Used, FeatureState.Unused],
            [await StateAsync(bench, source, "p01"), await StateAsync(bench, source, "p02")]
        );

        Assert.Equal((FeatureState.Unused, ""), await LastLookAsync(bench, vendor, "p02"));
        source.Failure = new VendorException("403 missing.permissions") { Status = 403 };
        bench.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal((FeatureState.Unused, "Surveys: 403 missing.permissions"), await LastLookAsync(bench, vendor, "p02"));
        source.Failure = null;
        source.Answers.Add(("p02", Today));
        Assert.Equal((FeatureState.Used, ""), await LastLookAsync(bench, vendor, "p02"));
    }

    private static async Task<FeatureState> StateAsync(IngestBench bench, SurveySource source, string person)
    {
        await using var db = bench.Database.Open();
        var (platform, key) = await PersonAsync(db, person);
        var loaded = await LoadOrganization.ReadAsync(db, SurveySource.Catalogue, platform, Today, null, CancellationToken.None, key);
        var facts = new FeatureReading(loaded.Facts with { Sources = source.Map.Sources }, Today).Of(loaded.People.Single());
        return facts.Single(fact => fact.Key == "surveys").State;
    }

    private static async Task<(FeatureState State, string NotAnswered)> LastLookAsync(IngestBench bench, FakeVendor vendor, string person)
    {
        await using var db = bench.Database.Open();
        var (platform, key) = await PersonAsync(db, person);
        var evidence = new Evidence
        {
            Held = [],
            Target = [],
            Explicit = [],
            Unknown = [],
            Required = [],
            Dropped = ["surveys"],
            LaneReasons = [],
            Plan = [],
            InTheWay = [],
            Unseen = [],
            DataNotes = [],
            Features = [],
        };
        var use = await bench
            .Database.Get<FreshSigns>()
            .UseAsync(
                db,
                new(null, platform, await db.People.AsNoTracking().SingleAsync(p => p.Key == key), evidence, Today),
                vendor,
                CancellationToken.None
            );
        return (
            use.Now.Single(fact => fact.Key == "surveys").State,
            string.Join("; ", use.NotAnswered.Select(one => $"{one.Key}: {one.Value}"))
        );
    }

    private static async Task<(Platform Platform, int Key)> PersonAsync(Application.Persistence.LicenseDb db, string person) =>
        (
            await db.Platforms.AsNoTracking().SingleAsync(),
            await db.People.Where(p => p.VendorId == person).Select(p => p.Key).SingleAsync()
        );
}
