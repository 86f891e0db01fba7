using Bunit;
using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Ingestion.Checks;
using LicenseDashboard.Application.Platforms;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing.Vendors;
using LicenseDashboard.Web.Ingestion;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Ingestion;

public sealed class CheckPageTests : IAsyncDisposable
{
    private readonly CheckedVendor _vendor = new(
        CheckedVendor.Line("a", CheckResult.Holds),
        CheckedVendor.Line("b", CheckResult.DoesNotHold, local: "Vienna"),
        CheckedVendor.Line("c", CheckResult.CannotTell)
    );

    private PageBench? _bench;

    private PageBench Opened => _bench!;

    public ValueTask DisposeAsync() => _bench?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Administrator_starts_a_check_and_sees_that_it_runs_and_when_the_next_can_start()
    {
        await OpenAsync();
        var page = Show(ViewerRoles.Administrator);
        Assert.Contains("Not checked yet.", page.Markup, StringComparison.Ordinal);
        await page.Find("button.primary").ClickAsync(new());
        page.WaitForAssertion(() => Assert.Contains("0 of 3 questions answered", page.Markup, StringComparison.Ordinal));
        Assert.Contains("Started by Ada", page.Markup, StringComparison.Ordinal);
        Assert.Equal(["The check has started."], Opened.Said);
        Assert.Contains("The next check can start at 12:10 PM.", page.Markup, StringComparison.Ordinal);
        Assert.True(page.Find("button.primary").HasAttribute("disabled"));
        Assert.Equal("0", page.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
    }

    [Fact]
    public async Task Result_shows_first_what_does_not_hold_with_what_to_do()
    {
        await OpenAsync();
        await CheckAsync();
        var page = Show(ViewerRoles.Administrator);
        Assert.Contains("1 passed, 1 failed, 1 inconclusive. Checked by Ada", page.Markup, StringComparison.Ordinal);
        var objection = Assert.Single(page.FindAll(".objections li"));
        Assert.Contains("Assumption b", objection.TextContent, StringComparison.Ordinal);
        Assert.Contains("12 of 14. Vienna", objection.TextContent, StringComparison.Ordinal);
        Assert.Contains("Ask for the rest.", objection.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 of 3 passed", page.Find("summary").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_to_copy_names_no_division_and_the_file_is_linked()
    {
        await OpenAsync();
        await CheckAsync();
        var page = Show(ViewerRoles.Administrator);
        var json = page.Find("textarea").GetAttribute("value")!;
        Assert.Contains("\"does-not-hold\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Vienna", json, StringComparison.Ordinal);
        Assert.Equal("export/check.json?platform=genesys", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public async Task Auditor_reads_the_result_and_starts_none()
    {
        await OpenAsync();
        await CheckAsync();
        var page = Show(ViewerRoles.Auditor);
        Assert.Empty(page.FindAll("button"));
        Assert.Single(page.FindAll(".objections li"));
    }

    [Fact]
    public async Task Other_roles_are_told_who_may()
    {
        await OpenAsync();
        var page = Show(ViewerRoles.OperationsManager);
        Assert.Contains("Only administrators and auditors can view", page.Find(".empty").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll("[role=alert]"));
    }

    private async Task OpenAsync() =>
        _bench = await PageBench.OpenAsync(services =>
            services
                .AddSingleton<IReadOnlyList<PlatformSeed>>([new PlatformSeed("genesys", "genesys", "UTC", ReadOnly: true)])
                .AddSingleton<IVendorConnectors>(_vendor)
                .AddSingleton(Catalogue.Default)
                .AddIngestion()
                .AddSignedIn()
                .AddIngestionPages()
        );

    private async Task CheckAsync()
    {
        var ct = Xunit.TestContext.Current.CancellationToken;
        await Opened.Database.Get<StartCheck>().RunAsync(new Viewer("Ada", "ada", ViewerRoles.Administrator, []), "genesys", ct);
        await Opened.Database.Get<RunCheck>().RunAsync(await Opened.Database.Get<CheckOrders>().ReadAllAsync(ct).FirstAsync(ct), ct);
    }

    private IRenderedComponent<CheckPage> Show(ViewerRoles role) => Opened.Show<CheckPage>(role, "settings/check");
}
