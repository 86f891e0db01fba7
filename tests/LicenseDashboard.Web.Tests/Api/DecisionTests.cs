using System.Net;
using System.Text.Json;
using Xunit;

namespace LicenseDashboard.Web.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class DecisionTests(ApiProgram program)
{
    private const string Because = "Not before the season is over.";

    [Fact]
    public async Task Approval_answers_with_the_row_as_it_is_and_can_be_undone()
    {
        var (id, version) = await OpenRowAsync(0);
        using var answer = await program.SendAsync(
            HttpMethod.Post,
            $"recommendations/{id}/approve",
            ApiProgram.Decide,
            $$"""{"version":{{version}},"justification":"Agreed with the team lead."}"""
        );
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal($"\"{version + 1}\"", answer.Headers.ETag?.Tag);
        var approved = JsonSerializer.Deserialize<JsonElement>(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
        Assert.Equal("approved", approved.GetProperty("status").GetString());
        Assert.Equal("token:test-decide", approved.GetProperty("decidedBy").GetString());
        Assert.Equal("Agreed with the team lead.", approved.GetProperty("justification").GetString());

        var remediation = (await program.GetAsync("remediations?pageSize=200"))
            .GetProperty("items")
            .EnumerateArray()
            .First(item => item.GetProperty("recommendationId").GetString() == id);
        Assert.True(remediation.GetProperty("status").GetString() is "planned" or "handed-over", remediation.ToString());
        Assert.Equal(
            approved.GetProperty("user").GetProperty("id").GetString(),
            remediation.GetProperty("user").GetProperty("id").GetString()
        );

        var again = await program.DecideAsync(
            $"recommendations/{id}/approve",
            $$"""{"version":{{version + 1}}}""",
            HttpStatusCode.Conflict
        );
        Assert.Equal("wrong-state", again.GetProperty("code").GetString());
        Assert.Equal("approved", again.GetProperty("row").GetProperty("status").GetString());

        var undone = await program.DecideAsync($"recommendations/{id}/undo", $$"""{"version":{{version + 1}}}""");
        Assert.Equal("open", undone.GetProperty("status").GetString());
        var past = await program.DecideAsync($"recommendations/{id}/approve", $$"""{"version":{{version}}}""", HttpStatusCode.Conflict);
        Assert.Equal(
            ("stale", version + 2),
            (past.GetProperty("code").GetString(), past.GetProperty("row").GetProperty("version").GetInt32())
        );
        var wordy = await program.DecideAsync(
            $"recommendations/{id}/approve",
            $$"""{"version":{{version + 2}},"justification":"{{new string('x', 501)}}"}""",
            HttpStatusCode.BadRequest
        );
        Assert.Contains("at most 500", wordy.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, undone.GetProperty("decidedBy").ValueKind);
        var history = (await program.GetAsync($"recommendations/{id}"))
            .GetProperty("history")
            .EnumerateArray()
            .Select(line => line.GetProperty("what").GetString())
            .ToList();
        Assert.Contains("recommendation.approved", history);
        Assert.Contains("recommendation.undone", history);
    }

    [Fact]
    public async Task Rejection_keeps_its_reason_and_its_date()
    {
        var (id, version) = await OpenRowAsync(1);
        var until = (await TodayAsync()).AddDays(40).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var row = await program.DecideAsync(
            $"recommendations/{id}/reject",
            $$"""{"version":{{version}},"justification":"{{Because}}","until":"{{until}}"}"""
        );
        Assert.Equal(
            ("rejected", Because, until),
            (
                row.GetProperty("status").GetString(),
                row.GetProperty("justification").GetString(),
                row.GetProperty("suppressedUntil").GetString()
            )
        );
        var user = await program.GetAsync($"users/{row.GetProperty("user").GetProperty("id").GetString()}");
        Assert.Equal(
            ("suppressed", JsonValueKind.Null),
            (user.GetProperty("noFindingReason").GetString(), user.GetProperty("findingId").ValueKind)
        );
    }

    [Fact]
    public async Task Stale_version_is_409_with_the_fresh_row_and_changes_nothing()
    {
        var (id, version) = await OpenRowAsync(2);
        var problem = await program.DecideAsync(
            $"recommendations/{id}/approve",
            $$"""{"version":{{version + 7}}}""",
            HttpStatusCode.Conflict
        );
        Assert.Equal("stale", problem.GetProperty("code").GetString());
        Assert.Equal(
            (id, version),
            (problem.GetProperty("row").GetProperty("id").GetString(), problem.GetProperty("row").GetProperty("version").GetInt32())
        );
        Assert.Equal("open", (await program.GetAsync($"recommendations/{id}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task If_match_stands_for_the_version()
    {
        var (id, version) = await OpenRowAsync(3);
        using var row = await program.SendAsync(HttpMethod.Get, $"recommendations/{id}", ApiProgram.Read);
        Assert.Equal($"\"{version}\"", row.Headers.ETag?.Tag);
        using var stale = await program.SendAsync(
            HttpMethod.Post,
            $"recommendations/{id}/approve",
            ApiProgram.Decide,
            headers: ("If-Match", $"\"{version + 1}\"")
        );
        await ApiProgram.ProblemAsync(stale, HttpStatusCode.Conflict);
        using var other = await program.SendAsync(
            HttpMethod.Post,
            $"recommendations/{id}/approve",
            ApiProgram.Decide,
            $$"""{"version":{{version}}}""",
            ("If-Match", $"\"{version + 1}\"")
        );
        await ApiProgram.ProblemAsync(other, HttpStatusCode.BadRequest);
        using var any = await program.SendAsync(
            HttpMethod.Post,
            $"recommendations/{id}/approve",
            ApiProgram.Decide,
            headers: ("If-Match", "*")
        );
        await ApiProgram.ProblemAsync(any, HttpStatusCode.BadRequest);
        using var fresh = await program.SendAsync(
            HttpMethod.Post,
            $"recommendations/{id}/reject",
            ApiProgram.Decide,
            $$"""{"justification":"{{Because}}"}""",
            ("If-Match", $"\"{version}\"")
        );
        Assert.Equal(HttpStatusCode.OK, fresh.StatusCode);
    }

    [Theory]
    [InlineData("approve", "{", "body")]
    [InlineData("approve", "[]", "body")]
    [InlineData("approve", "{}", "version")]
    [InlineData("approve", """{"version":"1"}""", "version")]
    [InlineData("approve", """{"version":0}""", "version")]
    [InlineData("approve", """{"version":1,"version":2}""", "body")]
    [InlineData("approve", """{"version":1,"until":"2099-01-01"}""", "until")]
    [InlineData("approve", """{"version":1,"justificaton":"misspelt"}""", "justificaton")]
    [InlineData("reject", """{"version":1,"justification":7}""", "justification")]
    [InlineData("reject", """{"version":1,"justification":"Long enough.","until":"31.12.2099"}""", "until")]
    public async Task Body_that_is_wrong_is_400_and_names_the_field(string verb, string body, string field)
    {
        var (id, _) = await OpenRowAsync(4);
        using var answer = await program.SendAsync(HttpMethod.Post, $"recommendations/{id}/{verb}", ApiProgram.Decide, body);
        var problem = await ApiProgram.ProblemAsync(answer, HttpStatusCode.BadRequest);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _), problem.ToString());
    }

    [Theory]
    [
        InlineData("\"Too short\"", "null", "10 to 500"),
        InlineData("\"          \"", "null", "needs a justification"),
        InlineData("null", "null", "needs a justification")
    ]
    [
        InlineData("LONG", "null", "at most 500"),
        InlineData("\"Because it is so.\"", "\"2020-01-01\"", "must be after today"),
        InlineData("\"Because it is so.\"", "TODAY", "must be after today")
    ]
    public async Task Rejection_that_says_too_little_or_looks_back_is_400(string justification, string until, string message)
    {
        var (id, version) = await OpenRowAsync(4);
        justification = justification == "LONG" ? $"\"{new string('x', 501)}\"" : justification;
        until = until == "TODAY" ? $"\"{await TodayAsync():yyyy-MM-dd}\"" : until;
        var problem = await program.DecideAsync(
            $"recommendations/{id}/reject",
            $$"""{"version":{{version}},"justification":{{justification}},"until":{{until}}}""",
            HttpStatusCode.BadRequest
        );
        Assert.Contains(message, problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(version, (await program.GetAsync($"recommendations/{id}")).GetProperty("version").GetInt32());
    }

    [
        Theory,
        InlineData("not-a-uuid", HttpStatusCode.BadRequest),
        InlineData("0198a1c2-0000-7000-8000-000000000001", HttpStatusCode.NotFound)
    ]
    public async Task Id_that_is_none_or_unknown_is_a_problem(string id, HttpStatusCode expected)
    {
        using var one = await program.SendAsync(HttpMethod.Get, "recommendations/" + id, ApiProgram.Read);
        await ApiProgram.ProblemAsync(one, expected);
        using var decided = await program.SendAsync(
            HttpMethod.Post,
            $"recommendations/{id}/approve",
            ApiProgram.Decide,
            """{"version":1}"""
        );
        await ApiProgram.ProblemAsync(decided, expected);
        using var moved = await program.SendAsync(HttpMethod.Post, $"remediations/{id}/retry", ApiProgram.Operate);
        await ApiProgram.ProblemAsync(moved, expected);
    }

    [Fact]
    public async Task Huge_body_is_413()
    {
        using var answer = await program.SendAsync(
            HttpMethod.Post,
            "recommendations/0198a1c2-0000-7000-8000-000000000001/approve",
            ApiProgram.Decide,
            new string(' ', 70_000) + "{}"
        );
        await ApiProgram.ProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Carried_out_change_can_be_restored_once()
    {
        var rows = (await program.GetAsync("recommendations?status=open&lane=ready&pageSize=200&sort=-name"))
            .GetProperty("items")
            .EnumerateArray()
            .ToList();
        var row = rows.First(each => each.GetProperty("hasPlan").GetBoolean());
        var id = row.GetProperty("id").GetString()!;
        await program.DecideAsync($"recommendations/{id}/approve", $$"""{"version":{{row.GetProperty("version").GetInt32()}}}""");
        JsonElement item;
        using var given = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while ((item = await RemediationOfAsync(id)).GetProperty("status").GetString() != "verified")
        {
            Assert.False(item.GetProperty("status").GetString() is "failed" or "cancelled" or "handed-over", item.ToString());
            await Task.Delay(500, given.Token);
        }

        Assert.NotEqual(JsonValueKind.Null, item.GetProperty("writtenAt").ValueKind);
        Assert.NotEqual(JsonValueKind.Null, item.GetProperty("verifiedAt").ValueKind);
        var remediation = item.GetProperty("id").GetString();
        var early = await program.DecideAsync(
            $"remediations/{remediation}/restore",
            """{"until":"2020-01-01"}""",
            HttpStatusCode.BadRequest
        );
        Assert.Contains("after today", early.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(
            "restoring",
            (await program.DecideAsync($"remediations/{remediation}/restore", "{}")).GetProperty("status").GetString()
        );
        var twice = await program.DecideAsync($"remediations/{remediation}/restore", "", HttpStatusCode.Conflict);
        Assert.Equal(remediation, twice.GetProperty("row").GetProperty("id").GetString());
        using var retried = await program.SendAsync(HttpMethod.Post, $"remediations/{remediation}/retry", ApiProgram.Operate);
        await ApiProgram.ProblemAsync(retried, HttpStatusCode.Conflict);
    }

    private async Task<JsonElement> RemediationOfAsync(string recommendation) =>
        (await program.GetAsync("remediations?pageSize=200"))
            .GetProperty("items")
            .EnumerateArray()
            .First(item => item.GetProperty("recommendationId").GetString() == recommendation);

    /// <summary>Tests of this class run one after another; those that decide take the first of the rows that are left.</summary>
    private async Task<(string Id, int Version)> OpenRowAsync(int place)
    {
        var rows = (await program.GetAsync("recommendations?status=open&lane=ready,review&sort=name&pageSize=200")).GetProperty("items");
        var row = rows[place % rows.GetArrayLength()];
        return (row.GetProperty("id").GetString()!, row.GetProperty("version").GetInt32());
    }

    private async Task<DateOnly> TodayAsync() =>
        DateOnly.Parse(
            (await program.GetAsync("freshness")).GetProperty("today").GetString()!,
            System.Globalization.CultureInfo.InvariantCulture
        );
}
