using System.Text.Json;
using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Directory.Scim;
using Xunit;

namespace LicenseDashboard.Web.Tests.Scim;

/// <summary>PATCH bodies as Entra ID and Okta send them, and what no provider should.</summary>
public sealed class UserPatchTests
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    private const string Leaves = """{"op":"Replace","path":"active","value":"False"}""";

    private static readonly IdentityFields _anna = new()
    {
        UserName = "anna@example.com",
        DisplayName = "Anna Smith",
        GivenName = "Anna",
        FamilyName = "Smith",
        Email = "anna@example.com",
        Department = "Claims",
        ManagerId = "m",
        ManagerName = "Max",
    };

    [Theory]
    [InlineData("""{"op":"Replace","path":"active","value":"False"}""")]
    [InlineData("""{"op":"replace","path":"active","value":false}""")]
    [InlineData("""{"op":"replace","value":{"active":false}}""")]
    [InlineData("""{"OP":"REPLACE","PATH":"Active","VALUE":"fAlSe"}""")]
    [InlineData("""{"op":"Replace","path":"active","value":[{"$ref":null,"value":"False"}]}""")]
    [InlineData("""{"op":"add","value":{"ACTIVE":"False"}}""")]
    [InlineData("""{"op":"replace","path":"urn:ietf:params:scim:schemas:core:2.0:User:active","value":false}""")]
    public void Deactivation_is_understood_in_every_form(string operation)
    {
        var change = Apply(operation).Value;
        Assert.False(change.Fields.Active);
        Assert.True(change.SaysActive);
    }

    [Fact]
    public void Entra_updates_several_attributes_at_once()
    {
        var fields = Apply(
            """{"op":"Add","path":"emails[type eq \"work\"].value","value":"a.jones@example.com"}""",
            """{"op":"Replace","path":"name.familyName","value":"Jones"}""",
            """{"op":"Replace","path":"userName","value":[{"$ref":null,"value":"a.jones@example.com"}]}""",
            $$"""{"op":"Add","path":"{{Enterprise}}:department","value":"Sales"}""",
            $$"""{"op":"Add","path":"{{Enterprise}}:manager","value":"0198a1c2-0000-7000-8000-000000000001"}""",
            $$"""{"op":"Replace","path":"{{Enterprise}}:employeeNumber","value":4711}""",
            """{"op":"Add","path":"phoneNumbers[type eq \"mobile\"].value","value":"+49 30 1"}""",
            """{"op":"Add","path":"roles","value":[{"value":"agent"}]}"""
        ).Value.Fields;
        Assert.Equal(
            _anna with
            {
                UserName = "a.jones@example.com",
                Email = "a.jones@example.com",
                FamilyName = "Jones",
                Department = "Sales",
                EmployeeNumber = "4711",
                ManagerId = "0198a1c2-0000-7000-8000-000000000001",
            },
            fields
        );
    }

    [Fact]
    public void Entra_sends_paths_as_names_of_members()
    {
        var fields = Apply(
            $$$$"""
            {"op":"replace","value":{"displayName":"Anna J.","name.givenName":"Ann",
             "emails[type eq \"work\"].value":"ann@example.com","{{{{Enterprise}}}}:department":"Sales",
             "{{{{Enterprise}}}}":{"employeeNumber":"9"}}}
            """
        ).Value.Fields;
        Assert.Equal(
            _anna with
            {
                DisplayName = "Anna J.",
                GivenName = "Ann",
                Email = "ann@example.com",
                Department = "Sales",
                EmployeeNumber = "9",
            },
            fields
        );
    }

    [Fact]
    public void Okta_sends_whole_objects_and_its_own_id()
    {
        var fields = Apply(
            """
            {"op":"replace","value":{"id":"00u1","schemas":["x"],"name":{"givenName":"Ann",
             "familyName":"Jones"},"emails":[{"value":"home@example.com","type":"home"},
             {"value":"ann@example.com","primary":true}]}}
            """
        ).Value.Fields;
        Assert.Equal(_anna with { GivenName = "Ann", FamilyName = "Jones", Email = "ann@example.com" }, fields);
        Assert.Equal("Max", fields.ManagerName);
    }

    [Theory]
    [InlineData("title", "Team lead")]
    [InlineData("emails", "")]
    [InlineData("name", "")]
    [InlineData(Enterprise + ":manager", "")]
    public void Removal_unassigns(string path, string before)
    {
        var start = _anna with { Title = before };
        var fields = Apply(start, $$"""{"op":"Remove","path":"{{path}}"}""").Value.Fields;
        Assert.Null(
            path switch
            {
                "title" => fields.Title,
                "emails" => fields.Email,
                "name" => fields.FamilyName ?? fields.GivenName,
                _ => fields.ManagerId ?? fields.ManagerName,
            }
        );
    }

    [Theory]
    [InlineData("invalidPath", """{"op":"replace","path":"name[","value":"9"}""")]
    [InlineData("invalidPath", """{"op":"replace","path":"displayName[value eq \"x\"]","value":"9"}""")]
    [InlineData("invalidPath", """{"op":"replace","path":7,"value":"9"}""")]
    [InlineData("mutability", """{"op":"replace","path":"id","value":"9"}""")]
    [InlineData("mutability", """{"op":"replace","path":"meta.created","value":"9"}""")]
    [InlineData("mutability", """{"op":"add","path":"groups","value":[{"value":"1"}]}""")]
    [InlineData("mutability", """{"op":"remove","path":"userName"}""")]
    [InlineData("mutability", """{"op":"remove","path":"active"}""")]
    [InlineData("noTarget", """{"op":"remove"}""")]
    [InlineData("invalidValue", """{"op":"replace","path":"active","value":"perhaps"}""")]
    [InlineData("invalidValue", """{"op":"replace","path":"active","value":1}""")]
    [InlineData("invalidValue", """{"op":"replace","path":"userName","value":""}""")]
    [InlineData("invalidValue", """{"op":"replace","path":"userName","value":["a","b"]}""")]
    [InlineData("invalidValue", """{"op":"replace","path":"name","value":"Anna"}""")]
    [InlineData("invalidValue", """{"op":"replace","path":"displayName","value":true}""")]
    [InlineData("invalidValue", """{"op":"replace","path":"displayName","value":"a\u0000b"}""")]
    [InlineData("invalidValue", """{"op":"replace","path":"emails","value":[1]}""")]
    [InlineData("invalidValue", """{"op":"replace","value":"x"}""")]
    [InlineData("invalidValue", """{"op":"replace","path":"title"}""")]
    [InlineData("invalidSyntax", """{"op":"move","path":"title","value":"x"}""")]
    [InlineData("invalidSyntax", """{"path":"title","value":"x"}""")]
    [InlineData("invalidSyntax", """{"op":"replace","value":{"active":true,"ACTIVE":false}}""")]
    [InlineData("invalidSyntax", "7")]
    public void Operation_that_can_not_be_done_is_refused(string code, string operation) =>
        Assert.Equal(code, Apply(operation).Refusal?.Code);

    [Fact]
    public void Text_that_is_too_long_is_refused() =>
        Assert.Equal("invalidValue", Apply($$"""{"op":"replace","path":"displayName","value":"{{new string('x', 257)}}"}""").Refusal?.Code);

    [Theory]
    [InlineData("""{"op":"replace","path":"shoeSize","value":"9"}""")]
    [InlineData("""{"op":"replace","value":{"shoeSize":"9","urn:example:extension:badge[":"x"}}""")]
    [InlineData("""{"op":"replace","path":"emails[type eq \"home\"].value","value":"x@example.com"}""")]
    [InlineData("""{"op":"add","path":"emails[type eq \"other\"]","value":{"type":"other","value":"x@example.com"}}""")]
    [InlineData("""{"op":"replace","path":"addresses[type eq \"work\"].streetAddress","value":"Main St 1"}""")]
    public void What_is_not_kept_is_passed_over_as_in_POST_and_PUT(string operation) => Assert.Equal(_anna, Apply(operation).Value.Fields);

    [Theory]
    [InlineData("""{"op":"replace","path":"displayName","value":true}""")]
    [InlineData("""{"op":"replace","path":"name[","value":"x"}""")]
    [InlineData("""{"op":"move","path":"title","value":"x"}""")]
    [InlineData("""{"op":"replace","path":"id","value":"9"}""")]
    public void Active_is_taken_although_another_operation_is_wrong(string other)
    {
        foreach (var operations in new[] { new[] { other, Leaves }, [Leaves, other] })
        {
            var change = Apply([.. operations, """{"op":"replace","path":"title","value":"Lost"}"""]).Value;
            Assert.Equal(_anna with { Active = false }, change.Fields);
            Assert.True(change.SaysActive);
            Assert.NotNull(change.Left);
        }
    }

    [Fact]
    public void Active_of_a_whole_user_is_taken_although_another_attribute_is_wrong()
    {
        var change = UserReader
            .Read(
                JsonSerializer.Deserialize<JsonElement>("""{"userName":"anna@example.com","displayName":{"a":1},"active":"False"}"""),
                _anna
            )
            .Value;
        Assert.Equal((_anna with { Active = false }, "invalidValue"), (change.Fields, change.Left?.Code));
    }

    [Fact]
    public void Silence_about_active_says_nothing() =>
        Assert.False(Apply("""{"op":"replace","path":"title","value":"x"}""").Value.SaysActive);

    [Fact]
    public void Replacing_a_user_clears_what_is_left_out_but_not_active()
    {
        var body = JsonSerializer.Deserialize<JsonElement>(
            $$$"""{"schemas":["x"],"UserName":"anna@example.com","nickName":"A","{{{Enterprise}}}":{"department":"Sales"}}"""
        );
        var change = UserReader.Read(body, _anna with { Active = false }).Value;
        Assert.Equal(
            new IdentityFields
            {
                UserName = "anna@example.com",
                Department = "Sales",
                Active = false,
            },
            change.Fields
        );
        Assert.False(change.SaysActive);
    }

    private static Outcome<IdentityChange> Apply(params string[] operations) => Apply(_anna, operations);

    private static Outcome<IdentityChange> Apply(IdentityFields fields, params string[] operations)
    {
        var read = ScimPatch.Read(JsonSerializer.Deserialize<JsonElement>($$"""{"Operations":[{{string.Join(',', operations)}}]}"""));
        return UserPatch.Apply(read, fields);
    }
}
