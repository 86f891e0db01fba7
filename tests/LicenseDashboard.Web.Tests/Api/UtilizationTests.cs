using System.Net;
using System.Text.Json;
using Xunit;

namespace LicenseDashboard.Web.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class UtilizationTests(ApiProgram program)
{
    [Fact]
    public async Task Now_answers_without_parameters_and_says_the_age_of_what_it_knows()
    {
        var now = await program.GetAsync("utilization/now");
        Assert.Equal("tier", now.GetProperty("groupBy").GetString());
        var totals = now.GetProperty("totals");
        var known = totals.GetProperty("signedIn").ValueKind == JsonValueKind.Number;
        Assert.Equal(known, totals.GetProperty("unknownSince").ValueKind == JsonValueKind.Null);
        Assert.True(now.GetProperty("people").GetInt32() >= 60);
        Assert.Equal(
            now.GetProperty("people").GetInt32(),
            now.GetProperty("groups").EnumerateArray().Sum(group => group.GetProperty("people").GetInt32())
        );
    }

    [Theory]
    [InlineData("division")]
    [InlineData("department")]
    [InlineData("manager")]
    [InlineData("group")]
    public async Task Now_is_grouped_as_asked(string by) =>
        Assert.NotEmpty((await program.GetAsync("utilization/now?groupBy=" + by)).GetProperty("groups").EnumerateArray());

    [Fact]
    public async Task History_covers_a_week_unless_asked_otherwise()
    {
        var history = await program.GetAsync("utilization/history");
        var (from, to) = (history.GetProperty("from").GetDateTime(), history.GetProperty("to").GetDateTime());
        Assert.Equal(6, (to - from).Days);
        var tiers = await program.GetAsync($"utilization/history?from={to:yyyy-MM-dd}&to={to:yyyy-MM-dd}&groupBy=tier");
        Assert.Equal("tier", tiers.GetProperty("groupBy").GetString());
    }

    [Theory]
    [InlineData("utilization/now?groupBy=color")]
    [InlineData("utilization/now?colour=red")]
    [InlineData("utilization/history?from=yesterday")]
    [InlineData("utilization/history?from=2026-01-01&to=2026-02-15")]
    [InlineData("utilization/history?to=2999-01-01")]
    [InlineData("alerts?state=loud")]
    [InlineData("alerts?after=zzz")]
    public async Task What_can_not_be_read_is_refused_with_the_name_of_the_parameter(string path)
    {
        using var answer = await program.SendAsync(HttpMethod.Get, path, ApiProgram.Read);
        var problem = await ApiProgram.ProblemAsync(answer, HttpStatusCode.BadRequest);
        Assert.NotEmpty(problem.GetProperty("errors").EnumerateObject());
    }

    [Fact]
    public async Task Alerts_are_a_list_like_any_other()
    {
        var alerts = await program.GetAsync("alerts?state=open&pageSize=1");
        Assert.Equal(JsonValueKind.Array, alerts.GetProperty("items").ValueKind);
        Assert.Equal(1, alerts.GetProperty("page").GetInt32());
    }
}
