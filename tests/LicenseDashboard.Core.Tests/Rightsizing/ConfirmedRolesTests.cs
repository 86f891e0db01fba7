using LicenseDashboard.Core.Rightsizing;
using Xunit;
using static LicenseDashboard.Core.Tests.Rightsizing.Lab;

namespace LicenseDashboard.Core.Tests.Rightsizing;

/// <summary>What the roles explain is the vendor's word: until it is known nothing is explicit and nothing a fault.</summary>
public class ConfirmedRolesTests
{
    private static OrganizationFacts Answering(params (string[] Roles, string[] Skus)[] answers) =>
        Organization with
        {
            InferAnswers = answers.ToDictionary(answer => RoleSetHash.Of(answer.Roles), answer => (IReadOnlyList<string>)answer.Skus),
        };

    private static Verdict Once(PersonFacts person, OrganizationFacts? organization = null) =>
        new Evaluation(organization ?? Organization, Today).Evaluate(person);

    [Fact]
    public void Fault_of_the_estimate_is_asked_about_and_is_none_until_answered()
    {
        var person = Person.Holding("cloudCX2");
        var open = (Finding)Once(person);
        Assert.Equal(Lane.Review, open.Lane);
        Assert.Contains("unconfirmed-roles", Codes(open));
        var words = open.LaneReasons.Single(reason => reason.Code == "unconfirmed-roles").Words;
        Assert.Contains("not yet confirmed by Genesys Cloud", words, StringComparison.Ordinal);
        Assert.Contains([Employee, OmniCx3], open.AskInfer);

        Assert.Equal(NoFindingReason.DataFault, Reason(Once(person, Answering(([Employee, OmniCx3], ["cloudCX3"])))));
        var answered = (Finding)Once(person, Answering(([Employee, OmniCx3], ["cloudCX2", "collaboratePro"])));
        Assert.DoesNotContain("unconfirmed-roles", Codes(answered));
    }

    [Fact]
    public void Fault_of_the_estimate_without_a_finding_is_asked_about_too()
    {
        var person = Person.Holding("communicate");
        var open = Once(person);
        Assert.Equal(NoFindingReason.NothingCheaper, Reason(open));
        Assert.Equal(
            [
                [Employee, OmniCx3],
            ],
            open.AskInfer
        );
        Assert.Equal(NoFindingReason.DataFault, Reason(Once(person, Answering(([Employee, OmniCx3], ["cloudCX3"])))));
    }

    [Fact]
    public void What_the_estimate_makes_explicit_is_asked_about_and_is_not_until_answered()
    {
        var person = Person.Holding("cloudCX2").Granted(Employee, Voice) with
        {
            LastUsedOn = Uses(("voice", Complete), ("quality", Complete)),
        };
        var open = Once(person);
        Assert.Equal(
            [
                [Employee, Voice],
            ],
            open.AskInfer
        );
        Assert.Equal(NoFindingReason.NothingCheaper, Reason(open));
        Assert.Empty(Once(person, Answering(([Employee, Voice], ["cloudCX1"]))).AskInfer);

        var finding = (Finding)Once(person with { LastUsedOn = Uses(("voice", Complete)) });
        Assert.Empty(finding.Explicit);
        Assert.Equal(Lane.Review, finding.Lane);
    }

    [Fact]
    public void Who_holds_what_the_estimate_expects_and_needs_it_is_not_asked_about() =>
        Assert.Empty(Once(Person.Holding("cloudCX1").Granted(Employee, Voice)).AskInfer);

    [Fact]
    public void Word_of_the_vendor_counts_and_not_the_definitions()
    {
        string[] special = [Employee, "r15-special-desk"];
        var person = Person.Granted(special);
        var finding = Find(person);
        Assert.Equal((Lane.Ready, "cloudCX1", 80m), (finding.Lane, finding.Target.Single(), finding.Saving.Amount));
        Assert.Empty(finding.Explicit);
        Assert.Equal(["swap Special desk -> Voice agent"], Words(finding));

        var contrary = Once(person.Holding("cloudCX2"), Answering((special, ["cloudCX3"])));
        Assert.Equal(NoFindingReason.DataFault, Reason(contrary));
    }

    [Fact]
    public void Inactive_person_is_not_asked_about() =>
        Assert.Empty(Once(Person.Holding("communicate") with { Seen = new(Complete.AddDays(-60)) }).AskInfer);
}
