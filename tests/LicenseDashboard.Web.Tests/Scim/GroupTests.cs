using System.Net;
using System.Text.Json;
using Xunit;

namespace LicenseDashboard.Web.Tests.Scim;

/// <summary>Groups through the wire: read, and the members a provider adds.</summary>
[Collection(ScimTests.Name)]
public sealed class GroupTests(ScimProgram program)
{
    [Fact]
    public async Task Groups_are_the_platforms_and_members_are_the_providers_word_too()
    {
        var groups = await program.GetAsync("Groups?excludedAttributes=members");
        Assert.True(ScimProgram.Total(groups) > 0);
        var group = groups.GetProperty("Resources")[0];
        Assert.False(group.TryGetProperty("members", out _));
        var (id, name) = (Text(group, "id"), Text(group, "displayName"));
        Assert.Equal(
            1,
            ScimProgram.Total(
                await program.GetAsync("Groups?filter=" + Uri.EscapeDataString($"displayName eq \"{name.ToUpperInvariant()}\""))
            )
        );
        var user = Text(await program.JsonAsync(HttpMethod.Post, "Users", Body("member@example.com"), HttpStatusCode.Created), "id");

        using var before = await program.SendAsync(HttpMethod.Get, "Groups/" + id);
        var tag = before.Headers.ETag!.ToString();
        var added = await program.JsonAsync(
            HttpMethod.Patch,
            "Groups/" + id,
            ScimProgram.Patch($$"""{"op":"Add","path":"members","value":[{"$ref":null,"value":"{{user}}"}]}""")
        );
        Assert.Contains(user, Members(added));
        Assert.Equal(
            1,
            ScimProgram.Total(await program.GetAsync("Groups?filter=" + Uri.EscapeDataString($"id eq \"{id}\" and members eq \"{user}\"")))
        );
        Assert.Contains(
            id,
            (await program.GetAsync("Users/" + user)).GetProperty("groups").EnumerateArray().Select(each => Text(each, "value"))
        );
        using var stale = await program.SendAsync(
            HttpMethod.Patch,
            "Groups/" + id,
            ScimProgram.Patch("""{"op":"remove","path":"members"}"""),
            headers: ("If-Match", tag)
        );
        await ScimProgram.ErrorAsync(stale, HttpStatusCode.PreconditionFailed);

        var removed = await program.JsonAsync(
            HttpMethod.Patch,
            "Groups/" + id,
            ScimProgram.Patch($$"""{"op":"Remove","path":"members[value eq \"{{user}}\"]"}""")
        );
        Assert.DoesNotContain(user, Members(removed));
        var named = await program.JsonAsync(
            HttpMethod.Patch,
            "Groups/" + id,
            ScimProgram.Patch(
                """{"op":"replace","path":"displayName","value":"Mine"}""",
                $$"""{"op":"add","path":"members","value":[{"value":"{{user}}"}]}"""
            )
        );
        Assert.Equal(name, Text(named, "displayName"));
        Assert.Contains(user, Members(named));
        using var renamed = await program.SendAsync(
            HttpMethod.Patch,
            "Groups/" + id,
            ScimProgram.Patch("""{"op":"replace","value":{"displayName":"Mine"}}""")
        );
        await ScimProgram.ErrorAsync(renamed, HttpStatusCode.BadRequest, "mutability");
        using var stranger = await program.SendAsync(
            HttpMethod.Patch,
            "Groups/" + id,
            ScimProgram.Patch("""{"op":"add","path":"members","value":[{"value":"0198a1c2-0000-7000-8000-0000000000ff"}]}""")
        );
        await ScimProgram.ErrorAsync(stranger, HttpStatusCode.BadRequest, "invalidValue");
    }

    private static string Body(string userName) => $$"""{"schemas":["{{ScimProgram.User}}"],"userName":"{{userName}}"}""";

    private static string Text(JsonElement value, string name) => value.GetProperty(name).GetString()!;

    private static List<string> Members(JsonElement group) =>
        [.. group.GetProperty("members").EnumerateArray().Select(member => Text(member, "value"))];
}
