using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Exemptions;
using LicenseDashboard.Web.Jobs;
using LicenseDashboard.Web.Reclamation;
using LicenseDashboard.Web.Recommendations;
using LicenseDashboard.Web.Remediation;
using LicenseDashboard.Web.Search;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace LicenseDashboard.Web.Tests.Search;

public sealed class SearchPlacesTests
{
    private static readonly JobPlan[] Jobs =
    [
        new("usage", "Usage", JobCadence.Daily),
        new("reclamation", "Reclamation steps", JobCadence.Daily),
    ];

    [Theory]
    [InlineData("down rev", "Downgrades to review")]
    [InlineData("LEAV", "Leavers, Leavers on hold")]
    [InlineData("eavers", "")]
    [InlineData("theme", "Use the light theme, Use the dark theme, Use the system theme")]
    [InlineData("due", "Licenses due for reclamation")]
    [InlineData("never seen", "Accounts never seen")]
    [InlineData("leav hold", "Leavers on hold")]
    [InlineData("ending", "Exemptions ending soon")]
    [InlineData("history", "Job history, Import history")]
    [InlineData("run", "Run “Usage” now, Run “Reclamation steps” now")]
    [InlineData("usage", "Run “Usage” now")]
    [InlineData("roster", "Import HR roster")]
    [InlineData("new", "New tag")]
    [InlineData("exp down", "Export downgrades")]
    [InlineData(
        "down",
        "Downgrades, Downgrades to review, Downgrades by change, Downgrades by manager, Protected downgrades, Decided downgrades, "
            + "Export downgrades"
    )]
    public void Beginnings_of_words_find_a_place(string text, string titles) =>
        Assert.Equal(titles, string.Join(", ", SearchPlaces.Find(text, ViewerRoles.Administrator, Jobs).Select(place => place.Title)));

    [Fact]
    public void Pages_of_other_roles_are_not_offered()
    {
        Assert.Contains(SearchPlaces.Find("", ViewerRoles.Auditor, Jobs), place => place.Title == "Leavers");
        Assert.DoesNotContain(SearchPlaces.Find("", ViewerRoles.None, Jobs), place => place.Title == "Leavers");
    }

    [Fact]
    public void Actions_are_offered_to_those_who_may_do_them()
    {
        string[] actions = ["Import HR roster", "New tag", "Run “Usage” now", "Run “Reclamation steps” now"];
        Assert.Equal(actions.Length, Titles(ViewerRoles.Administrator).Intersect(actions).Count());
        Assert.Empty(Titles(ViewerRoles.Auditor).Intersect(actions));
        Assert.Contains("Export downgrades", Titles(ViewerRoles.OperationsManager));
        Assert.DoesNotContain("Leavers on hold", Titles(ViewerRoles.OperationsManager));
    }

    [Fact]
    public void Every_view_is_understood_by_its_page()
    {
        foreach (var place in SearchPlaces.Find("", ViewerRoles.Administrator, Jobs).Where(place => place.Href?.Contains('?') == true))
        {
            var (page, query) = (place.Href!.Split('?')[0], QueryHelpers.ParseQuery(place.Href.Split('?')[1]));
            string? Of(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
            var unknown = page switch
            {
                "downgrades" => DowngradesQuery.Read(new DowngradesAddress(Tab: Of("tab"), Group: Of("group"))).NotUnderstood,
                "remediations" => RemediationsQuery.Tabs.Any(tab => tab.Key == Of("status")) ? [] : [place.Href],
                "people" => Of("activity") == "idle" ? [] : [place.Href],
                "reclamation" => ReclamationQuery.Read(Of("tab"), Of("step"), null, null, null, null, null, null, null).NotUnderstood,
                "leavers" => Of("import") == "roster" || Of("tab") == "held" ? [] : [place.Href],
                "exemptions" => ExemptionsQuery.Read("genesys", null, Of("state"), null, null, null, Of("view")).NotUnderstood,
                "jobs" => JobsQuery
                    .Read([.. Jobs.Select(job => job.Name)], Of("tab"), null, null, null, null, run: Of("run"))
                    .NotUnderstood,
                _ => [place.Href],
            };
            Assert.Empty(unknown);
        }
    }

    private static IEnumerable<string> Titles(ViewerRoles roles) => SearchPlaces.Find("", roles, Jobs).Select(place => place.Title);
}
