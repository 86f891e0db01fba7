using LicenseDashboard.Core.Exemptions;
using Xunit;

namespace LicenseDashboard.Core.Tests.Exemptions;

public class ExemptionRuleTests
{
    [Theory]
    [InlineData(RuleField.Department, "claims", RuleAnswer.Yes)]
    [InlineData(RuleField.Department, "Clai*", RuleAnswer.Yes)]
    [InlineData(RuleField.Department, "Clai", RuleAnswer.No)]
    [InlineData(RuleField.Department, "*aim*", RuleAnswer.Yes)]
    [InlineData(RuleField.Title, "s*agent", RuleAnswer.Yes)]
    [InlineData(RuleField.Title, "Seasonal Agent", RuleAnswer.Yes)]
    [InlineData(RuleField.Group, "PEAK", RuleAnswer.Yes)]
    [InlineData(RuleField.Group, "Peak team", RuleAnswer.No)]
    [InlineData(RuleField.StateReason, "Seasonal", RuleAnswer.Yes)]
    [InlineData(RuleField.StateReason, "Leave", RuleAnswer.No)]
    public void Rule_matches_without_case_and_a_star_matches_any_text(RuleField field, string value, RuleAnswer answer) =>
        Assert.Equal(
            answer,
            Given
                .Rule(field, value)
                .Matches(new RuleSubject("Claims", "Seasonal Agent", ["Peak", "All"], "Seasonal", StateReasonKnown: true))
        );

    [Theory]
    [InlineData("master admin", RuleAnswer.Yes)]
    [InlineData("Master*", RuleAnswer.Yes)]
    [InlineData("*ADMIN*", RuleAnswer.Yes)]
    [InlineData("Admin", RuleAnswer.No)]
    [InlineData("Planner", RuleAnswer.No)]
    public void Role_rule_looks_at_every_role_held(string value, RuleAnswer answer) =>
        Assert.Equal(
            answer,
            Given.Rule(RuleField.Role, value).Matches(new RuleSubject(null, null, [], null, false) { Roles = ["Employee", "Master Admin"] })
        );

    [Theory, InlineData("Employee", RuleAnswer.Yes), InlineData("Master Admin", RuleAnswer.Unknown)]
    public void Role_is_unknown_only_where_a_group_could_still_give_it(string value, RuleAnswer answer) =>
        Assert.Equal(
            answer,
            Given.Rule(RuleField.Role, value).Matches(new RuleSubject(null, null, null, null, false) { Roles = ["Employee"] })
        );

    [Theory]
    [InlineData("emergency access *", RuleAnswer.Yes)]
    [InlineData("*2", RuleAnswer.Yes)]
    [InlineData("E*y*2", RuleAnswer.Yes)]
    [InlineData("bg-02", RuleAnswer.Yes)]
    [InlineData("BG-*@corp.example", RuleAnswer.Yes)]
    [InlineData("*@corp*", RuleAnswer.Yes)]
    [InlineData("Emergency", RuleAnswer.No)]
    [InlineData("*Access", RuleAnswer.No)]
    [InlineData("Access*", RuleAnswer.No)]
    [InlineData("Emergency Access 2*2", RuleAnswer.No)]
    [InlineData("*y*y*", RuleAnswer.No)]
    [InlineData("corp.example", RuleAnswer.No)]
    public void Name_rule_looks_at_the_name_and_the_mail_with_and_without_its_domain(string value, RuleAnswer answer) =>
        Assert.Equal(
            answer,
            Given
                .Rule(RuleField.Name, value)
                .Matches(new RuleSubject(null, null, [], null, false) { Name = " Emergency Access 2", Email = "bg-02@corp.example" })
        );

    [Theory]
    [InlineData(RuleField.NoManager, "no manager")]
    [InlineData(RuleField.NoEmployeeId, "no employee id")]
    [InlineData(RuleField.NoEmail, "no email address")]
    public void Rule_for_what_is_missing_takes_no_value_and_matches_who_lacks_it(RuleField field, string condition)
    {
        var rule = ExemptionRule.Of(1, "X", field, "", "Robots and wallboards", Given.Administrator, DateTime.UnixEpoch).Value;
        Assert.Equal(condition, rule.Condition);
        var whole = new RuleSubject(null, null, null, null, false)
        {
            HasManager = true,
            EmployeeId = "4711",
            Email = "ana@example.com",
        };
        Assert.Equal(RuleAnswer.No, rule.Matches(whole));
        Assert.Equal(RuleAnswer.Yes, rule.Matches(whole with { HasManager = false, EmployeeId = " ", Email = null }));
        Assert.Equal("invalid", ExemptionRule.Of(1, "X", field, "any", "Why", Given.Administrator, DateTime.UnixEpoch).Refusal?.Code);
    }

    [Fact]
    public void Who_has_no_mail_is_matched_by_name_alone() =>
        Assert.Equal(
            RuleAnswer.No,
            Given.Rule(RuleField.Name, "*@*x").Matches(new RuleSubject(null, null, null, null, false) { Name = "Ana" })
        );

    [Theory]
    [InlineData(
        RuleField.Name,
        "**",
        "value \"**\" has no letter or digit, so the rule could match everyone. Add part of the name or email, such as Emergency*."
    )]
    [InlineData(RuleField.Role, " ", "value is missing: enter the role name that the rule is for.")]
    public void Bad_pattern_is_refused_in_words_that_say_what_to_enter(RuleField field, string value, string says) =>
        Assert.Equal(says, ExemptionRule.Of(1, "X", field, value, "Why", Given.Administrator, DateTime.UnixEpoch).Refusal!.Message);

    [Theory, InlineData(RuleField.Group), InlineData(RuleField.StateReason)]
    public void What_the_vendor_left_out_is_unknown(RuleField field) =>
        Assert.Equal(
            RuleAnswer.Unknown,
            Given.Rule(field, "Peak").Matches(new RuleSubject("Claims", null, null, null, StateReasonKnown: false))
        );

    [Fact]
    public void One_rule_that_matches_suffices_and_unknown_beats_no()
    {
        var subject = new RuleSubject("Claims", null, null, null, StateReasonKnown: false);
        Assert.Equal(
            RuleAnswer.Yes,
            ExemptionRule.Any([Given.Rule(RuleField.Group, "Peak"), Given.Rule(RuleField.Department, "Claims")], subject)
        );
        Assert.Equal(
            RuleAnswer.Unknown,
            ExemptionRule.Any([Given.Rule(RuleField.Group, "Peak"), Given.Rule(RuleField.Department, "Sales")], subject)
        );
        Assert.Equal(RuleAnswer.No, ExemptionRule.Any([Given.Rule(RuleField.Department, "Sales")], subject));
        Assert.Equal(RuleAnswer.No, ExemptionRule.Any([], subject));
    }

    [Theory, InlineData(""), InlineData("*"), InlineData("* *"), InlineData("**-"), InlineData("a\nb"), InlineData(null)]
    public void Rule_for_everyone_or_no_one_is_refused(string? value) =>
        Assert.Equal(
            "invalid",
            ExemptionRule.Of(1, "X", RuleField.Title, value, "Why", Given.Administrator, DateTime.UnixEpoch).Refusal!.Code
        );
}
