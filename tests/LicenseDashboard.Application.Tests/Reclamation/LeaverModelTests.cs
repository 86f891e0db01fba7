using System.Globalization;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Reclamation;

/// <summary>
/// Walks the life of leavers at random: what providers and rosters say, tombstones, users created again with and without proof, the
/// breaker, guards, imports, worker rounds that fail, and what
/// administrators decide. What must hold is asserted after every step. The seed is printed; <c>LICENSEDASHBOARD_MODEL_SEED</c> repeats a
/// walk.
/// </summary>
public sealed class LeaverModelTests(ITestOutputHelper output)
{
    private const int Steps = 250;

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task Whatever_is_said_and_decided_only_who_left_loses_a_license_and_none_comes_back_by_itself(int walk)
    {
        var given = int.TryParse(
            Environment.GetEnvironmentVariable("LICENSEDASHBOARD_MODEL_SEED"),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var set
        );
        var seed = given ? set + walk - 1 : Environment.TickCount + walk;
        output.WriteLine($"seed {seed}");
        await using var bench = await LeaverBench.CreateAsync(LeaverModelWorld.People);
        var world = new LeaverModelWorld(bench, new Random(seed));
        for (var step = 0; step < Steps; step++)
        {
            var did = await world.StepAsync();
            await CheckAsync(() => AssertAsync(bench, world), $"Seed {seed}, step {step} ({did})");
        }

        await world.SettleAsync();
        await CheckAsync(() => AssertAsync(bench, world), $"Seed {seed}, settled");
        await CheckAsync(() => AssertSettledAsync(bench, world), $"Seed {seed}, settled");
        await using var db = bench.Database.Open();
        var actions = await db
            .Audit.Where(e => e.Action.StartsWith("leaver.") || e.Action.StartsWith("identity."))
            .GroupBy(e => e.Action)
            .Select(g => new { g.Key, Count = g.Count() })
            .OrderBy(g => g.Key)
            .ToListAsync();
        output.WriteLine(string.Join(", ", actions.Select(a => $"{a.Key} {a.Count}")));
    }

    private static async Task AssertAsync(LeaverBench bench, LeaverModelWorld world)
    {
        await using var db = bench.Database.Open();
        var leavers = await db.Leavers.AsNoTracking().ToListAsync();
        LeaverStatus[] moving = [LeaverStatus.Scheduled, LeaverStatus.Due, LeaverStatus.Held, LeaverStatus.Planned];
        Assert.DoesNotContain(
            leavers.Where(l => l.PersonKey is not null && moving.Contains(l.Status)).GroupBy(l => l.PersonKey),
            same => same.Count() > 1
        );

        // The breaker: ten an hour, whom a person released not counted.
        foreach (var passed in leavers.Select(l => l.PassedAt).OfType<DateTime>())
        {
            Assert.InRange(leavers.Count(l => l.PassedAt > passed - LeaverBreaker.Window && l.PassedAt <= passed), 1, LeaverBreaker.Floor);
        }

        // One account of each name, and each account with one identity.
        Assert.Equal(
            await db.IdentityPeople.CountAsync(),
            await db.IdentityPeople.CountAsync(l => db.Identities.Any(i => i.Key == l.IdentityKey))
        );
        for (var n = 1; n <= LeaverModelWorld.People; n++)
        {
            var mine = bench
                .Vendor.Journal.Where(line => line.StartsWith(LeaverBench.Id(n) + " ", StringComparison.Ordinal))
                .Select(line => line[6..])
                .ToList();
            var taken = mine.Count(line => line == "-omni@*");
            var told =
                $"{LeaverBench.Id(n)}: {string.Join(' ', mine)}; said to have left {world.Left[n]} times, restored "
                + $"{world.Restored[n]} times";
            Assert.True(taken <= world.Left[n], told);
            Assert.True(mine.Count(line => line == "+omni@*") <= world.Restored[n], told);
        }
    }

    private static async Task AssertSettledAsync(LeaverBench bench, LeaverModelWorld world)
    {
        await using var db = bench.Database.Open();
        var leavers = await db.Leavers.AsNoTracking().ToListAsync();
        Assert.DoesNotContain(leavers, leaver => leaver.Status == LeaverStatus.Due);
        foreach (var planned in leavers.Where(leaver => leaver.Status == LeaverStatus.Planned))
        {
            var items = await db.Remediations.AsNoTracking().Where(r => r.RecommendationId == planned.RecommendationId).ToListAsync();
            Assert.Contains(items, item => item.Status is RemediationStatus.Verified or RemediationStatus.Failed);
        }

        // Who is gone by the last word and whom no person has spared or still has to look at holds nothing.
        for (var n = 1; n <= LeaverModelWorld.People; n++)
        {
            var key = await db.People.Where(p => p.VendorId == LeaverBench.Id(n)).Select(p => p.Key).SingleAsync();
            var last = leavers
                .Where(leaver => leaver.PersonKey == key)
                .OrderByDescending(leaver => leaver.ReportedAt)
                .ThenByDescending(leaver => leaver.Id.Value)
                .FirstOrDefault();
            var told = $"{LeaverBench.Id(n)} is {last?.Status} and holds {string.Join(' ', bench.Vendor.RolesOf(LeaverBench.Id(n)))}";
            var identity = await db
                .Identities.AsNoTracking()
                .SingleAsync(i => db.IdentityPeople.Any(l => l.PersonKey == key && l.IdentityKey == i.Key));
            if (last?.Status == LeaverStatus.Planned)
            {
                Assert.True(bench.Vendor.RolesOf(LeaverBench.Id(n)).Count == 0, told);
            }

            var waits =
                leavers.Any(leaver => leaver.Status == LeaverStatus.Ambiguous)
                || last?.Status is LeaverStatus.Held or LeaverStatus.Scheduled or LeaverStatus.Dismissed;
            if (identity is { Active: false, LeftAt: not null } && world.Restored[n] == 0 && !waits)
            {
                Assert.True(bench.Vendor.RolesOf(LeaverBench.Id(n)).Count == 0, told);
            }

            if (world.Left[n] == 0)
            {
                Assert.True(bench.Vendor.RolesOf(LeaverBench.Id(n)).Count == 1, told);
            }
        }
    }

    private static async Task CheckAsync(Func<Task> assert, string where)
    {
        try
        {
            await assert();
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"{where}: {e.Message}", e);
        }
    }
}
