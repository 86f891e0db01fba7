using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Recommendations;
using LicenseDashboard.Web.Remediation;
using LicenseDashboard.Web.Search;
using Microsoft.AspNetCore.WebUtilities;
using Xunit;

namespace LicenseDashboard.Web.Tests.Search;

public sealed class SearchPlacesTests
{
    [Theory]
    [InlineData("down rev", "Downgrades to review")]
    [InlineData("LEAV", "Leavers")]
    [InlineData("eavers", "")]
    [InlineData("theme", "Use the light theme, Use the dark theme, Use the system theme")]
    public void Beginnings_of_words_find_a_place(string text, string titles) =>
        Assert.Equal(titles, string.Join(", ", SearchPlaces.Find(text, ViewerRoles.Administrator).Select(place => place.Title)));

    [Fact]
    public void Pages_of_other_roles_are_not_offered()
    {
        Assert.Contains(SearchPlaces.Find("", ViewerRoles.Auditor), place => place.Title == "Leavers");
        Assert.DoesNotContain(SearchPlaces.Find("", ViewerRoles.None), place => place.Title == "Leavers");
    }

    [Fact]
    public void Every_view_is_understood_by_its_page()
    {
        foreach (var place in SearchPlaces.Find("", ViewerRoles.Administrator).Where(place => place.Href?.Contains('?') == true))
        {
            var (page, query) = (place.Href!.Split('?')[0], QueryHelpers.ParseQuery(place.Href.Split('?')[1]));
            string? Of(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
            var unknown = page switch
            {
                "downgrades" => DowngradesQuery.Read(new DowngradesAddress(Tab: Of("tab"), Group: Of("group"))).NotUnderstood,
                "remediations" => RemediationsQuery.Tabs.Any(tab => tab.Key == Of("status")) ? [] : [place.Href],
                "people" => Of("activity") == "idle" ? [] : [place.Href],
                _ => [place.Href],
            };
            Assert.Empty(unknown);
        }
    }
}
