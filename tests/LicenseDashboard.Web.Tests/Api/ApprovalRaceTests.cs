using System.Net;
using System.Text.Json;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Web.Demo;
using LicenseDashboard.Web.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Web.Tests.Api;

/// <summary>
/// Two approve the same row at once: a persona by what the page calls, a token over HTTP. A program of its own, in which nothing is carried
/// out meanwhile.
/// </summary>
public sealed class ApprovalRaceTests : IAsyncLifetime
{
    private const int Pairs = 200;
    private const int HeadStart = 300_000;
    private readonly ApiProgram _program = new() { UndoSeconds = 3600 };

    public ValueTask InitializeAsync() => _program.InitializeAsync();

    public ValueTask DisposeAsync() => _program.DisposeAsync();

    [Fact]
    public async Task One_of_two_wins_each_time_and_the_other_gets_409_with_the_fresh_row()
    {
        await using var scope = _program.Services.CreateAsyncScope();
        var persona = await scope
            .ServiceProvider.GetRequiredService<CurrentViewer>()
            .ForAsync(Persona.RegionalHead.SignIn("test"), TestContext.Current.CancellationToken);
        var list = _program.Services.GetRequiredService<RecommendationList>();
        var mine = await list.RunAsync(
            persona,
            new RecommendationFilter
            {
                Statuses = [Core.Recommendations.RecommendationStatus.Open],
                Lanes = [Core.Rightsizing.Lane.Ready, Core.Rightsizing.Lane.Review],
            },
            new Page(1, 50),
            TestContext.Current.CancellationToken
        );
        var ids = mine.Value.Items.Select(row => row.Id).ToList();
        Assert.NotEmpty(ids);
        var byPage = 0;
        for (var pair = 0; pair < Pairs; pair++)
        {
            var id = ids[pair % ids.Count];
            var version = (await list.OneAsync(persona, new RecommendationId(id), TestContext.Current.CancellationToken))!.Version;
            byPage += await RaceAsync(persona, list, id, version) ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{Pairs} pairs: the page won {byPage}, REST {Pairs - byPage}");
        await using var db = await _program
            .Services.GetRequiredService<IDbContextFactory<LicenseDb>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            Pairs,
            await db.Audit.CountAsync(entry => entry.Action == "recommendation.approved", TestContext.Current.CancellationToken)
        );
        Assert.Equal(Pairs, await db.Remediations.CountAsync(TestContext.Current.CancellationToken));
    }

    /// <returns>True when the page won.</returns>
    private async Task<bool> RaceAsync(Viewer persona, RecommendationList list, Guid id, int version)
    {
        var row = new RecommendationId(id);
        using var start = new Barrier(2);
        var page = Task.Run(async () =>
        {
            start.SignalAndWait();

            // HTTP has the longer way: a head start of varying length lets either come first.
            Thread.SpinWait(Random.Shared.Next(HeadStart));
            return await _program
                .Services.GetRequiredService<ApproveRecommendation>()
                .RunAsync(persona, row, version, null, CancellationToken.None);
        });
        var rest = Task.Run(async () =>
        {
            start.SignalAndWait();
            return await _program.SendAsync(
                HttpMethod.Post,
                $"recommendations/{id}/approve",
                ApiProgram.Decide,
                $$"""{"version":{{version}}}"""
            );
        });
        var said = await page;
        using var answer = await rest;
        var fresh = (await list.OneAsync(persona, row, CancellationToken.None))!;
        Assert.Equal((Core.Recommendations.RecommendationStatus.Approved, version + 1), (fresh.Status, fresh.Version));
        if (said.Refusal is null)
        {
            var problem = await ApiProgram.ProblemAsync(answer, HttpStatusCode.Conflict);
            Assert.Equal("stale", problem.GetProperty("code").GetString());
            var shown = problem.GetProperty("row");
            Assert.Equal(
                (id.ToString(), "approved", version + 1, Persona.RegionalHead.Name),
                (Text(shown, "id"), Text(shown, "status"), shown.GetProperty("version").GetInt32(), Text(shown, "decidedBy"))
            );
            Assert.Null(
                (
                    await _program.Services.GetRequiredService<UndoDecision>().RunAsync(persona, row, fresh.Version, CancellationToken.None)
                ).Refusal
            );
            return true;
        }

        Assert.Equal((HttpStatusCode.OK, "stale"), (answer.StatusCode, said.Refusal.Code));
        Assert.Equal("token:test-decide", fresh.DecidedBy);
        await _program.DecideAsync($"recommendations/{id}/undo", $$"""{"version":{{fresh.Version}}}""");
        return false;
    }

    private static string? Text(JsonElement row, string name) => row.GetProperty(name).GetString();
}
