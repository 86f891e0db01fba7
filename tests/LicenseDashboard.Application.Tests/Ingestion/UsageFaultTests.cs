using LicenseDashboard.Application.Ingestion;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Core.Ingestion;
using LicenseDashboard.Core.Jobs;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing.Vendors;
using Xunit;
using static LicenseDashboard.Application.Tests.Ingestion.UsageWorld;

namespace LicenseDashboard.Application.Tests.Ingestion;

/// <summary>What the vendor refuses, breaks off or says wrongly.</summary>
public sealed class UsageFaultTests
{
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
                    "3 usage records with an invalid count",
                    "usage records of a day that was not requested",
                    "1 presence stretch of an unknown person",
                    "1 presence stretch outside the requested days or ending before the start",
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
}
