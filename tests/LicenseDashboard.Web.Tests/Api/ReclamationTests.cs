using System.Net;
using System.Text.Json;
using Xunit;

namespace LicenseDashboard.Web.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class ReclamationTests(ApiProgram program)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Seats_are_listed_kept_and_not_decided_twice()
    {
        var row = await FirstAsync();
        Assert.Equal(
            ("open", "notify", false),
            (row.GetProperty("status").GetString(), row.GetProperty("step").GetString(), row.GetProperty("leaver").GetBoolean())
        );
        Assert.True(row.GetProperty("listMonthlySaving").GetProperty("amount").GetDecimal() > 0);
        Assert.Equal(JsonValueKind.Null, row.GetProperty("outcome").ValueKind);
        var (id, version) = (row.GetProperty("id").GetString(), row.GetProperty("version").GetInt32());
        Assert.DoesNotContain(
            id,
            (await program.GetAsync("recommendations?pageSize=200"))
                .GetProperty("items")
                .EnumerateArray()
                .Select(each => each.GetProperty("id").GetString())
        );
        Assert.Contains(
            id,
            (await program.GetAsync("recommendations?kind=Reclaim&pageSize=200"))
                .GetProperty("items")
                .EnumerateArray()
                .Select(each => each.GetProperty("id").GetString())
        );

        var early = await program.DecideAsync($"reclamations/{id}/restore", "{}", HttpStatusCode.Conflict);
        Assert.Equal("wrong-state", early.GetProperty("code").GetString());
        await program.DecideAsync($"reclamations/{id}/keep", $$"""{"version":{{version}}}""", HttpStatusCode.BadRequest);
        var stale = await program.DecideAsync($"reclamations/{id}/reclaim", $$"""{"version":{{version + 7}}}""", HttpStatusCode.Conflict);
        Assert.Equal("stale", stale.GetProperty("code").GetString());
        var kept = await program.DecideAsync(
            $"reclamations/{id}/keep",
            $$"""{"version":{{version}},"justification":"Comes back after the project."}"""
        );
        Assert.Equal(("rejected", "kept"), (kept.GetProperty("status").GetString(), kept.GetProperty("outcome").GetString()));
        Assert.Equal(JsonValueKind.String, kept.GetProperty("keptUntil").ValueKind);
        var twice = await program.DecideAsync($"reclamations/{id}/reclaim", $$"""{"version":{{version + 1}}}""", HttpStatusCode.Conflict);
        Assert.Equal("wrong-state", twice.GetProperty("code").GetString());
        Assert.Contains(
            id,
            (await program.GetAsync("reclamations?outcome=kept"))
                .GetProperty("items")
                .EnumerateArray()
                .Select(each => each.GetProperty("id").GetString())
        );
    }

    [Fact]
    public async Task Row_of_another_kind_is_not_found_here()
    {
        var other = (await program.GetAsync("recommendations?pageSize=1")).GetProperty("items")[0];
        await program.DecideAsync(
            $"reclamations/{other.GetProperty("id").GetString()}/reclaim",
            $$"""{"version":{{other.GetProperty("version").GetInt32()}}}""",
            HttpStatusCode.NotFound
        );
    }

    [Fact]
    public async Task Accounts_never_seen_are_listed_and_propose_nothing()
    {
        var rows = await program.GetAsync("reclamations/never-seen?pageSize=50");
        Assert.True(rows.GetProperty("total").GetInt32() >= rows.GetProperty("items").GetArrayLength());
        Assert.All(rows.GetProperty("items").EnumerateArray(), row => Assert.NotEqual(0, row.GetProperty("currentSkus").GetArrayLength()));
    }

    [Fact]
    public async Task Automatic_reclamation_of_an_account_is_allowed_with_the_scope_to_decide()
    {
        var id = (await FirstAsync()).GetProperty("id").GetString();
        using var answer = await program.SendAsync(HttpMethod.Post, $"reclamations/{id}/allow", ApiProgram.Read, "{}");
        await ApiProgram.ProblemAsync(answer, HttpStatusCode.Forbidden);
        Assert.NotEqual(
            JsonValueKind.Null,
            (await program.DecideAsync($"reclamations/{id}/allow", "{}")).GetProperty("allowedBy").ValueKind
        );
    }

    [Theory]
    [InlineData("reclamations/never-seen?sort=shoe")]
    [InlineData("reclamations?step=later")]
    [InlineData("reclamations?outcome=lost")]
    [InlineData("reclamations?sort=shoe")]
    [InlineData("reclamations?colour=red")]
    public async Task Unknown_filter_is_400_and_named(string path)
    {
        using var answer = await program.SendAsync(HttpMethod.Get, path, ApiProgram.Read);
        await ApiProgram.ProblemAsync(answer, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Deciding_needs_its_scope()
    {
        using var answer = await program.SendAsync(HttpMethod.Post, $"reclamations/{Guid.CreateVersion7()}/keep", ApiProgram.Read, "{}");
        await ApiProgram.ProblemAsync(answer, HttpStatusCode.Forbidden);
    }

    private async Task<JsonElement> FirstAsync()
    {
        using var given = new CancellationTokenSource(Patience);
        while (true)
        {
            var rows = (await program.GetAsync("reclamations?status=open&lane=ready,review")).GetProperty("items");
            if (rows.GetArrayLength() > 0)
            {
                return rows[0];
            }

            await Task.Delay(500, given.Token);
        }
    }
}
