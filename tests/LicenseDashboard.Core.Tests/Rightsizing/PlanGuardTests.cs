using LicenseDashboard.Core.Rightsizing;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Rightsizing;

public class PlanGuardTests
{
    [Theory, InlineData(2, true), InlineData(3, false)]
    public void Guard_permission_stays_with_two_active_people(int holders, bool forbidden)
    {
        var person = Person.Granted(Employee, Master) with { LastUsedOn = Uses(("reporting", Complete)) };
        var finding = Find(person, Organization with { GuardHolders = Holders(Enumerable.Range(1, holders)) });
        Assert.Equal(FindingKind.ReportingOnly, finding.Kind);
        Assert.Equal(forbidden, finding.Plan is null);
        Assert.Equal(forbidden ? ["role Master", "fewer than two active people would hold authorization:grant:add"] : [], finding.InTheWay);
    }

    [Fact]
    public void Guard_holders_are_active_and_hold_it_directly_or_by_group()
    {
        var wide = new RoleFacts("wide", "Wide", ["authorization:*:*"]);
        var group = new GroupFacts("g", "G", [new("wide", ["*"])]);
        PersonFacts[] people =
        [
            Person with
            {
                Key = 1,
                Grants = [new(Master, ["Home"])],
            },
            Person with
            {
                Key = 2,
                GroupIds = ["g"],
            },
            Person with
            {
                Key = 3,
                Grants = [new("wide", ["Home"])],
                IsActive = false,
            },
            Person with
            {
                Key = 4,
            },
            Person with
            {
                Key = 5,
                GroupIds = null,
            },
        ];
        var holders = GuardHolders.Find("authorization:grant:add", [.. Organization.Roles, wide], [group], people);
        Assert.Equal([1, 2], holders.People.Order());
        Assert.Equal(["Home"], holders.DivisionsOf(1));
        Assert.Equal(["*"], holders.DivisionsOf(2));
        Assert.Equal((1, 0, 2), (holders.OthersIn("Home", 1), holders.OthersIn("*", 2), holders.OthersIn("Home", 4)));
    }

    [Fact]
    public void Account_that_owns_the_client_keeps_its_roles()
    {
        var finding = Find(Person, Organization with { ClientOwner = Person.Key });
        Assert.Null(finding.Plan);
        Assert.Equal(["role Omnichannel agent CX3", "this account owns the API client that LicenseDashboard uses"], finding.InTheWay);
        Assert.NotNull(Find(Person, Organization with { ClientOwner = Person.Key + 1 }).Plan);
    }
}
