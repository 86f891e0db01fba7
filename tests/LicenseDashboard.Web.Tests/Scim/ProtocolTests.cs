using System.Net;
using System.Text;
using System.Text.Json;
using Xunit;

namespace LicenseDashboard.Web.Tests.Scim;

/// <summary>What does not depend on who the users are: doors, discovery, errors.</summary>
[Collection(ScimTests.Name)]
public sealed class ProtocolTests(ScimProgram program)
{
    private const string AnyId = "0198a1c2-0000-7000-8000-000000000001";

    [Theory]
    [
        InlineData("GET", "Users"),
        InlineData("POST", "Users"),
        InlineData("GET", "Users/" + AnyId),
        InlineData("PUT", "Users/" + AnyId),
        InlineData("PATCH", "Users/" + AnyId)
    ]
    [
        InlineData("DELETE", "Users/" + AnyId),
        InlineData("GET", "Groups"),
        InlineData("PATCH", "Groups/1"),
        InlineData("GET", "ServiceProviderConfig"),
        InlineData("GET", "Schemas"),
        InlineData("POST", "Bulk"),
        InlineData("GET", "Me")
    ]
    public async Task Every_address_asks_who_calls_and_for_the_scope(string method, string path)
    {
        using var anonymous = await program.SendAsync(new HttpMethod(method), path, token: null);
        await ScimProgram.ErrorAsync(anonymous, HttpStatusCode.Unauthorized);
        Assert.StartsWith("Bearer", Assert.Single(anonymous.Headers.WwwAuthenticate).ToString(), StringComparison.Ordinal);
        using var unknown = await program.SendAsync(new HttpMethod(method), path, token: "nobody-gave-out-this-secret");
        await ScimProgram.ErrorAsync(unknown, HttpStatusCode.Unauthorized);
        using var scopeless = await program.SendAsync(new HttpMethod(method), path, token: ScimProgram.Reader);
        await ScimProgram.ErrorAsync(scopeless, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Token_with_the_scope_scim_reads_nothing_of_the_rest()
    {
        using var answer = await program.SendAsync(HttpMethod.Get, "/api/v1/recommendations");
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task Discovery_says_what_is_on_and_what_is_off()
    {
        var config = await program.GetAsync("ServiceProviderConfig");
        Assert.True(config.GetProperty("patch").GetProperty("supported").GetBoolean());
        Assert.True(config.GetProperty("etag").GetProperty("supported").GetBoolean());
        Assert.True(config.GetProperty("filter").GetProperty("supported").GetBoolean());
        Assert.False(config.GetProperty("bulk").GetProperty("supported").GetBoolean());
        Assert.False(config.GetProperty("sort").GetProperty("supported").GetBoolean());
        Assert.Equal(2, ScimProgram.Total(await program.GetAsync("ResourceTypes")));
        Assert.Equal("/Users", (await program.GetAsync("ResourceTypes/user")).GetProperty("endpoint").GetString());
        Assert.Equal(3, ScimProgram.Total(await program.GetAsync("Schemas")));
        Assert.Contains(
            (await program.GetAsync("Schemas/" + ScimProgram.User)).GetProperty("attributes").EnumerateArray(),
            attribute => attribute.GetProperty("name").GetString() == "userName"
        );
        using var filtered = await program.SendAsync(HttpMethod.Get, "Schemas?filter=id%20pr");
        await ScimProgram.ErrorAsync(filtered, HttpStatusCode.Forbidden);
        using var bulk = await program.SendAsync(HttpMethod.Post, "Bulk", "{}");
        await ScimProgram.ErrorAsync(bulk, HttpStatusCode.NotImplemented);
        Assert.All(
            (await program.GetAsync("ResourceTypes")).GetProperty("Resources").EnumerateArray(),
            type => Assert.NotEqual("", type.GetProperty("description").GetString())
        );
        foreach (var path in (string[])[".search", "Users/.search", "Groups/.search"])
        {
            using var search = await program.SendAsync(HttpMethod.Post, path, "{}");
            await ScimProgram.ErrorAsync(search, HttpStatusCode.NotImplemented);
        }
    }

    [Theory]
    [InlineData("none@example.com", "{BODY}")]
    [InlineData("bom@example.com", "\ufeff{BODY}")]
    [InlineData("partial@example.com", """{"schemas":["urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],{REST}""")]
    [InlineData("text@example.com", """{"schemas":"urn:ietf:params:scim:schemas:core:2.0:User",{REST}""")]
    public async Task User_is_created_whatever_schemas_says(string name, string form)
    {
        var rest = "\"userName\":\" " + name + " \"}";
        var created = await program.JsonAsync(
            HttpMethod.Post,
            "Users",
            form.Replace("{BODY}", "{" + rest, StringComparison.Ordinal).Replace("{REST}", rest, StringComparison.Ordinal),
            HttpStatusCode.Created
        );
        Assert.Equal(name, created.GetProperty("userName").GetString());
    }

    [Fact]
    public async Task Plus_that_was_not_escaped_in_a_filter_is_tried_as_a_plus()
    {
        await program.JsonAsync(HttpMethod.Post, "Users", """{"userName":"nina+claims@example.com"}""", HttpStatusCode.Created);
        foreach (
            var filter in (string[])
                [
                    "userName+eq+\"nina+claims@example.com\"",
                    "userName%20eq%20%22nina+claims@example.com%22",
                    "userName%20eq%20%22nina%2Bclaims@example.com%20%22",
                ]
        )
        {
            Assert.Equal(1, ScimProgram.Total(await program.GetAsync("Users?filter=" + filter)));
        }
    }

    [Theory]
    [
        InlineData("GET", "Nowhere", HttpStatusCode.NotFound),
        InlineData("GET", "Users/17", HttpStatusCode.NotFound),
        InlineData("GET", "Users/" + AnyId, HttpStatusCode.NotFound)
    ]
    [
        InlineData("GET", "Groups/abc", HttpStatusCode.NotFound),
        InlineData("DELETE", "Users", HttpStatusCode.MethodNotAllowed),
        InlineData("POST", "Groups", HttpStatusCode.MethodNotAllowed),
        InlineData("GET", "Schemas/x", HttpStatusCode.NotFound)
    ]
    public async Task What_is_not_there_is_an_error_of_the_standard(string method, string path, HttpStatusCode expected)
    {
        using var answer = await program.SendAsync(new HttpMethod(method), path);
        await ScimProgram.ErrorAsync(answer, expected);
    }

    [Theory]
    [InlineData("invalidSyntax", "")]
    [InlineData("invalidSyntax", "{")]
    [InlineData("invalidSyntax", "[]")]
    [InlineData("invalidSyntax", "null")]
    [InlineData("invalidSyntax", "{} {}")]
    [InlineData("invalidSyntax", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"a","USERNAME":"b"}""")]
    [InlineData("invalidSyntax", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"\ud800"}""")]
    [InlineData("invalidValue", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"]}""")]
    [InlineData("invalidValue", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":null}""")]
    [InlineData("invalidValue", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":{"a":1}}""")]
    [InlineData("invalidValue", """{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"x@example.com","active":"yes"}""")]
    public async Task Body_that_can_not_be_read_is_an_error_of_the_standard(string type, string body)
    {
        using var answer = await program.SendAsync(HttpMethod.Post, "Users", body);
        await ScimProgram.ErrorAsync(answer, HttpStatusCode.BadRequest, type);
    }

    [Fact]
    public async Task Body_that_is_too_large_too_deep_or_of_another_kind_is_refused()
    {
        using var large = await program.SendAsync(HttpMethod.Post, "Users", "{\"a\":\"" + new string('x', 1_100_000) + "\"}");
        await ScimProgram.ErrorAsync(large, HttpStatusCode.RequestEntityTooLarge);
        using var deep = await program.SendAsync(HttpMethod.Post, "Users", new string('[', 5_000) + new string(']', 5_000));
        await ScimProgram.ErrorAsync(deep, HttpStatusCode.BadRequest, "invalidSyntax");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/scim/v2/Users", UriKind.Relative))
        {
            Content = new StringContent("<a/>", Encoding.UTF8, "text/xml"),
        };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + ScimProgram.Provider);
        using var xml = await program.CreateClient().SendAsync(request, TestContext.Current.CancellationToken);
        await ScimProgram.ErrorAsync(xml, HttpStatusCode.UnsupportedMediaType);
    }

    [Theory]
    [
        InlineData("filter=userName"),
        InlineData("filter=shoeSize%20eq%20%229%22"),
        InlineData("filter=active%20gt%20true"),
        InlineData("filter=active%20eq%20%22maybe%22")
    ]
    [
        InlineData("filter=meta.created%20gt%20%22yesterday%22"),
        InlineData("filter=id%20co%20%22a%22"),
        InlineData("filter=userName%20eq%20%22a%22%20OR%201=1"),
        InlineData("filter=groups%20pr"),
        InlineData("filter=userName%20sw%20%22%5Cu0000%22")
    ]
    public async Task Filter_that_can_not_be_asked_is_refused(string query)
    {
        using var answer = await program.SendAsync(HttpMethod.Get, "Users?" + query);
        await ScimProgram.ErrorAsync(answer, HttpStatusCode.BadRequest, "invalidFilter");
    }

    [Theory, InlineData("startIndex=one"), InlineData("count=many"), InlineData("attributes=a[b"), InlineData("excludedAttributes=a..b")]
    public async Task Parameter_that_is_none_is_refused(string query)
    {
        using var answer = await program.SendAsync(HttpMethod.Get, "Users?" + query);
        await ScimProgram.ErrorAsync(answer, HttpStatusCode.BadRequest, "invalidValue");
    }

    [Fact]
    public async Task Injection_finds_no_one_and_breaks_nothing()
    {
        var before = ScimProgram.Total(await program.GetAsync("Users?count=0"));
        foreach (var text in (string[])["' OR '1'='1", "x'; DROP TABLE Identities; --", "%", "_", "\\\\", "*)(uid=*", "]]>"])
        {
            foreach (var comparison in (string[])["eq", "sw", "ew"])
            {
                var list = await program.GetAsync($"Users?filter={Uri.EscapeDataString($"userName {comparison} \"{text}\"")}");
                Assert.Equal(0, ScimProgram.Total(list));
            }
        }

        Assert.Equal(before, ScimProgram.Total(await program.GetAsync("Users?count=0")));
    }

    [Fact]
    public async Task Caller_in_a_hurry_is_told_to_wait_and_others_are_not()
    {
        HttpResponseMessage? told = null;
        for (var round = 0; round < 20 && told is null; round++)
        {
            var answers = await Task.WhenAll(
                Enumerable.Range(0, 200).Select(_ => program.SendAsync(HttpMethod.Get, "Me", token: ScimProgram.Hasty))
            );
            told = answers.FirstOrDefault(answer => answer.StatusCode == HttpStatusCode.TooManyRequests);
        }

        Assert.NotNull(told);
        await ScimProgram.ErrorAsync(told, HttpStatusCode.TooManyRequests);
        Assert.True(told.Headers.RetryAfter?.Delta >= TimeSpan.FromSeconds(1));
        Assert.Equal(JsonValueKind.Object, (await program.GetAsync("ServiceProviderConfig")).ValueKind);
    }
}
