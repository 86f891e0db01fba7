using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Xunit;

namespace LicenseDashboard.Web.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class ExemptionsTests(ApiProgram program)
{
    [Fact]
    public async Task Exemption_is_set_read_changed_and_taken_back()
    {
        var user = await UserAsync(0);
        using var answer = await PutAsync($$"""{"user":"{{user}}","tag":"leave","why":"Parental leave"}""");
        var set = await ReadAsync(answer, HttpStatusCode.Created);
        Assert.Equal(
            ("LEAVE", "both", "person", "protecting", "Parental leave"),
            (Text(set, "tag"), Text(set, "protects"), Text(set, "source"), Text(set, "state"), Text(set, "why"))
        );
        Assert.Equal(JsonValueKind.Null, set.GetProperty("to").ValueKind);
        Assert.Equal($"/api/v1/exemptions/{Text(set, "id")}", answer.Headers.Location!.OriginalString);

        var listed = await program.GetAsync($"exemptions?user={user}&tag=LEAVE&state=protecting&source=person&sort=-setAt");
        Assert.Equal(Text(set, "id"), Text(listed.GetProperty("items")[0], "id"));

        using var noVersion = await PutAsync($$"""{"user":"{{user}}","tag":"LEAVE","why":"Longer"}""");
        var stale = await ApiProgram.ProblemAsync(noVersion, HttpStatusCode.Conflict);
        Assert.Equal(1, stale.GetProperty("row").GetProperty("version").GetInt32());
        using var changed = await PutAsync($$"""{"user":"{{user}}","tag":"LEAVE","version":1,"to":"2099-01-31","why":"Longer"}""");
        Assert.Equal(
            ("2099-01-31", 2),
            (
                Text(await ReadAsync(changed, HttpStatusCode.OK), "to"),
                int.Parse(changed.Headers.ETag!.Tag.Trim('"'), System.Globalization.CultureInfo.InvariantCulture)
            )
        );

        var history = await program.GetAsync($"exemptions/{Text(set, "id")}/history");
        Assert.Equal(
            [("Parental leave", "Longer"), (null, "Parental leave")],
            history
                .EnumerateArray()
                .Select(version =>
                    (
                        version.GetProperty("before") is { ValueKind: JsonValueKind.Object } before ? Text(before, "why") : null,
                        Text(version.GetProperty("after"), "why")
                    )
                )
        );

        using var old = await program.SendAsync(HttpMethod.Delete, $"exemptions/{Text(set, "id")}?version=1", ApiProgram.Operate);
        await ApiProgram.ProblemAsync(old, HttpStatusCode.Conflict);
        using var gone = await program.SendAsync(
            HttpMethod.Delete,
            $"exemptions/{Text(set, "id")}",
            ApiProgram.Operate,
            headers: ("If-Match", "\"2\"")
        );
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
        using var none = await program.SendAsync(HttpMethod.Get, $"exemptions/{Text(set, "id")}", ApiProgram.Read);
        await ApiProgram.ProblemAsync(none, HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Of_many_who_set_the_same_at_once_one_does_and_the_others_see_the_row()
    {
        var user = await UserAsync(9);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(n => PutAsync($$"""{"user":"{{user}}","tag":"LEAVE","why":"Call {{n}}"}"""))
        );
        var set = Text(
            await ReadAsync(Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created), HttpStatusCode.Created),
            "id"
        );
        foreach (var other in answers.Where(answer => answer.StatusCode != HttpStatusCode.Created))
        {
            Assert.Equal(set, Text((await ApiProgram.ProblemAsync(other, HttpStatusCode.Conflict)).GetProperty("row"), "id"));
        }

        Assert.Equal(1, (await program.GetAsync($"exemptions?user={user}&tag=LEAVE")).GetProperty("total").GetInt32());
        using var gone = await program.SendAsync(HttpMethod.Delete, $"exemptions/{set}?version=1", ApiProgram.Operate);
        Assert.Equal(HttpStatusCode.NoContent, gone.StatusCode);
    }

    [Fact]
    public async Task Characters_that_hide_text_are_refused_and_their_field_is_named()
    {
        using var answer = await PutAsync($$"""{"user":"{{await UserAsync(9)}}","tag":"LEAVE","why":"Needed \u202Eflah"}""");
        var problem = await ApiProgram.ProblemAsync(answer, HttpStatusCode.BadRequest);
        Assert.Contains("U+202E", problem.GetProperty("errors").GetProperty("why")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"tag":"LEAVE","why":"x"}""", "user")]
    [InlineData("""{"user":"u","why":"x"}""", "tag")]
    [InlineData("""{"user":"u","tag":"LEAVE","why":"x","until":"2099-01-01"}""", "until")]
    [InlineData("""{"user":"u","tag":"LEAVE","why":"x","to":"31.01.2099"}""", "to")]
    [InlineData("""{"user":1,"tag":"LEAVE","why":"x"}""", "user")]
    [InlineData("""{"user":"u","tag":"LEAVE","why":"x","version":"1"}""", "version")]
    [InlineData("[]", "body")]
    [InlineData("{", "body")]
    public async Task Field_that_is_wrong_is_named(string body, string field)
    {
        using var answer = await PutAsync(body);
        Assert.True((await ApiProgram.ProblemAsync(answer, HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Theory]
    [InlineData("""{"user":"nobody","tag":"LEAVE","why":"x"}""", "is not known at")]
    [InlineData("""{"user":"USER","tag":"NOWHERE","why":"x"}""", "does not exist. Create it first")]
    [InlineData("""{"user":"USER","tag":"LEAVE"}""", "why is missing")]
    [InlineData("""{"user":"USER","tag":"LEAVE","why":"x","to":"2020-01-01"}""", "is before")]
    [InlineData("""{"user":"USER","tag":"EXCEPTION","why":"x","to":"2099-01-01"}""", "fallback control is missing")]
    public async Task What_makes_no_sense_is_refused_and_nothing_is_set(string body, string says)
    {
        var user = await UserAsync(1);
        using var answer = await PutAsync(body.Replace("USER", user, StringComparison.Ordinal));
        Assert.Contains(says, Text(await ApiProgram.ProblemAsync(answer, HttpStatusCode.BadRequest), "detail"), StringComparison.Ordinal);
        Assert.Equal(0, (await program.GetAsync($"exemptions?user={user}&source=person")).GetProperty("total").GetInt32());
    }

    [Theory, InlineData(ApiProgram.Read), InlineData(ApiProgram.Decide)]
    public async Task Setting_takes_the_scope_operate(string token)
    {
        using var put = await program.SendAsync(HttpMethod.Put, "exemptions", token, "{}");
        await ApiProgram.ProblemAsync(put, HttpStatusCode.Forbidden);
        using var import = await SendCsvAsync("", "user,tag\n", token);
        await ApiProgram.ProblemAsync(import, HttpStatusCode.Forbidden);
    }

    [
        Theory,
        InlineData("exemptions?until=x", "until"),
        InlineData("exemptions?state=gone", "state"),
        InlineData("exemptions?sort=why", "sort"),
        InlineData("exemptions?pageSize=201", "pageSize")
    ]
    public async Task Parameter_that_is_wrong_is_named(string path, string field)
    {
        using var answer = await program.SendAsync(HttpMethod.Get, path, ApiProgram.Read);
        Assert.True((await ApiProgram.ProblemAsync(answer, HttpStatusCode.BadRequest)).GetProperty("errors").TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Import_is_a_dry_run_until_its_preview_is_said_back()
    {
        var (one, two) = (await UserAsync(2), await UserAsync(3));
        var file = $"user,tag,why\n{one},SEASONAL_BURST,Winter peak\n{two},SEASONAL_BURST,\nnobody,SEASONAL_BURST,\n";
        using var dry = await SendCsvAsync("", file);
        var preview = await ReadAsync(dry, HttpStatusCode.OK);
        Assert.Equal(
            (true, 2, 1),
            (preview.GetProperty("dryRun").GetBoolean(), preview.GetProperty("new").GetInt32(), preview.GetProperty("errors").GetInt32())
        );
        Assert.Equal(["new", "new", "error"], preview.GetProperty("lines").EnumerateArray().Select(line => Text(line, "outcome")));
        Assert.Equal(0, (await program.GetAsync("exemptions?source=import")).GetProperty("total").GetInt32());

        var name = Text(preview, "preview");
        using var noName = await SendCsvAsync("?dryRun=false", file);
        await ApiProgram.ProblemAsync(noName, HttpStatusCode.BadRequest);
        using var errors = await SendCsvAsync($"?dryRun=false&preview={name}", file);
        await ApiProgram.ProblemAsync(errors, HttpStatusCode.BadRequest);
        using var other = await SendCsvAsync(
            $"?dryRun=false&preview={name}&skipErrors=true",
            file.Replace("Winter", "Summer", StringComparison.Ordinal)
        );
        await ApiProgram.ProblemAsync(other, HttpStatusCode.Conflict);
        using var applied = await SendCsvAsync($"?dryRun=false&preview={name}&skipErrors=true", file);
        Assert.False((await ReadAsync(applied, HttpStatusCode.OK)).GetProperty("dryRun").GetBoolean());
        Assert.Equal(2, (await program.GetAsync("exemptions?source=import&tag=seasonal_burst")).GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task File_that_is_too_large_is_413()
    {
        using var answer = await SendCsvAsync("", new string('x', (1024 * 1024) + 1));
        await ApiProgram.ProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge);
    }

    private Task<HttpResponseMessage> PutAsync(string json) => program.SendAsync(HttpMethod.Put, "exemptions", ApiProgram.Operate, json);

    private async Task<HttpResponseMessage> SendCsvAsync(string query, string file, string token = ApiProgram.Operate)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri("/api/v1/exemptions/import" + query, UriKind.Relative))
        {
            Content = new StringContent(file, Encoding.UTF8, "text/csv"),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await program.CreateClient().SendAsync(request);
    }

    private async Task<string> UserAsync(int place) =>
        Text((await program.GetAsync("users?life=active&pageSize=20&sort=-name")).GetProperty("items")[place], "id");

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer, HttpStatusCode expected)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == expected, $"{(int)answer.StatusCode}: {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }

    private static string Text(JsonElement row, string field) => row.GetProperty(field).GetString() ?? "";
}
