using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ingestion;

public sealed class UsageIngestTests
{
    private const int People = 8;
    private static readonly DateOnly Today = IngestBench.Today;
    private static readonly DateOnly C = Today.AddDays(-2);

    private static FakeVendor Vendor(int historyDays = 130) => SmallOrganization.Create(People, Today, historyDays);

    private static async Task<IngestBench> KnownPeopleAsync(FakeVendor vendor)
    {
        var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        vendor.Calls.Clear();
        return bench;
    }

    [Fact]
    public async Task A_first_pull_covers_the_longest_window_and_the_month_before_it()
    {
        var vendor = Vendor();
        await using var bench = await KnownPeopleAsync(vendor);
        var result = await bench.UsageAsync();

        Assert.Equal(RunStatus.Succeeded, result.Run.Status);
        foreach (var stream in (string[])["conversations", "presence", "evaluations", "audits:Routing", "audits:WorkforceManagement"])
        {
            var covered = await bench.CoveredAsync(stream);
            Assert.Equal(C, covered[^1]);
            Assert.Equal(covered[0].DayNumber + covered.Count - 1, C.DayNumber);
            Assert.True(
                covered[0] <= C.AddDays(stream.EndsWith("WorkforceManagement", StringComparison.Ordinal) ? -59 : -119),
                $"{stream} since {covered[0]}"
            );
            Assert.Equal(C, (await bench.StreamAsync(stream)).CompleteThrough);
        }

        Assert.All(vendor.Calls.Where(c => c.From is not null), c => Assert.True(c.To!.Value.DayNumber - c.From!.Value.DayNumber < 31));
        Assert.Equal(4, vendor.Calls.Count(c => c.Call == "Conversations"));
        Assert.Equal(C.AddDays(1), vendor.Calls.First(c => c.Call == "Conversations").To);
        Assert.True(result.Run.StepsDone == result.Run.StepsTotal && result.Run.StepsTotal > 20);
    }

    [Fact]
    public async Task Signals_become_the_features_that_count_them()
    {
        var vendor = Vendor(historyDays: 0);
        var at = C.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);
        vendor.Conversations.AddRange([
            new("p00", C, "voice", 3, 90),
            new("p00", C, "callback", 2, 10),
            new("p00", C, "chat", 1, 5),
            new("p00", C, "cobrowse", 4, 6),
            new("p00", C, "tBarging", 0, 7),
            new("p00", C, "tTalk", 9, 9),
        ]);
        vendor.Evaluations.AddRange([new("p00", C, "received", 1, 0), new("p00", C, "done", 2, 0)]);
        vendor.Audits.AddRange([
            new("Routing", "Queue", "Update", "p00", "q", at, false),
            new("Routing", "Queue", "Update", "p00", "q", at, true),
            new("Routing", "Queue", "Read", "p00", "q", at, false),
            new("Routing", "Queue", "Update", null, "q", at, false),
            new("Directory", "User", "Update", "p00", "p00", at, false),
            new("Directory", "User", "Update", "p00", "p01", at, false),
            new("AnalyticsReporting", "Exports", "Create", "p00", "x", at, false),
            new("AnalyticsReporting", "Shoe", "Create", "p00", "x", at, false),
        ]);
        await using var bench = await KnownPeopleAsync(vendor);
        await bench.UsageAsync();

        Assert.Equal(
            ["administration 2 0", "digital 1 5", "other-media 4 6", "quality 3 0", "reporting 1 0", "supervision 1 7", "voice 5 100"],
            await bench.FactsAsync("p00", C)
        );
        Assert.True((await bench.StreamAsync("audits:AnalyticsReporting")).AuditsViews);
        Assert.False((await bench.StreamAsync("audits:WorkforceManagement")).AuditsViews);
    }

    [Fact]
    public async Task The_next_day_asks_only_what_is_new_or_still_changing()
    {
        var vendor = Vendor(historyDays: 40);
        await using var bench = await KnownPeopleAsync(vendor);
        await bench.UsageAsync();
        bench.Clock.Advance(TimeSpan.FromDays(1));
        vendor.CompleteUntil = vendor.CompleteUntil!.Value.AddDays(1);
        SmallOrganization.Day(vendor, People, Today, salt: 500);
        vendor.Calls.Clear();
        await bench.UsageAsync();

        var asked = vendor.Calls.Where(c => c.From is not null).ToList();
        Assert.All(asked, c => Assert.Equal((C.AddDays(-1), C.AddDays(2)), (c.From!.Value, c.To!.Value)));
        Assert.Equal(3 + 8, asked.Count);
        Assert.Equal(C.AddDays(1), (await bench.CoveredAsync("conversations"))[^1]);

        // Who starts on that day knows the same.
        await using var fresh = await KnownPeopleAsync(vendor);
        fresh.Clock.Advance(TimeSpan.FromDays(1));
        await fresh.UsageAsync();
        await fresh.UsageAsync();
        var (expected, actual) = (await fresh.DigestAsync(), await bench.DigestAsync());
        foreach (var table in (string[])["Sessions", "UsageDays", "FeatureUses", "PersonDays"])
        {
            Assert.Equal(expected[table], actual[table]);
        }
    }

    [Fact]
    public async Task Days_asked_again_replace_what_they_held()
    {
        var vendor = Vendor(historyDays: 40);
        await using var bench = await KnownPeopleAsync(vendor);
        await bench.UsageAsync();
        vendor.Conversations.RemoveAll(u => u.Day >= C.AddDays(-2));
        vendor.Conversations.Add(new("p01", C, "email", 5, 50));
        vendor.Presence.RemoveAll(p => DateOnly.FromDateTime(p.Start) == C);
        await bench.UsageAsync();

        Assert.Equal(["digital 5 50"], (await bench.FactsAsync("p01", C)).Where(f => !f.StartsWith("quality", StringComparison.Ordinal)));
        Assert.DoesNotContain(await bench.FactsAsync("p00", C), f => f.StartsWith("voice", StringComparison.Ordinal));
        await using var db = bench.Database.Open();
        var day = FactDay.Of(C.AddDays(-3));
        var voice = await db
            .FeatureUses.Where(u => db.Features.Any(f => f.Key == u.FeatureKey && f.Name == "voice"))
            .MaxAsync(u => u.LastUsedOn);
        Assert.Equal(day, voice);
    }

    [Fact]
    public async Task Aborted_at_any_transaction_and_run_again_it_ends_the_same()
    {
        var vendor = Vendor(historyDays: 40);
        await using var whole = await KnownPeopleAsync(vendor);
        var before = whole.Aborts.Commits;
        await whole.UsageAsync();
        var commits = whole.Aborts.Commits - before;
        var expected = await whole.DigestAsync();

        await using var bench = await KnownPeopleAsync(Vendor(historyDays: 40));
        var random = new Random(7);
        for (var kill = 0; kill < commits; kill += random.Next(1, 6))
        {
            bench.Aborts.After(kill);
            try
            {
                await bench.UsageAsync();
            }
            catch (Exception)
            {
                // Where the abort hit, the run may end in any words.
            }
        }

        bench.Aborts.Never();
        Assert.Equal(RunStatus.Succeeded, (await bench.UsageAsync()).Run.Status);
        Assert.Equal(expected, await bench.DigestAsync());
    }

    [Theory]
    [InlineData("Conversations", "conversations")]
    [InlineData("Presence", "presence")]
    [InlineData("Evaluations", "evaluations")]
    [InlineData("Audits:Routing", "audits:Routing")]
    public async Task A_stream_that_is_refused_is_not_covered_and_the_rest_arrives(string call, string stream)
    {
        var vendor = Vendor(historyDays: 40);
        vendor.Refuse(call);
        await using var bench = await KnownPeopleAsync(vendor);
        var result = await bench.UsageAsync();

        Assert.Equal(RunStatus.Succeeded, result.Run.Status);
        Assert.Equal(StreamState.NotServed, (await bench.StreamAsync(stream)).State);
        Assert.Contains("403", (await bench.StreamAsync(stream)).Failure, StringComparison.Ordinal);
        Assert.Empty(await bench.CoveredAsync(stream));
        Assert.NotEmpty(await bench.CoveredAsync("audits:Directory"));
        Assert.NotEmpty(await bench.CoveredAsync(stream == "conversations" ? "presence" : "conversations"));
    }

    [Fact]
    public async Task A_service_that_the_organization_does_not_audit_is_not_asked()
    {
        var vendor = Vendor(historyDays: 40);
        vendor.Audited.Remove("SpeechAndTextAnalytics");
        await using var bench = await KnownPeopleAsync(vendor);
        await bench.UsageAsync();

        Assert.Equal(StreamState.NotAudited, (await bench.StreamAsync("audits:SpeechAndTextAnalytics")).State);
        Assert.DoesNotContain(vendor.Calls, c => c.Call == "Audits:SpeechAndTextAnalytics");
    }

    [Fact]
    public async Task A_refused_mapping_leaves_every_audit_stream_unserved()
    {
        var vendor = Vendor(historyDays: 40);
        vendor.Refuse("AuditMapping");
        await using var bench = await KnownPeopleAsync(vendor);

        Assert.Equal(RunStatus.Succeeded, (await bench.UsageAsync()).Run.Status);
        Assert.Equal(StreamState.NotServed, (await bench.StreamAsync("audits:Directory")).State);
        Assert.NotEmpty(await bench.CoveredAsync("conversations"));
    }

    [Theory]
    [InlineData("Conversations")]
    [InlineData("Presence")]
    public async Task What_every_rule_rests_on_marks_the_run_when_it_fails_and_is_asked_again(string call)
    {
        var vendor = Vendor(historyDays: 40);
        await using var whole = await KnownPeopleAsync(vendor);
        await whole.UsageAsync();
        await whole.UsageAsync();
        await using var bench = await KnownPeopleAsync(vendor);
        vendor.Break(call, afterRows: 0);
        var failed = await bench.UsageAsync();
        Assert.Equal(RunStatus.Failed, failed.Run.Status);
        Assert.Contains("broke off", failed.Run.Failure, StringComparison.Ordinal);
        Assert.NotEmpty(await bench.CoveredAsync("evaluations"));

        Assert.Equal(RunStatus.Succeeded, (await bench.UsageAsync()).Run.Status);
        await bench.UsageAsync();
        Assert.Equal(await whole.DigestAsync(), await bench.DigestAsync());
    }

    [Theory, InlineData(RunStatus.Failed, "The vendor gave no answer."), InlineData(RunStatus.Cancelled, "")]
    public async Task Only_an_import_that_failed_is_said_to_have_failed(RunStatus status, string said)
    {
        await using var bench = await KnownPeopleAsync(Vendor(historyDays: 10));
        await bench.UsageAsync();
        await using var db = bench.Database.Open();
        var at = bench.Clock.GetUtcNow().UtcDateTime.AddMinutes(1);
        db.ImportRuns.Add(
            new ImportRun
            {
                PlatformKey = 1,
                Kind = ImportKinds.Usage,
                StartedAt = at,
                EndedAt = at,
                Status = status,
                Failure = "The vendor gave no answer.",
            }
        );
        await db.SaveChangesAsync();
        Assert.Equal(said, Assert.Single(await bench.Database.Get<IReadIngestState>().RunAsync(CancellationToken.None)).Failure);
    }

    [Fact]
    public async Task Nothing_is_said_to_be_evaluated_before_the_evaluation_that_follows_the_import_has_ended()
    {
        await using var bench = await KnownPeopleAsync(Vendor(historyDays: 10));
        await bench.UsageAsync();
        var states = bench.Database.Get<IReadIngestState>();
        var imported = Assert.Single(await states.RunAsync(CancellationToken.None));
        Assert.Equal((true, false), (imported.CompleteThrough is not null, imported.Evaluated));
        await using var db = bench.Database.Open();
        var at = bench.Clock.GetUtcNow().UtcDateTime;
        var run = new JobRun
        {
            Job = "evaluate",
            PlatformKey = 1,
            Follows = Guid.CreateVersion7(),
            StartedAt = at,
            HeartbeatAt = at,
            Instance = Guid.CreateVersion7(),
        };
        db.JobRuns.Add(run);
        await db.SaveChangesAsync();
        Assert.False(Assert.Single(await states.RunAsync(CancellationToken.None)).Evaluated);
        run.EndedAt = at;
        await db.SaveChangesAsync();
        Assert.True(Assert.Single(await states.RunAsync(CancellationToken.None)).Evaluated);
    }

    [Fact]
    public async Task Absurd_records_are_set_aside_and_counted()
    {
        var vendor = Vendor(historyDays: 10);
        vendor.Conversations.AddRange([
            new("stranger", C, "voice", 1, 1),
            new("p00", C, "voice", -4, 1),
            new("p00", C, "voice", 1, -9),
            new("p00", C, "voice", int.MaxValue, long.MaxValue),
            new("p00", new(1970, 1, 1), "voice", 1, 1),
        ]);
        var at = C.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);
        vendor.Presence.AddRange([
            new("stranger", at, at.AddHours(1), "AVAILABLE"),
            new("p00", at, at.AddHours(-1), "AVAILABLE"),
            new("p07", at.AddHours(9), null, "DANCING"),
        ]);
        await using var bench = await KnownPeopleAsync(vendor);
        var result = await bench.UsageAsync();

        Assert.Equal(RunStatus.Succeeded, result.Run.Status);
        foreach (
            var words in (string[])
                [
                    "1 usage record of an unknown person",
                    "3 usage records with an absurd count",
                    "usage records of a day that was not asked",
                    "1 presence stretch of an unknown person",
                    "1 presence stretch outside the days asked or ending before the start",
                ]
        )
        {
            Assert.Contains(words, result.Summary, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_pages_leave_open_is_not_covered()
    {
        var vendor = Vendor(historyDays: 40);
        await using var bench = await KnownPeopleAsync(vendor);
        var asked = 0;
        vendor.OnCompleteUntil = until => asked++ == 0 ? until : until.AddDays(-3);
        await bench.UsageAsync();

        Assert.Equal(C.AddDays(-3), (await bench.StreamAsync("conversations")).CompleteThrough);
        Assert.Equal(C.AddDays(-3), (await bench.CoveredAsync("conversations"))[^1]);
        Assert.Equal(C, (await bench.StreamAsync("presence")).CompleteThrough);
        Assert.Equal(C.AddDays(-3), (await bench.StreamAsync("evaluations")).CompleteThrough);
    }

    [Fact]
    public async Task Nobody_known_yet_is_said_so()
    {
        await using var bench = await IngestBench.CreateAsync(Vendor(historyDays: 5));
        Assert.Contains(
            "directory",
            (await Assert.ThrowsAsync<JobFailedException>(() => bench.UsageAsync())).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_new_division_is_covered_by_the_pulls_that_were_of_everyone()
    {
        var vendor = Vendor(historyDays: 40);
        await using var bench = await KnownPeopleAsync(vendor);
        await bench.UsageAsync();
        vendor.Divisions.Add(new("d3", "New"));
        await bench.DirectoryAsync();
        await bench.UsageAsync();
        await using var db = bench.Database.Open();
        var counts = await db
            .Coverage.Where(c => db.Streams.Any(s => s.Key == c.StreamKey && s.Name == "conversations"))
            .GroupBy(c => c.DivisionKey)
            .Select(g => g.Count())
            .ToListAsync();

        Assert.Equal(4, counts.Count);
        Assert.Single(counts.Distinct());
    }
}
