using LicenseDashboard.Core.Remediation;
using Xunit;
using static LicenseDashboard.Core.Tests.Remediation.HeldRoles;

namespace LicenseDashboard.Core.Tests.Remediation;

public class TakenPermissionsTests
{
    [Fact]
    public void Taken_is_what_remains_nowhere_in_that_division()
    {
        HeldGrant[] before = [.. Grants("omni/d1", "omni/d2", "voice/d1")],
            after = [.. Grants("voice/d1")];
        Assert.Equal(
            ["conversation:call:accept in d2", "conversation:email:accept in d1", "conversation:email:accept in d2"],
            TakenPermissions.Of(before, after, PermissionsOf).Select(taken => taken.ToString())
        );
        Assert.Equal(
            ["conversation:call:accept", "conversation:email:accept"],
            TakenPermissions.Of([.. Grants("omni/*")], [.. Grants("voice/d1")], PermissionsOf).Select(taken => taken.ToString())
        );
        Assert.Equal(
            ["conversation:email:accept in d1"],
            TakenPermissions.Of([.. Grants("omni/d1")], [.. Grants("voice/*")], PermissionsOf).Select(taken => taken.ToString())
        );
    }

    [Theory]
    [InlineData("conversation:*:*", "*", 0)]
    [InlineData("conversation:email:accept", "d1", 0)]
    [InlineData("conversation:email:accept", "d2", 1)]
    [InlineData("conversation:call:accept", "*", 1)]
    public void Approved_covers_its_division_and_what_its_pattern_contains(string permission, string division, int beyond) =>
        Assert.Equal(beyond, TakenPermissions.Beyond([new("conversation:email:accept", "d1")], [new(permission, division)]).Count);
}
