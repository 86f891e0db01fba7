using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ingestion;

/// <summary>Evidence that does not arrive is unknown since then, in the vendor's words, and ends no import.</summary>
public sealed class EvidenceTests
{
    private static readonly DateOnly Today = IngestBench.Today;
    private static readonly DateOnly C = Today.AddDays(-2);

    [Theory]
    [
        InlineData("Evaluations", "evaluations", 400),
        InlineData("Evaluations", "evaluations", 500),
        InlineData("Evaluations", "evaluations", 403)
    ]
    [
        InlineData("Audits:Routing", "audits:Routing", 400),
        InlineData("Audits:Routing", "audits:Routing", 503),
        InlineData("Audits:Routing", "audits:Routing", 404)
    ]
    [InlineData("AuditMapping", "audits:Routing", 500), InlineData("AuditMapping", "audits:Directory", 403)]
    [InlineData("Conversations", "conversations", 400), InlineData("Presence", "presence", 400)]
    [InlineData("PresenceCompleteUntil", "presence", 403), InlineData("PresenceCompleteUntil", "presence", 500)]
    public async Task Stream_that_fails_is_unknown_since_then_and_the_rest_arrives(string call, string stream, int status)
    {
        var vendor = SmallOrganization.Create(8, Today, 40);
        vendor.Refuse(call, status);
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        var since = bench.Clock.GetUtcNow().UtcDateTime;
        Assert.Equal(RunStatus.Succeeded, (await bench.UsageAsync()).Run.Status);
        var (failed, other) = (
            await bench.StreamAsync(stream),
            await bench.StreamAsync(stream == "evaluations" ? "conversations" : "evaluations")
        );
        Assert.Contains($"{status}", failed.Failure, StringComparison.Ordinal);
        Assert.Equal((since, status is 403 or 404), (failed.UnknownSince, failed.State == StreamState.NotServed));
        Assert.Empty(await bench.CoveredAsync(stream));
        Assert.Equal(("", null, C), (other.Failure, other.UnknownSince, other.CompleteThrough));

        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.UsageAsync();
        Assert.Equal(since, (await bench.StreamAsync(stream)).UnknownSince);
        vendor.Refused.Clear();
        await bench.UsageAsync();
        Assert.Equal(
            (StreamState.Served, "", null),
            await bench.StreamAsync(stream) is var healed ? (healed.State, healed.Failure, healed.UnknownSince) : default
        );
        Assert.Equal(C, (await bench.CoveredAsync(stream))[^1]);
    }

    [Theory, InlineData(403), InlineData(500)]
    public async Task Conversations_end_where_presence_does_when_their_own_date_is_not_told(int status)
    {
        var vendor = SmallOrganization.Create(8, Today, 40);
        vendor.PresenceCompleteUntil = C.ToDateTime(new TimeOnly(10, 0), DateTimeKind.Utc);
        vendor.Refuse("ConversationsCompleteUntil", status);
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        Assert.Equal(RunStatus.Succeeded, (await bench.UsageAsync()).Run.Status);
        var stream = await bench.StreamAsync(StreamStatus.Conversations);
        Assert.Equal((StreamState.Served, C.AddDays(-1), ""), (stream.State, stream.CompleteThrough, stream.Failure));
    }

    [Fact]
    public async Task Retention_that_is_not_told_is_what_it_was()
    {
        var vendor = SmallOrganization.Create(8, Today, 40);
        vendor.RetentionDays = 90;
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        await bench.UsageAsync();
        vendor.Refuse("RetentionDays", 500);
        Assert.Equal(RunStatus.Succeeded, (await bench.UsageAsync()).Run.Status);
        await using var db = bench.Database.Open();
        Assert.Equal(90, (await db.Platforms.SingleAsync()).RetentionDays);
    }

    [Fact]
    public async Task What_a_failing_service_feeds_stays_as_it_was()
    {
        var vendor = SmallOrganization.Create(8, Today, 40);
        var at = C.ToDateTime(new TimeOnly(12, 0), DateTimeKind.Utc);
        vendor.Audits.Clear();
        vendor.Audits.Add(new("Directory", "User", "Update", "p02", "p03", at, false));
        await using var bench = await IngestBench.CreateAsync(vendor);
        await bench.DirectoryAsync();
        await bench.UsageAsync();
        Assert.Contains("administration 1 0", await bench.FactsAsync("p02", C));
        vendor.Refuse("Audits:Directory", 500);
        vendor.Audits.Add(new("Routing", "Queue", "Update", "p01", "q", at, false));
        await bench.UsageAsync();
        Assert.Contains("administration 1 0", await bench.FactsAsync("p02", C));
        Assert.DoesNotContain("administration 1 0", await bench.FactsAsync("p01", C));
        vendor.Refused.Clear();
        await bench.UsageAsync();
        Assert.Contains("administration 1 0", await bench.FactsAsync("p01", C));
    }
}
