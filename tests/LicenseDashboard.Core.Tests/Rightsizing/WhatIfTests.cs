using LicenseDashboard.Core.Rightsizing;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Rightsizing;

public class WhatIfTests
{
    private static string Estimate(IReadOnlyList<SkuFacts> definitions, params string[] permissions)
    {
        var reader = new LicenseReader(Catalogue, definitions);
        var book = new PermissionBook(definitions.SelectMany(d => d.Permissions).Concat(permissions));
        return string.Join(
            '+',
            new WhatIf(reader, new Candidates(reader), book, definitions)
                .Estimate(permissions.Length == 0 ? null : book.Held(permissions))
                .Ids
        );
    }

    private static IReadOnlyList<SkuFacts> All => Organization.Definitions;

    private static List<SkuFacts> Without(string id) => [.. All.Where(d => d.Id != id)];

    [Theory]
    [
        InlineData("communicate", "analytics:dashboard:view"),
        InlineData("cloudCX1", "conversation:call:accept"),
        InlineData("cloudCX1+gc1WEMupgrade", "wfm:schedule:edit")
    ]
    [
        InlineData("cloudCX2", "quality:evaluation:view"),
        InlineData("cloudCX2", "quality:evaluation:add"),
        InlineData("cloudCX2+gc2WEMupgrade", "wfm:schedule:edit", "quality:evaluation:add")
    ]
    [
        InlineData("cloudCX2+gcSTAupgrade", "speechAndTextAnalytics:topic:view"),
        InlineData("cloudCX3", "speechAndTextAnalytics:topic:view", "wfm:schedule:view")
    ]
    [InlineData("communicate", "no:definition:holds")]
    public void Cheapest_set_that_holds_what_any_definition_holds(string expected, params string[] permissions) =>
        Assert.Equal(expected, Estimate(All, permissions));

    [Fact]
    public void No_roles_infer_nothing() => Assert.Equal("", Estimate(All));

    [Theory]
    [InlineData("wfm:*:*", "cloudCX1+gc1WEMupgrade"), InlineData("conversation:*:*", "cloudCX2"), InlineData("*:*:*", "cloudCX3")]
    public void Wide_permission_needs_all_that_it_contains(string permission, string expected) =>
        Assert.Equal(expected, Estimate(All, permission));

    [Fact]
    public void Top_base_with_its_first_add_on_when_nothing_holds_all()
    {
        Assert.Equal("cloudCX2+gc2WEMupgrade", Estimate(Without("cloudCX3"), "speechAndTextAnalytics:topic:view", "wfm:schedule:view"));
        List<SkuFacts> odd = [.. Without("cloudCX3"), new("cxCloudSF", ["salesforce:embed:use"], [], [])];
        Assert.Equal("cloudCX2", Estimate(odd, "salesforce:embed:use", "conversation:call:accept"));
        Assert.Equal("cloudCX2+gc2WEMupgrade", Estimate(odd, "salesforce:embed:use", "wfm:schedule:edit"));
    }

    [Fact]
    public void Estimate_and_an_infer_written_apart_agree_on_every_set_of_two_roles()
    {
        foreach (var first in Organization.Roles)
        {
            foreach (var second in Organization.Roles)
            {
                var expected = InferByDefinitions(first.Id, second.Id).Where(id => id != "collaboratePro");
                Assert.Equal(string.Join('+', expected), Estimate(All, [.. first.Permissions, .. second.Permissions]));
            }
        }
    }
}
