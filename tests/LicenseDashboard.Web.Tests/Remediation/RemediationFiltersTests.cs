using AngleSharp.Dom;
using Bunit;
using LicenseDashboard.Web.Remediation;
using Xunit;

namespace LicenseDashboard.Web.Tests.Remediation;

public sealed class RemediationFiltersTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();
    private RemediationsQuery? _asked;

    public void Dispose() => _bench.Dispose();

    [Theory, InlineData("Downgrades", false), InlineData("Reclaimed licenses", true), InlineData("All kinds", null)]
    public async Task Kind_is_chosen_from_a_menu(string words, bool? reclaims)
    {
        var popovers = _bench.Popovers();
        var filters = Show(RemediationsQuery.First with { Reclaims = reclaims is null ? true : null, Page = 3 });
        Assert.Empty(filters.FindAll("select"));
        await Button(filters, "Kind").ClickAsync(new());
        await Item(popovers, words).ClickAsync(new());
        Assert.Equal((reclaims, 1), (_asked!.Reclaims, _asked.Page));
    }

    [Fact]
    public async Task Approver_whom_the_list_does_not_know_stays_chosen()
    {
        var popovers = _bench.Popovers();
        var filters = Show(RemediationsQuery.First with { Approver = "Ben Ott" });
        Assert.Contains("Ben Ott", Button(filters, "Approved by").TextContent, StringComparison.Ordinal);
        await Button(filters, "Approved by").ClickAsync(new());
        Assert.Equal("true", Item(popovers, "Ben Ott").GetAttribute("aria-checked"));
        await Item(popovers, "Regina Hartmann").ClickAsync(new());
        Assert.Equal("Regina Hartmann", _asked!.Approver);
    }

    private static IElement Button(IRenderedComponent<RemediationFilters> filters, string label) =>
        filters
            .FindAll("button")
            .First(button => button.GetAttribute("aria-label")?.StartsWith(label + ":", StringComparison.Ordinal) == true);

    private static IElement Item(IRenderedComponent<MudBlazor.MudPopoverProvider> popovers, string words) =>
        popovers.FindAll("[role=menuitemradio]").First(item => item.TextContent.Trim() == words);

    private IRenderedComponent<RemediationFilters> Show(RemediationsQuery query) =>
        _bench.Render<RemediationFilters>(set =>
            set.Add(filters => filters.Query, query)
                .Add(filters => filters.Approvers, ["Regina Hartmann"])
                .Add(filters => filters.OnQuery, asked => _asked = asked)
        );
}
