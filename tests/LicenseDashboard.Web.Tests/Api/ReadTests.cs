using System.Globalization;
using System.Net;
using System.Text.Json;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Web.Api;
using Xunit;

namespace LicenseDashboard.Web.Tests.Api;

[Collection(ApiTests.Name)]
public sealed class ReadTests(ApiProgram program)
{
    private static readonly string[] _reasons =
    [
        "not-active",
        "no-base",
        "inactive",
        "only-tokens",
        "data-fault",
        "nothing-cheaper",
        "suppressed",
    ];

    [Fact]
    public async Task Everybody_has_a_finding_or_the_reason_why_not()
    {
        var users = (await program.GetAsync("users?pageSize=200")).GetProperty("items").EnumerateArray().ToList();
        Assert.True(users.Count >= 60);
        Assert.All(
            users,
            user =>
            {
                Assert.True(user.GetProperty("life").GetString() is "active" or "inactive" or "only-tokens" or "unknown");
                Assert.True(
                    user.GetProperty("findingId").ValueKind == JsonValueKind.String
                        ^ user.GetProperty("noFindingReason").ValueKind == JsonValueKind.String,
                    user.ToString()
                );
                Assert.True(user.GetProperty("noFindingReason").GetString() is not { } reason || _reasons.Contains(reason));
            }
        );
        Assert.Contains(users, user => user.GetProperty("lastSeen").ValueKind == JsonValueKind.String);
        var found = users.First(user => user.GetProperty("findingId").ValueKind == JsonValueKind.String);
        var row = await program.GetAsync($"recommendations/{found.GetProperty("findingId").GetString()}");
        Assert.Equal(found.GetProperty("id").GetString(), row.GetProperty("user").GetProperty("id").GetString());
    }

    [Fact]
    public async Task One_person_shows_roles_features_and_days()
    {
        var row = (await program.GetAsync("recommendations?status=open")).GetProperty("items")[0];
        var id = row.GetProperty("user").GetProperty("id").GetString();
        var user = await program.GetAsync($"users/{id}");
        Assert.Equal(row.GetProperty("currentSkus").ToString(), user.GetProperty("held").ToString());
        Assert.NotEmpty(user.GetProperty("roles").EnumerateArray());
        Assert.All(
            user.GetProperty("roles").EnumerateArray(),
            role => Assert.True(role.GetProperty("via").GetString() is "direct" or "group")
        );
        Assert.Equal(
            Catalogue.Default.Features.Select(feature => feature.Key),
            user.GetProperty("features").EnumerateArray().Select(feature => feature.GetProperty("key").GetString()!)
        );

        var usage = await program.GetAsync($"users/{id}/usage?days=90");
        Assert.Equal(Catalogue.Default.Features.Count, usage.GetProperty("coverage").GetArrayLength());
        var from = DateOnly.Parse(usage.GetProperty("from").GetString()!, CultureInfo.InvariantCulture);
        Assert.Equal(89, DateOnly.Parse(usage.GetProperty("to").GetString()!, CultureInfo.InvariantCulture).DayNumber - from.DayNumber);
        Assert.All(usage.GetProperty("items").EnumerateArray(), point => Assert.True(point.GetProperty("count").GetInt32() > 0));
        using var unknown = await program.SendAsync(HttpMethod.Get, "users/nobody", ApiProgram.Read);
        await ApiProgram.ProblemAsync(unknown, HttpStatusCode.NotFound);
        using var days = await program.SendAsync(HttpMethod.Get, $"users/{id}/usage?days=0", ApiProgram.Read);
        await ApiProgram.ProblemAsync(days, HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Catalogue_is_the_one_in_force()
    {
        using var answer = await program.SendAsync(HttpMethod.Get, "catalogue", ApiProgram.Read);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(CatalogueJson.Write(Catalogue.Default), text);
        Assert.Null(CatalogueJson.Read(text).Refusal);
    }

    [Fact]
    public async Task Freshness_says_what_rows_rest_on()
    {
        var freshness = await program.GetAsync("freshness");
        Assert.Equal("UTC", freshness.GetProperty("timeZone").GetString());
        var presence = freshness
            .GetProperty("streams")
            .EnumerateArray()
            .Single(stream => stream.GetProperty("stream").GetString() == "presence");
        Assert.Equal("served", presence.GetProperty("state").GetString());
        Assert.True(
            string.CompareOrdinal(presence.GetProperty("coveredFrom").GetString(), presence.GetProperty("completeThrough").GetString()) < 0
        );
        foreach (
            var field in new[]
            {
                "today",
                "divisionsNotCovered",
                "featuresWithAuditedViews",
                "firstSnapshotOn",
                "backfillComplete",
                "unconfirmedRoleSets",
            }
        )
        {
            Assert.True(freshness.TryGetProperty(field, out _), field);
        }
    }

    [Fact]
    public async Task Summary_adds_up()
    {
        var summary = await program.GetAsync("summary");
        Assert.NotEmpty(summary.GetProperty("seats").EnumerateArray());
        Assert.All(
            summary.GetProperty("seats").EnumerateArray(),
            seat =>
                Assert.Equal(
                    seat.GetProperty("assigned").GetInt32(),
                    seat.GetProperty("active").GetInt32() + seat.GetProperty("idle").GetInt32() + seat.GetProperty("unknown").GetInt32()
                )
        );
        var open = (await program.GetAsync("recommendations?status=open&lane=ready,review&pageSize=200"))
            .GetProperty("items")
            .EnumerateArray()
            .ToList();
        var potential = summary.GetProperty("totals").GetProperty("potential");
        Assert.Equal(open.Count, potential.GetProperty("count").GetInt32());
        Assert.Equal(
            open.Sum(row => row.GetProperty("listMonthlySaving").GetProperty("amount").GetDecimal()),
            potential.GetProperty("list")[0].GetProperty("amount").GetDecimal()
        );
    }

    [Fact]
    public async Task Review_of_the_month_is_open()
    {
        var review = await program.GetAsync("reviews/current");
        Assert.Equal(
            review.GetProperty("total").GetInt32(),
            review.GetProperty("decided").GetInt32() + review.GetProperty("undecided").GetInt32()
        );
    }

    [Fact]
    public async Task Only_an_import_that_refused_short_lists_can_be_accepted_and_only_by_a_token_that_operates()
    {
        var import = (await program.GetAsync("imports?kind=directory")).GetProperty("items")[0];
        Assert.Equal(0, import.GetProperty("refused").GetArrayLength());
        using var none = await program.SendAsync(
            HttpMethod.Post,
            $"imports/{import.GetProperty("id").GetString()}/accept",
            ApiProgram.Operate
        );
        await ApiProgram.ProblemAsync(none, HttpStatusCode.NotFound);
        using var reader = await program.SendAsync(HttpMethod.Post, $"imports/{Guid.CreateVersion7()}/accept", ApiProgram.Read);
        await ApiProgram.ProblemAsync(reader, HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Job_runs_now_once_at_a_time()
    {
        using var unknown = await program.SendAsync(HttpMethod.Post, "jobs/payroll/run", ApiProgram.Operate);
        await ApiProgram.ProblemAsync(unknown, HttpStatusCode.NotFound);
        var run = await program.JsonAsync(HttpMethod.Post, "jobs/directory/run", ApiProgram.Operate, expected: HttpStatusCode.Accepted);
        Assert.Equal(("directory", "running"), (run.GetProperty("job").GetString(), run.GetProperty("status").GetString()));
        using var twice = await program.SendAsync(HttpMethod.Post, "jobs/directory/run", ApiProgram.Operate);
        if (twice.StatusCode != HttpStatusCode.Accepted)
        {
            var problem = await ApiProgram.ProblemAsync(twice, HttpStatusCode.Conflict);
            Assert.Equal(
                ("running", "directory"),
                (problem.GetProperty("code").GetString(), problem.GetProperty("row").GetProperty("job").GetString())
            );
        }
    }

    [Fact]
    public async Task Export_has_one_row_for_each_user_in_feature_order()
    {
        using var answer = await program.SendAsync(HttpMethod.Get, "exports/utilization.csv", ApiProgram.Read);
        Assert.Equal("text/csv", answer.Content.Headers.ContentType?.MediaType);
        var lines = (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split(
            "\r\n",
            StringSplitOptions.RemoveEmptyEntries
        );
        Assert.Equal("User_ID,Current_License,Observed_Feature_Usage", lines[0]);
        Assert.Equal((await program.GetAsync("users")).GetProperty("total").GetInt32(), lines.Length - 1);
        Assert.All(
            lines.Skip(1),
            line =>
                Assert.Equal(
                    Catalogue.Default.Features.Select(feature => feature.Key),
                    line.Split(',')[2].Split(';').Select(use => use.Split('=')[0])
                )
        );
        Assert.Contains(
            lines,
            line => line.Contains("voice=", StringComparison.Ordinal) && !line.Contains("voice=0", StringComparison.Ordinal)
        );
    }

    [Theory]
    [
        InlineData("plain", "plain"),
        InlineData("=cmd|'/c calc'!A0", "'=cmd|'/c calc'!A0"),
        InlineData("+1", "'+1"),
        InlineData("-1", "'-1"),
        InlineData("@x", "'@x"),
        InlineData(" =x", "' =x")
    ]
    [
        InlineData("a,b", "\"a,b\""),
        InlineData("say \"x\"", "\"say \"\"x\"\"\""),
        InlineData("\t=x", "\"'\t=x\""),
        InlineData("a\nb", "\"a\nb\""),
        InlineData("", "")
    ]
    public void Text_can_t_become_a_formula(string text, string cell) => Assert.Equal(cell, CsvText.Cell(text));

    [Fact]
    public async Task Row_lists_every_permission_lost_with_its_divisions()
    {
        var rows = (await program.GetAsync("recommendations?status=open&pageSize=200")).GetProperty("items").EnumerateArray().ToList();
        List<JsonElement> lost = [];
        foreach (var row in rows)
        {
            var one = await program.GetAsync($"recommendations/{row.GetProperty("id").GetString()}");
            var (plan, permissions) = (
                one.GetProperty("plan").GetArrayLength(),
                one.GetProperty("lostPermissions").EnumerateArray().ToList()
            );
            Assert.True(plan > 0 || permissions.Count == 0, one.ToString());
            Assert.True(plan == 0 || one.GetProperty("nearestPlan").GetArrayLength() == 0, one.ToString());
            var givenUp = one.GetProperty("givenUp").EnumerateArray().Select(each => each.GetString()).ToList();
            Assert.All(one.GetProperty("dropped").EnumerateArray(), dropped => Assert.Contains(dropped.GetString(), givenUp));
            lost.AddRange(permissions);
        }

        Assert.NotEmpty(lost);
        Assert.All(
            lost,
            each =>
            {
                Assert.NotEqual(0, each.GetProperty("divisions").GetArrayLength());
                Assert.Equal(each.GetProperty("divisions").GetArrayLength(), each.GetProperty("divisionNames").GetArrayLength());
            }
        );
        Assert.Contains(lost, each => each.GetProperty("divisionNames")[0].GetString() != each.GetProperty("divisions")[0].GetString());
    }
}
