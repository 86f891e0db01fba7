using LicenseDashboard.Application.People;
using LicenseDashboard.Web.Exemptions;
using Xunit;

namespace LicenseDashboard.Web.Tests.Exemptions;

public sealed class PersonPickerTests
{
    [Theory]
    [InlineData("anna@example.test", "Service", "Regina Hartmann", "anna@example.test · Service · reports to Regina Hartmann")]
    [InlineData(null, "Service", null, "Service")]
    [InlineData(null, null, null, "")]
    public void A_hit_says_what_tells_namesakes_apart(string? email, string? division, string? manager, string expected) =>
        Assert.Equal(
            expected,
            PersonPicker.About(new SeatHolder("p1", "genesys", "Anna", email, manager, division, [], Activity.Active, null, null, null))
        );
}
