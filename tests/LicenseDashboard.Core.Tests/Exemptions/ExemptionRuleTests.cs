using LicenseDashboard.Core.Exemptions;
using Xunit;

namespace LicenseDashboard.Core.Tests.Exemptions;

public class ExemptionRuleTests
{
    [Theory]
    [InlineData(RuleField.Department, "claims", RuleAnswer.Yes)]
    [InlineData(RuleField.Department, "Clai*", RuleAnswer.Yes)]
    [InlineData(RuleField.Department, "Clai", RuleAnswer.No)]
    [InlineData(RuleField.Title, "Seasonal Agent", RuleAnswer.Yes)]
    [InlineData(RuleField.Group, "PEAK", RuleAnswer.Yes)]
    [InlineData(RuleField.Group, "Peak team", RuleAnswer.No)]
    [InlineData(RuleField.StateReason, "Seasonal", RuleAnswer.Yes)]
    [InlineData(RuleField.StateReason, "Leave", RuleAnswer.No)]
    public void Rule_matches_without_case_and_a_star_at_its_end_matches_the_rest(RuleField field, string value, RuleAnswer answer) =>
        Assert.Equal(answer, Given.Rule(field, value).Matches(new RuleSubject("Claims", "Seasonal Agent", ["Peak", "All"], "Seasonal", StateReasonKnown: true)));

    [Theory, InlineData(RuleField.Group), InlineData(RuleField.StateReason)]
    public void What_the_vendor_left_out_is_unknown(RuleField field) =>
        Assert.Equal(RuleAnswer.Unknown, Given.Rule(field, "Peak").Matches(new RuleSubject("Claims", null, null, null, StateReasonKnown: false)));

    [Fact]
    public void One_rule_that_matches_suffices_and_unknown_beats_no()
    {
        var subject = new RuleSubject("Claims", null, null, null, StateReasonKnown: false);
        Assert.Equal(RuleAnswer.Yes, ExemptionRule.Any([Given.Rule(RuleField.Group, "Peak"), Given.Rule(RuleField.Department, "Claims")], subject));
        Assert.Equal(RuleAnswer.Unknown, ExemptionRule.Any([Given.Rule(RuleField.Group, "Peak"), Given.Rule(RuleField.Department, "Sales")], subject));
        Assert.Equal(RuleAnswer.No, ExemptionRule.Any([Given.Rule(RuleField.Department, "Sales")], subject));
        Assert.Equal(RuleAnswer.No, ExemptionRule.Any([], subject));
    }

    [Theory, InlineData(""), InlineData("*"), InlineData("a*b"), InlineData(null)]
    public void Rule_for_everybody_or_nobody_is_refused(string? value) =>
        Assert.Equal("invalid", ExemptionRule.Of(1, "X", RuleField.Title, value, "Why", Given.Administrator, DateTime.UnixEpoch).Refusal!.Code);
}

