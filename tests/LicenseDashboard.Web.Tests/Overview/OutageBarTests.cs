using Bunit;
using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Hosting;
using LicenseDashboard.Web.Overview;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Overview;

/// <summary>What each role reads while the vendor can't be reached.</summary>
public sealed class OutageBarTests
{
    [Theory]
    [InlineData(ViewerRoles.OperationsManager, false), InlineData(ViewerRoles.FinOps, false)]
    [InlineData(ViewerRoles.Administrator, true), InlineData(ViewerRoles.Auditor, true)]
    public async Task Bar_appears_on_an_open_page_says_when_and_what_and_goes_by_itself(ViewerRoles role, bool details)
    {
        await using var bench = await PageBench.OpenAsync(services =>
            services.AddSingleton<Outages>().AddVendorReach().AddSingleton(new PlatformKeys(["genesys"]))
        );
        var shown = bench.Show<OutageBar>(role, "/downgrades");
        Assert.Empty(shown.FindAll(".outage"));
        var reach = bench.Database.Get<VendorReach>();
        reach.Missed("genesys", new MissedAnswer("GET /api/v2/users", null, "Connection refused (127.0.0.1:5490)"));
        reach.Confirm("genesys");
        shown.WaitForElement(".outage");
        Assert.Equal("Genesys Cloud has been unreachable since Nov 20, 12:00 PM.", Plain(shown.Find("[role=status]").TextContent));
        Assert.Equal("Approvals wait and continue on their own; next try 12:00:30 PM.", Plain(shown.Find(".outage span").TextContent));
        Assert.Equal(details, shown.FindAll("details").Count > 0);
        Assert.Equal(details, shown.Markup.Contains("/api/v2", StringComparison.Ordinal));
        reach.Answered("genesys");
        shown.WaitForAssertion(() => Assert.Empty(shown.FindAll(".outage")));
    }

    [Theory]
    [InlineData(ViewerRoles.OperationsManager, 0, true, "Approvals wait and continue on their own; next try ")]
    [InlineData(ViewerRoles.OperationsManager, 1, true, "1 approved change waits and continues on its own; next try ")]
    [InlineData(ViewerRoles.OperationsManager, 3, true, "3 approved changes wait and continue on their own; next try ")]
    [InlineData(ViewerRoles.FinOps, 1, true, "Imports and 1 approved change wait and continue on their own; next try ")]
    [InlineData(ViewerRoles.Administrator, 0, true, "Imports and approvals wait and continue on their own; next try ")]
    [InlineData(ViewerRoles.Administrator, 2, false, "2 approved changes wait and continue on their own; next try ")]
    public void Words_are_for_what_the_role_waits_for(ViewerRoles role, int changes, bool imports, string words) =>
        Assert.Equal(
            words,
            OutageWords.Waits(
                new OutageRow("genesys", DateTime.UnixEpoch, DateTime.UnixEpoch, changes, imports, null, 1),
                new Viewer("Somebody", "persona:somebody", role, [])
            )
        );

    [Fact]
    public void Platform_is_named_only_among_several() =>
        Assert.Equal(
            ("Genesys Cloud has been unreachable since 12:14 PM.", "Genesys Cloud (emea) has been unreachable since 12:14 PM."),
            (OutageWords.Since(null, "12:14 PM"), OutageWords.Since("emea", "12:14 PM"))
        );

    private static string Plain(string text) => text.Replace('\u202f', ' ');
}
