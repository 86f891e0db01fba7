using Bunit;
using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.People;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Reclamation.Leavers;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Application.Rightsizing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Estate;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using LicenseDashboard.Testing.Vendors;
using LicenseDashboard.Web.Layout;
using LicenseDashboard.Web.Reclamation;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Reclamation;

/// <summary>The page with its real use cases on a database of its own, in which Mia holds a license and was never seen.</summary>
public sealed class ReclamationPageTests : IAsyncLifetime
{
    private PageBench _bench = null!;

    public async ValueTask InitializeAsync()
    {
        _bench = await PageBench.OpenAsync(services =>
        {
            services
                .AddSingleton<IVendorConnectors>(new GrantingVendor(PageBench.Clock))
                .AddSingleton(Catalogue.Default)
                .AddSingleton<IReadOnlyList<Application.Platforms.PlatformSeed>>([]);
            services.AddDirectory().AddExemptions().AddLeavers().AddRightsizing().AddRecommendations().AddRemediation();
            services.AddPeople().AddReclamation().AddSingleton<DivisionList>().AddSingleton<ManagerList>().AddSingleton<ViewerReach>();
            services.AddScoped<ReclamationData>().AddKnownImports();
        });
        _bench.Context.Services.AddScoped<FrameScript>().AddScoped<PageAddress>();
        await using var db = _bench.Database.Open();
        db.Skus.Add(
            new OfferedSku
            {
                Key = 1,
                PlatformKey = 1,
                VendorId = "cloudCX3",
                Defined = true,
            }
        );
        db.People.Add(A.Person("p1", 1, "Mia Lang"));
        await db.SaveChangesAsync();
        db.Seats.Add(
            new Seat
            {
                PersonKey = db.People.Single().Key,
                SkuKey = 1,
                From = new DateOnly(2026, 1, 1),
            }
        );
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync() => _bench.DisposeAsync();

    [Theory, InlineData("reclamation"), InlineData("reclamation?tab=never-seen"), InlineData("reclamation?text=zzz")]
    public void Before_the_first_evaluation_the_page_gives_no_all_clear_and_calls_nobody_unseen(string address)
    {
        _bench.Database.Get<KnownImports>().BeforeTheFirstEvaluation();
        var page = Show(address);
        Assert.Equal("Evaluating licenses", page.Find("section h2").TextContent);
        Assert.Empty(page.FindAll(".empty"));
        Assert.DoesNotContain("Mia Lang", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void After_an_evaluation_an_empty_list_is_good_news_and_accounts_never_seen_are_listed()
    {
        Assert.Equal("No inactive licenses", Show("reclamation").Find(".empty h2").TextContent);
        Assert.Contains("Mia Lang", Show("reclamation?tab=never-seen").Find("tbody").TextContent, StringComparison.Ordinal);
    }

    private IRenderedComponent<ReclamationPage> Show(string address) => _bench.Show<ReclamationPage>(ViewerRoles.Administrator, address);
}
