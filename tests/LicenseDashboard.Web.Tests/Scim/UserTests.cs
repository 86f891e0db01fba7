using System.Net;
using System.Text.Json;
using Xunit;

namespace LicenseDashboard.Web.Tests.Scim;

/// <summary>Users through the wire, as a provider's cycle goes: match, create, change, deactivate, delete, come back.</summary>
[Collection(ScimTests.Name)]
public sealed class UserTests(ScimProgram program)
{
    private const string Enterprise = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    [Fact]
    public async Task Provider_matches_a_pulled_person_before_it_creates()
    {
        var user = await program.TakeAsync();
        var (id, name) = (Text(user, "id"), Text(user, "userName"));
        foreach (
            var filter in new[]
            {
                $"userName eq \"{name.ToUpperInvariant()}\"",
                $"emails[type eq \"work\"].value eq \"{name}\"",
                $"id eq \"{id}\"",
                $"urn:ietf:params:scim:schemas:core:2.0:User:USERNAME Eq \"{name}\"",
            }
        )
        {
            var list = await program.GetAsync("Users?filter=" + Uri.EscapeDataString(filter));
            Assert.Equal(1, ScimProgram.Total(list));
            Assert.Equal(id, Text(list.GetProperty("Resources")[0], "id"));
        }

        var one = await program.GetAsync("Users/" + id);
        Assert.Equal(user.GetRawText(), one.GetRawText());
        Assert.True(one.GetProperty("active").GetBoolean());
        Assert.Equal('7', id[14]);
        using var again = await program.SendAsync(HttpMethod.Post, "Users", Body(name));
        await ScimProgram.ErrorAsync(again, HttpStatusCode.Conflict, "uniqueness");
    }

    [Fact]
    public async Task User_whom_the_platform_does_not_know_waits_for_an_account()
    {
        var created = await program.JsonAsync(
            HttpMethod.Post,
            "Users",
            $$$"""
            {"schemas":["{{{ScimProgram.User}}}","{{{Enterprise}}}"],"externalId":"ext-1",
             "userName":"Nora.New@Example.com","name":{"givenName":"Nora","familyName":"New"},
             "emails":[{"primary":true,"type":"work","value":"nora.new@example.com"}],"displayName":"Nora New",
              "locale":"en-US","groups":[],"active":true,
             "{{{Enterprise}}}":{"employeeNumber":"E-77","department":"Claims","costCenter":"9"}}
            """,
            HttpStatusCode.Created
        );
        var id = Text(created, "id");
        Assert.EndsWith("/scim/v2/Users/" + id, Text(created.GetProperty("meta"), "location"), StringComparison.Ordinal);
        Assert.Equal("E-77", Text(created.GetProperty(Enterprise), "employeeNumber"));
        Assert.False(created.TryGetProperty("locale", out _));
        using var sameName = await program.SendAsync(HttpMethod.Post, "Users", Body("NORA.NEW@example.com"));
        await ScimProgram.ErrorAsync(sameName, HttpStatusCode.Conflict, "uniqueness");
        using var sameExternal = await program.SendAsync(
            HttpMethod.Post,
            "Users",
            $$"""{"schemas":["{{ScimProgram.User}}"],"userName":"other@example.com","externalId":"ext-1"}"""
        );
        await ScimProgram.ErrorAsync(sameExternal, HttpStatusCode.Conflict, "uniqueness");

        using var deleted = await program.SendAsync(HttpMethod.Delete, "Users/" + id);
        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        using var gone = await program.SendAsync(HttpMethod.Get, "Users/" + id);
        await ScimProgram.ErrorAsync(gone, HttpStatusCode.NotFound);
        using var twice = await program.SendAsync(HttpMethod.Delete, "Users/" + id);
        await ScimProgram.ErrorAsync(twice, HttpStatusCode.NotFound);
        Assert.Equal(0, ScimProgram.Total(await program.GetAsync("Users?filter=" + Uri.EscapeDataString("externalId eq \"ext-1\""))));

        var back = await program.JsonAsync(
            HttpMethod.Post,
            "Users",
            $$$"""{"userName":"nora.new@example.com","{{{Enterprise}}}":{"employeeNumber":"E-77"}}""",
            HttpStatusCode.Created
        );
        Assert.Equal(id, Text(back, "id"));
    }

    [Fact]
    public async Task Version_says_whether_a_write_is_for_what_was_read()
    {
        var id = Text(await program.TakeAsync(), "id");
        using var read = await program.SendAsync(HttpMethod.Get, "Users/" + id);
        var tag = read.Headers.ETag!.ToString();
        Assert.StartsWith("W/", tag, StringComparison.Ordinal);
        using var unchanged = await program.SendAsync(HttpMethod.Get, "Users/" + id, headers: ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.NotModified, unchanged.StatusCode);

        var patch = ScimProgram.Patch("""{"op":"replace","path":"title","value":"Versioned"}""");
        using var written = await program.SendAsync(HttpMethod.Patch, "Users/" + id, patch, headers: ("If-Match", tag));
        Assert.Equal(HttpStatusCode.OK, written.StatusCode);
        Assert.NotEqual(tag, written.Headers.ETag!.ToString());
        using var stale = await program.SendAsync(
            HttpMethod.Patch,
            "Users/" + id,
            ScimProgram.Patch("""{"op":"replace","path":"title","value":"Lost"}"""),
            headers: ("If-Match", tag)
        );
        await ScimProgram.ErrorAsync(stale, HttpStatusCode.PreconditionFailed);
        using var nonsense = await program.SendAsync(HttpMethod.Delete, "Users/" + id, headers: ("If-Match", "\"abc\""));
        await ScimProgram.ErrorAsync(nonsense, HttpStatusCode.PreconditionFailed);
        using var any = await program.SendAsync(
            HttpMethod.Put,
            "Users/" + id,
            Body($"versioned-{id}@example.com"),
            headers: ("If-Match", "*")
        );
        Assert.Equal(HttpStatusCode.OK, any.StatusCode);
        using var changed = await program.SendAsync(HttpMethod.Get, "Users/" + id, headers: ("If-None-Match", tag));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
    }

    [Fact]
    public async Task Same_word_twice_makes_no_new_version()
    {
        var id = Text(await program.TakeAsync(), "id");
        var patch = ScimProgram.Patch("""{"op":"replace","path":"title","value":"Same"}""");
        var first = await program.JsonAsync(HttpMethod.Patch, "Users/" + id, patch);
        var second = await program.JsonAsync(HttpMethod.Patch, "Users/" + id, patch);
        Assert.Equal(Text(first.GetProperty("meta"), "version"), Text(second.GetProperty("meta"), "version"));
    }

    [Fact]
    public async Task Writers_at_once_lose_nothing()
    {
        var id = Text(await program.TakeAsync(), "id");
        string[] attributes =
        [
            "displayName",
            "title",
            "externalId",
            "name.givenName",
            "name.familyName",
            "name.formatted",
            Enterprise + ":department",
            Enterprise + ":employeeNumber",
        ];
        var answers = await Task.WhenAll(
            attributes.Select(attribute =>
                program.JsonAsync(
                    HttpMethod.Patch,
                    "Users/" + id,
                    ScimProgram.Patch($$"""{"op":"replace","path":"{{attribute}}","value":"at-once {{id}}"}""")
                )
            )
        );
        Assert.Equal(attributes.Length, answers.Select(answer => Text(answer.GetProperty("meta"), "version")).Distinct().Count());
        var user = (await program.GetAsync("Users/" + id)).GetRawText();
        Assert.Equal(attributes.Length, user.Split("at-once " + id).Length - 1);
    }

    [Fact]
    public async Task Of_many_writers_with_one_version_one_wins()
    {
        var id = Text(await program.TakeAsync(), "id");
        var tag = Text((await program.GetAsync("Users/" + id)).GetProperty("meta"), "version");
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n =>
                    program.SendAsync(
                        HttpMethod.Patch,
                        "Users/" + id,
                        ScimProgram.Patch($$"""{"op":"replace","path":"title","value":"winner {{n}}"}"""),
                        headers: ("If-Match", tag)
                    )
                )
        );
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.OK));
        Assert.Equal(7, answers.Count(answer => answer.StatusCode == HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Users_created_at_once_with_one_name_are_one()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => program.SendAsync(HttpMethod.Post, "Users", Body("race@example.com")))
        );
        Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
        Assert.Equal(5, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Pages_cover_everybody_once()
    {
        var total = ScimProgram.Total(await program.GetAsync("Users?count=0"));
        var seen = new HashSet<string>();
        for (var start = 1; start <= total; start += 7)
        {
            var page = await program.GetAsync($"Users?startIndex={start}&count=7&attributes=id");
            Assert.Equal(start, page.GetProperty("startIndex").GetInt32());
            foreach (var user in page.GetProperty("Resources").EnumerateArray())
            {
                seen.Add(Text(user, "id"));
            }
        }

        Assert.True(seen.Count >= total - 5, $"{seen.Count} of {total}");
        Assert.Equal(0, (await program.GetAsync("Users?startIndex=90000&count=10")).GetProperty("itemsPerPage").GetInt32());
        Assert.Equal(1, (await program.GetAsync("Users?startIndex=-5&count=1")).GetProperty("startIndex").GetInt32());
        Assert.Equal(0, (await program.GetAsync("Users?count=-5")).GetProperty("itemsPerPage").GetInt32());
        Assert.True((await program.GetAsync("Users?count=99999999999")).GetProperty("itemsPerPage").GetInt32() <= 200);
    }

    [Fact]
    public async Task Attributes_are_chosen_whatever_their_case()
    {
        var id = Text(await program.TakeAsync(), "id");
        var few = await program.GetAsync($"Users/{id}?attributes=USERNAME,name.formatted");
        Assert.Equal(["schemas", "id", "userName", "name"], few.EnumerateObject().Select(member => member.Name));
        var mail = (await program.GetAsync($"Users/{id}?attributes=emails.value")).GetProperty("emails")[0];
        Assert.Equal(["value"], mail.EnumerateObject().Select(member => member.Name));
        var less = await program.GetAsync($"Users/{id}?excludedAttributes=meta,emails,groups,{Enterprise}:department");
        Assert.False(less.TryGetProperty("meta", out _));
        Assert.False(less.TryGetProperty("emails", out _));
        Assert.True(less.TryGetProperty("userName", out _));
        var none = await program.GetAsync($"Users/{id}?excludedAttributes=id");
        Assert.Equal(id, Text(none, "id"));
    }

    private static string Body(string userName) => $$"""{"schemas":["{{ScimProgram.User}}"],"userName":"{{userName}}"}""";

    private static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;
}
