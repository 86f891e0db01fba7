using LicenseDashboard.Core.Directory.Scim;
using Xunit;

namespace LicenseDashboard.Core.Tests.Directory;

public sealed class ScimFilterParserTests
{
    [Theory]
    [InlineData("userName eq \"anna@example.com\"", "username eq 'anna@example.com'")]
    [InlineData("USERNAME Eq \"Anna\"", "username eq 'Anna'")]
    [InlineData("externalId eq \"a-1\" and active eq true", "(externalid eq 'a-1' and active eq 'true')")]
    [InlineData("a eq \"1\" or b eq \"2\" and c eq \"3\"", "(a eq '1' or (b eq '2' and c eq '3'))")]
    [InlineData("(a eq \"1\" or b eq \"2\") and c pr", "((a eq '1' or b eq '2') and c pr)")]
    [InlineData("not (a pr) and b pr", "(not a pr and b pr)")]
    [InlineData("not(a pr)", "not a pr")]
    [InlineData("notes pr", "notes pr")]
    [InlineData("emails[type eq \"work\" and value co \"@example\"]", "emails[(type eq 'work' and value co '@example')]")]
    [InlineData("emails[type eq \"work\"].value eq \"x\"", "(emails[type eq 'work'] and emails.value eq 'x')")]
    [InlineData("urn:ietf:params:scim:schemas:core:2.0:User:userName sw \"J\"", "username sw 'J'")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq \"7\"", "enterprise:manager.value eq '7'")]
    [InlineData("meta.lastModified gt \"2011-05-13T04:42:34Z\"", "meta.lastmodified gt '2011-05-13T04:42:34Z'")]
    [InlineData("a eq \"quote \\\" and back\\\\slash \\u00e4\"", "a eq 'quote \" and back\\slash ä'")]
    [InlineData("a eq null or b ne -1.5", "(a eq null or b ne '-1.5')")]
    [InlineData("  a   pr  ", "a pr")]
    public void Filter_is_read_as_the_standard_has_it(string text, string expected) =>
        Assert.Equal(expected, Words(ScimFilterParser.Filter(text).Value));

    [Theory]
    [
        InlineData(""),
        InlineData("userName"),
        InlineData("userName eq"),
        InlineData("userName is \"x\""),
        InlineData("userName eq \"x"),
        InlineData("userName eq 'x'"),
        InlineData("eq \"x\"")
    ]
    [
        InlineData("(userName pr"),
        InlineData("userName pr)"),
        InlineData("userName pr and"),
        InlineData("userName pr or or active pr"),
        InlineData("emails[type eq \"work\""),
        InlineData("emails[]")
    ]
    [
        InlineData("userName eq \"\\uD800\""),
        InlineData("userName eq \"\\x\""),
        InlineData("userName eq \"\\u0000\""),
        InlineData("a.b.c eq \"x\""),
        InlineData(".a pr"),
        InlineData("userName eq \"a\" \"b\""),
        InlineData("not userName pr")
    ]
    [
        InlineData("'; DROP TABLE People; --"),
        InlineData("userName eq \"a\"; DELETE FROM People"),
        InlineData("userName eq {}"),
        InlineData("ünïcode pr")
    ]
    public void Filter_that_is_none_is_refused(string text) => Assert.Equal("invalidFilter", ScimFilterParser.Filter(text).Refusal?.Code);

    [Theory, InlineData(15, true), InlineData(16, false)]
    public void Filter_may_nest_brackets_to_a_limit(int brackets, bool read) =>
        Assert.Equal(read, ScimFilterParser.Filter(new string('(', brackets) + "a pr" + new string(')', brackets)).Refusal is null);

    [Theory, InlineData(60, true), InlineData(61, false)]
    public void Filter_may_have_terms_to_a_limit(int terms, bool read) =>
        Assert.Equal(read, ScimFilterParser.Filter(string.Join(" or ", Enumerable.Repeat("a pr", terms))).Refusal is null);

    [Fact]
    public void Filter_that_is_very_long_or_very_deep_is_refused_at_once()
    {
        Assert.NotNull(ScimFilterParser.Filter(new string('(', 100_000)).Refusal);
        Assert.NotNull(ScimFilterParser.Filter("a eq \"" + new string('x', ScimFilterParser.MaxLength) + "\"").Refusal);
    }

    [Theory]
    [InlineData("active", "active", null)]
    [InlineData("Name.FamilyName", "name.familyname", null)]
    [InlineData("emails[type eq \"work\"].value", "emails.value", "type eq 'work'")]
    [InlineData("members[value eq \"1\"]", "members", "value eq '1'")]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", "enterprise:department", null)]
    [InlineData("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User", "enterprise:", null)]
    public void Path_names_an_attribute_and_perhaps_a_condition(string text, string word, string? condition)
    {
        var path = ScimFilterParser.Path(text).Value;
        Assert.Equal(word, path.Attribute.Word);
        Assert.Equal(condition, path.Condition is null ? null : Words(path.Condition));
    }

    [
        Theory,
        InlineData(""),
        InlineData("a b"),
        InlineData("emails["),
        InlineData("emails[type eq \"work\"]value"),
        InlineData("a..b"),
        InlineData("name.")
    ]
    public void Path_that_is_none_is_refused(string text) => Assert.Equal("invalidPath", ScimFilterParser.Path(text).Refusal?.Code);

    private static string Words(ScimFilter filter) =>
        filter switch
        {
            ScimFilter.Compare { Value.Kind: ScimValueKind.Null } compare =>
                $"{compare.Attribute.Word} {compare.Operator.ToString().ToLowerInvariant()} null",
            ScimFilter.Compare compare =>
                $"{compare.Attribute.Word} {compare.Operator.ToString().ToLowerInvariant()} '{compare.Value.Text}'",
            ScimFilter.Present present => present.Attribute.Word + " pr",
            ScimFilter.Within within => $"{within.Attribute.Word}[{Words(within.Condition)}]",
            ScimFilter.And and => $"({Words(and.Left)} and {Words(and.Right)})",
            ScimFilter.Or or => $"({Words(or.Left)} or {Words(or.Right)})",
            ScimFilter.Not not => "not " + Words(not.Inner),
            _ => throw new InvalidOperationException(),
        };
}
