using System.Net;
using System.Text.Json;
using Xunit;

namespace LicenseDashboard.Web.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class SpendTests(ApiProgram program)
{
    [Theory]
    [InlineData("spend")]
    [InlineData("spend?groupBy=manager&from=2026-01&to=2026-12")]
    [InlineData("forecast")]
    public async Task Every_platform_is_told_in_its_own_currency(string path)
    {
        var answer = await program.JsonAsync(HttpMethod.Get, path, ApiProgram.Finance);
        Assert.All(answer.EnumerateArray(), one => Assert.Equal("USD", one.GetProperty("currency").GetString()));
        Assert.Equal(JsonValueKind.Array, answer[0].GetProperty("months").ValueKind);
    }

    [Fact]
    public async Task Focus_is_a_file_with_the_columns_of_the_specification()
    {
        using var answer = await program.SendAsync(HttpMethod.Get, "exports/focus.csv", ApiProgram.Finance);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var head = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n")[0].Split(',');
        Assert.Equal((65, "AllocatedMethodDetails"), (head.Length, head[0]));
    }

    [Theory]
    [InlineData("spend?from=2026", "from")]
    [InlineData("spend?to=2026-13", "to")]
    [InlineData("spend?from=2026-12&to=2026-01", "from")]
    [InlineData("spend?groupBy=color", "groupBy")]
    [InlineData("forecast?from=2026-01", "from")]
    [InlineData("exports/focus.csv?from=x", "from")]
    public async Task Wrong_values_are_refused_by_name(string path, string field)
    {
        using var answer = await program.SendAsync(HttpMethod.Get, path, ApiProgram.Finance);
        var problem = await ApiProgram.ProblemAsync(answer, HttpStatusCode.BadRequest);
        var message = problem.GetProperty("errors").GetProperty(field)[0].GetString()!;
        Assert.StartsWith(field, message.TrimStart('\''), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("spend")]
    [InlineData("forecast")]
    [InlineData("exports/focus.csv")]
    public async Task Reading_recommendations_does_not_include_money(string path)
    {
        using var answer = await program.SendAsync(HttpMethod.Get, path, ApiProgram.Read);
        await ApiProgram.ProblemAsync(answer, HttpStatusCode.Forbidden);
    }
}
