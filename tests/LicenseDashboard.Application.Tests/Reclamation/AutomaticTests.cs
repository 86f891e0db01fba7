using LicenseDashboard.Application.Reclamation;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>What a policy does by itself, and what it never does.</summary>
public class AutomaticTests
{
    private static readonly ReclamationTerms Automatic = ReclamationTerms.Default with { Mode = ReclamationMode.Automatic, DailyLimit = 2 };

    [Fact]
    public async Task First_cycle_is_shown_dry_and_the_next_day_the_policy_approves()
    {
        await using var bench = await FoundAsync(1);
        await bench.DaysAsync(8);
        Assert.Equal(RecommendationStatus.Open, (await bench.RowAsync(0)).Status);
        Assert.Equal(bench.Today, (await bench.CaseAsync(0)).DryRunOn);
        await bench.DaysAsync(1);
        var row = await bench.RowAsync(0);
        Assert.Equal(
            (RecommendationStatus.Approved, "policy:reclamation/1/0", "Reclamation policy"),
            (row.Status, row.DecidedBy, row.DecidedByName)
        );
        Assert.Equal(0, (await bench.DayAsync()).Taken.Taken);
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(RecommendationStatus.Done, (await bench.RowAsync(0)).Status);
        Assert.Contains("policy.dry-run", await bench.AuditAsync());
    }

    [Theory, InlineData(2, 2), InlineData(3, 0)]
    public async Task Above_the_days_limit_the_run_takes_none(int people, int taken)
    {
        await using var bench = await FoundAsync(people);
        await bench.DaysAsync(8);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.CoverAsync();
        var report = await bench.DayAsync();
        Assert.Equal((taken, people - taken), (report.Taken.Taken, report.Taken.Stopped));
    }

    [Fact]
    public async Task Stopped_run_waits_for_an_administrator_who_has_seen_the_number()
    {
        await using var bench = await FoundAsync(3);
        await bench.DaysAsync(9);
        var release = bench.Get<ReleaseReclamations>();
        Assert.Equal("forbidden", (await release.RunAsync(bench.Manager, "genesys", 0, 3, CancellationToken.None)).Refusal!.Code);
        Assert.Equal("stale", (await release.RunAsync(bench.Administrator, "genesys", 0, 2, CancellationToken.None)).Refusal!.Code);
        Assert.Equal(RecommendationStatus.Open, (await bench.RowAsync(2)).Status);
        Assert.Equal(3, (await release.RunAsync(bench.Administrator, "genesys", 0, 3, CancellationToken.None)).Value);
        Assert.Equal(RecommendationStatus.Approved, (await bench.RowAsync(2)).Status);
        Assert.Equal("wrong-state", (await release.RunAsync(bench.Administrator, "genesys", 0, 3, CancellationToken.None)).Refusal!.Code);
        Assert.Contains("policy.released", await bench.AuditAsync());
    }

    [Fact]
    public async Task Row_that_came_back_is_for_a_person()
    {
        await using var bench = await FoundAsync(1);
        await bench.DaysAsync(9);
        bench.Vendor.Tokens["p0"] = bench.Now;
        await bench.WorkAsync(TimeSpan.FromMinutes(1));
        Assert.Equal((RecommendationStatus.Open, Lane.Review), ((await bench.RowAsync(0)).Status, (await bench.RowAsync(0)).Lane));
        await bench.DaysAsync(2);
        var row = await bench.RowAsync(0);
        Assert.Equal((RecommendationStatus.Open, Lane.Review), (row.Status, row.Lane));
        Assert.Contains("it was restored", row.LaneNote, StringComparison.Ordinal);
        Assert.Empty(bench.Vendor.Journal);
    }

    [Fact]
    public async Task Vendor_that_hides_why_somebody_is_away_leaves_it_to_a_person()
    {
        await using var bench = await FoundAsync(1);
        bench.Vendor.Passing = (call, moment) =>
            _ = call == "StateReason" && moment == "before" ? throw new Core.Platforms.VendorException("403") { Status = 403 } : 0;
        await bench.DaysAsync(10);
        Assert.Equal((RecommendationStatus.Open, Lane.Review), ((await bench.RowAsync(0)).Status, (await bench.RowAsync(0)).Lane));
    }

    /// <summary>Inactive since January; half of them are tagged for the season to come.</summary>
    [Fact]
    public async Task Seasonal_burst_survives_an_automatic_run_in_October_and_works_on_Black_Friday()
    {
        const int half = 200;
        await using var bench = await ReclamationBench.CreateAsync((2 * half) + 1);
        bench.Clock.Advance(new DateTime(2027, 9, 22, 12, 0, 0, DateTimeKind.Utc) - bench.Now);
        await bench.CoverAsync();
        await using (var db = bench.Database.Open())
        {
            DateTime? january = new DateTime(2027, 1, 15, 9, 0, 0, DateTimeKind.Utc);
            await db
                .People.Where(p => p.Key != AdviceBench.ManagerKey)
                .ExecuteUpdateAsync(set => set.SetProperty(p => p.LastTokenAt, january));

            // Somebody is at work: a division in which nobody ever shows up would be one whose presence can't be seen.
            var yesterday = FactDay.Of(bench.Today.AddDays(-1));
            var january15 = FactDay.Of(new DateOnly(2027, 1, 15));
            db.PersonDays.AddRange(
                Enumerable
                    .Range(0, 2 * half)
                    .Select(n => new PersonDays
                    {
                        PersonKey = AdviceBench.Key(n),
                        LastDay = january15,
                        FirstPresentOn = january15,
                        Recent = 1,
                        Earlier = 0,
                    })
            );
            db.PersonDays.Add(
                new PersonDays
                {
                    PersonKey = AdviceBench.Key(2 * half),
                    LastDay = yesterday,
                    FirstPresentOn = yesterday,
                    Recent = 1,
                    Earlier = 0,
                }
            );
            db.Exemptions.AddRange(Enumerable.Range(0, half).Select(n => A.Exemption(AdviceBench.Key(n), from: new DateOnly(2027, 1, 1))));
            await db.SaveChangesAsync();
        }

        await bench.PolicyAsync(Automatic with { DailyLimit = 1000 });
        Assert.Equal(2 * half, (await bench.DayAsync()).Rows.Raised);
        bench.Clock.Advance(TimeSpan.FromDays(8));
        await bench.CoverAsync();
        Assert.Equal(half, (await bench.DayAsync()).Taken.Dry);
        bench.Clock.Advance(TimeSpan.FromDays(1));
        await bench.CoverAsync();
        Assert.Equal(new DateOnly(2027, 10, 1), bench.Today);
        Assert.Equal(half, (await bench.DayAsync()).Taken.Taken);
        await bench.WorkAsync(TimeSpan.FromMinutes(2));

        await using var read = bench.Database.Open();
        var rows = await read.Recommendations.AsNoTracking().ToListAsync();
        var tagged = rows.Where(row => row.PersonKey < AdviceBench.Key(half)).ToList();
        Assert.Equal(half, tagged.Count);
        Assert.All(tagged, row => Assert.Equal((RecommendationStatus.Open, Lane.Protected), (row.Status, row.Lane)));
        Assert.All(tagged, row => Assert.Contains("SEASONAL_BURST", row.LaneNote, StringComparison.Ordinal));
        Assert.All(rows.Where(row => row.PersonKey >= AdviceBench.Key(half)), row => Assert.Equal(RecommendationStatus.Done, row.Status));
        Assert.Equal(half, bench.Vendor.Journal.Select(line => line.Split(' ')[0]).Distinct().Count());

        // Under a hard cap whoever holds no seat is refused on the busiest day. After a renewal the cap is what was assigned.
        Assert.Equal((0, half), (RefusedOnBlackFriday(bench, 0, half), RefusedOnBlackFriday(bench, half, half)));
    }

    /// <summary>The people who want to sign in on the day and hold nothing any more.</summary>
    private static int RefusedOnBlackFriday(AdviceBench bench, int first, int count) =>
        Enumerable.Range(first, count).Count(n => bench.Vendor.RolesOf($"p{n}").Count == 0);

    private static async Task<AdviceBench> FoundAsync(int people)
    {
        var bench = await ReclamationBench.CreateAsync(people);
        await bench.PolicyAsync(Automatic);
        for (var n = 0; n < people; n++)
        {
            await bench.SeenAsync(n, 90);
        }

        await bench.DayAsync();
        return bench;
    }
}
