using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing.Vendors;
using Xunit;
using static LicenseDashboard.Application.Tests.Ingestion.UsageWorld;

namespace LicenseDashboard.Application.Tests.Ingestion;

/// <summary>What people read while an import runs.</summary>
public sealed class ImportStepsTests
{
    [Fact]
    public async Task Steps_that_run_side_by_side_are_counted_and_the_number_never_goes_back()
    {
        await using var bench = await KnownPeopleAsync(Vendor());
        var progress = new JobProgress();
        var import = await Import.OpenAsync(
            bench.Database.Factory,
            bench.Clock,
            Viewer.Job("usage"),
            IngestBench.Platform,
            bench.Database.Get<IVendorConnectors>(),
            progress,
            ImportKinds.Usage,
            CancellationToken.None
        );
        await import.RunAsync(async () =>
        {
            import.Begin("Checking data completeness");
            import.SetSteps(3);
            import.End("");
            import.Begin("Presence, Nov 1 to Nov 18", "Presence");
            Assert.Equal(("Presence, Nov 1 to Nov 18", 0, 3), progress.Now);
            import.Begin("Conversations, Nov 1 to Nov 18", "Conversations");
            Assert.Equal(("2 sources side by side", 0, 3), progress.Now);
            await import.DoneAsync(5, CancellationToken.None);
            import.Begin("Presence, Oct 1 to Oct 31", "Presence");
            Assert.Equal(("2 sources side by side", 1, 3), progress.Now);
            await import.DoneAsync(5, CancellationToken.None);
            import.End("Conversations");
            Assert.Equal(("Presence, Oct 1 to Oct 31", 2, 3), progress.Now);
            await import.DoneAsync(5, CancellationToken.None);
            import.End("Presence");

            // History of divisions that were hidden before: more steps, not a new beginning.
            import.SetSteps(2);
            import.Begin("Conversations, Sep 1 to Sep 30", "Conversations");
            Assert.Equal(("Conversations, Sep 1 to Sep 30", 3, 5), progress.Now);
            return "done";
        });
    }

    [Fact]
    public void Work_that_begins_again_says_which_try_it_is()
    {
        var progress = new JobProgress();
        progress.Report("People", 7, 11);
        progress.Again("Try 2 of 3");
        Assert.Equal(("Try 2 of 3", 0, 0), progress.Now);
        progress.Report("People", 1, 11);
        Assert.Equal(("Try 2 of 3: People", 1, 11), progress.Now);
    }
}
