using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing.Vendors;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static LicenseDashboard.Application.Tests.Ingestion.UsageWorld;

namespace LicenseDashboard.Application.Tests.Ingestion;

public sealed class UsageIngestTests
{
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
        SmallOrganization.Day(vendor, PeopleCount, Today, salt: 500);
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
