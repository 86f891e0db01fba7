using Bunit;
using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Web.Reclamation;
using Xunit;

namespace LicenseDashboard.Web.Tests.Reclamation;

public sealed class NeverSeenTableTests : IDisposable
{
    private readonly BunitContext _bench = Bench.Open();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public void Account_never_seen_links_to_its_downgrade_and_offers_nothing_else()
    {
        var downgrade = Guid.CreateVersion7();
        var shown = _bench.Render<NeverSeenTable>(set => set.Add(t => t.Rows, [Row("p1", downgrade), Row("p2", null)]));
        Assert.Equal("downgrades?row=" + downgrade, Assert.Single(shown.FindAll("a.btn")).GetAttribute("href"));
        Assert.Empty(shown.FindAll("button"));
        Assert.Contains("doesn't prove they are inactive", shown.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Name_leads_to_the_account_in_People()
    {
        var row = Row("p1", null) with { Email = "wall@example.test" };
        var name = _bench.Render<NeverSeenTable>(set => set.Add(t => t.Rows, [row])).Find("tbody th a");
        Assert.Equal(("Wallboard p1", "people?text=wall%40example.test"), (name.TextContent, name.GetAttribute("href")));
    }

    [Fact]
    public void Tab_is_part_of_the_address()
    {
        var (query, left) = ReclamationQuery.Read("never-seen", null, null, "wall", "North", null, null, "2", null);
        Assert.Empty(left);
        Assert.Equal((true, "never-seen", "wall"), (query.IsNeverSeen, query.ToAddress()["tab"], query.NeverSeenFilter.Text));
    }

    private static NeverSeenRow Row(string id, Guid? downgrade) =>
        new(id, "Wallboard " + id, null, "genesys", null, "North", ["cloudCX2"], new DateOnly(2026, 10, 1), downgrade);
}
