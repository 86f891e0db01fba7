using Bunit;
using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Web.Contracts;
using LicenseDashboard.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace LicenseDashboard.Web.Tests.Contracts;

/// <summary>The page with its real use cases on a database of its own.</summary>
public sealed class ContractsPageTests : IAsyncDisposable
{
    private PageBench? _bench;

    public ValueTask DisposeAsync() => _bench?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Fact]
    public async Task Contract_shows_its_notice_day_and_from_when_a_change_within_a_period_applies()
    {
        var page = await ShowAsync(ViewerRoles.FinOps);
        Assert.Contains("Give notice by Oct 2, 2029", page.Find(".contract .badge").TextContent, StringComparison.Ordinal);
        Assert.Contains("applies from Feb 1, 2027", page.Find(".changes").TextContent, StringComparison.Ordinal);
        Assert.Contains("New contract", page.Find("header").TextContent, StringComparison.Ordinal);
    }

    [Theory, InlineData(ViewerRoles.Auditor, true), InlineData(ViewerRoles.OperationsManager, false)]
    public async Task Auditors_read_only_and_managers_see_nothing(ViewerRoles role, bool reads)
    {
        var page = await ShowAsync(role);
        Assert.Equal(reads, page.FindAll(".contract").Count == 1);
        Assert.Equal(!reads, page.Markup.Contains("You don't have access", StringComparison.Ordinal));
        Assert.DoesNotContain("New contract…", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_stands_beside_its_field_and_what_was_typed_stays()
    {
        var page = await ShowAsync(ViewerRoles.FinOps);
        await page.Find("header .btn.primary").ClickAsync(new());
        var dialog = page.FindComponent<ContractDialog>();
        await dialog.FindAll("input")[0].ChangeAsync(new() { Value = "two words" });
        await dialog.Find("form").SubmitAsync();
        Assert.Contains("Id must be 1 to 64 letters", dialog.Markup, StringComparison.Ordinal);
        Assert.Contains("First day is missing", dialog.Markup, StringComparison.Ordinal);
        Assert.Contains("Price is missing", dialog.Markup, StringComparison.Ordinal);
        Assert.Equal("two words", dialog.FindAll("input")[0].GetAttribute("value"));
    }

    private async Task<IRenderedComponent<ContractsPage>> ShowAsync(ViewerRoles role)
    {
        _bench = await PageBench.OpenAsync(services =>
        {
            services.AddSingleton(new PlatformKeys(["genesys"])).AddSingleton(Catalogue.Default).AddContracts([]).AddContractPages();
            foreach (var hosted in services.Where(service => service.ServiceType == typeof(IHostedService)).ToList())
            {
                services.Remove(hosted);
            }
        });
        _bench.Context.Services.AddSingleton(Catalogue.Default);
        await using (var db = _bench.Database.Open())
        {
            var line = A.Line("cloudCX1", 10, price: 75) with { Changes = [new LineChange(new(2027, 1, 15)) { PriceMicros = 70_000_000 }] };
            db.Contracts.Add(A.Contract(A.Terms(line)));
            await db.SaveChangesAsync(CancellationToken.None);
        }

        return _bench.Show<ContractsPage>(role, "contracts");
    }
}
