using LicenseDashboard.Core.Rightsizing;
using Xunit;

namespace LicenseDashboard.Core.Tests.Rightsizing;

public class HoldingRoleTests
{
    [Fact]
    public void Role_whose_permissions_the_target_lacks_holds_the_license_up()
    {
        var roles = Of(["cloudCX1"], Lab.Employee, Lab.OmniCx3, Lab.Voice);
        var omni = Assert.Single(roles);
        Assert.Equal(Lab.OmniCx3, omni.RoleId);
        Assert.NotEmpty(omni.Permissions);
        Assert.Contains("digital", omni.Features);
        Assert.DoesNotContain("voice", omni.Features);
    }

    [Fact]
    public void Nothing_holds_a_license_up_that_the_target_equals() => Assert.Empty(Of(["cloudCX3"], Lab.Employee, Lab.OmniCx3, Lab.Voice));

    [Fact]
    public void Cheaper_target_is_held_up_by_more()
    {
        var (cheap, dear) = (Of(["cloudCX1"], Lab.OmniCx3).Single(), Of(["cloudCX2"], Lab.OmniCx3).Single());
        Assert.ProperSubset(cheap.Permissions.ToHashSet(), dear.Permissions.ToHashSet());
    }

    private static IReadOnlyList<HoldingRole> Of(string[] target, params string[] roles) =>
        HoldingRoles.Of(
            Lab.Catalogue,
            Lab.Organization.Definitions,
            [.. Lab.Organization.Roles.Where(role => roles.Contains(role.Id))],
            target
        );
}
