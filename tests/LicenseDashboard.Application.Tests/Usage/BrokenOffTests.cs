using FsCheck;
using FsCheck.Fluent;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using Xunit;
using static LicenseDashboard.Application.Tests.Usage.Facts;

namespace LicenseDashboard.Application.Tests.Usage;

/// <summary>
/// A vendor whose answers change, pulled in windows that overlap, broken off at any transaction: after a last full pull, facts and rollups
/// are those of one undisturbed pull.
/// </summary>
public sealed class BrokenOffTests
{
    private const int Days = 150;

    [Fact]
    public void Usage_ends_like_an_undisturbed_pull() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(15),
            Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => UsageAsync(seed).GetAwaiter().GetResult())
        );

    [Fact]
    public void Presence_ends_like_an_undisturbed_pull() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(15),
            Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed => PresenceAsync(seed).GetAwaiter().GetResult())
        );

    private static async Task UsageAsync(int seed)
    {
        var random = new Random(seed);
        var breaking = new BreakingProvider();
        await using var disturbed = await DatabaseAsync(DatabaseKind.Sqlite, breaking);
        await using var calm = await DatabaseAsync(DatabaseKind.Sqlite);
        for (var pull = 0; pull < 6; pull++)
        {
            var (from, to) = Window(random);
            await PullAsync(breaking, random, () => ReplaceAsync(disturbed, from, to, UsageOf(random.Next())));
            var proof = await ProofAsync(disturbed);
            Assert.True(proof.Agrees, $"seed {seed}, pull {pull}: {proof}");
        }

        var last = random.Next();
        foreach (var database in (TestDatabase[])[disturbed, calm])
        {
            for (var day = 0; day < Days; day += 50)
            {
                await ReplaceAsync(database, day, day + 49, UsageOf(last));
            }
        }

        Assert.Equal(await Facts.UsageAsync(calm), await Facts.UsageAsync(disturbed));
        Assert.Equal(await CoverageAsync(calm), await CoverageAsync(disturbed));
        Assert.True((await ProofAsync(disturbed)).Agrees);
    }

    private static async Task PresenceAsync(int seed)
    {
        var random = new Random(seed);
        var breaking = new BreakingProvider();
        await using var disturbed = await DatabaseAsync(DatabaseKind.Sqlite, breaking);
        await using var calm = await DatabaseAsync(DatabaseKind.Sqlite);
        for (var pull = 0; pull < 6; pull++)
        {
            var (from, to) = Window(random);
            var rows = PresenceOf(random.Next());
            if (await PullAsync(breaking, random, () => ReplaceAsync(disturbed, from, to, rows)))
            {
                continue;
            }

            // Broken off, the rollup may be behind; the same pull again mends it.
            await ReplaceAsync(disturbed, from, to, rows);
            var proof = await ProofAsync(disturbed);
            Assert.True(proof.Agrees, $"seed {seed}, pull {pull}: {proof}");
        }

        var last = PresenceOf(random.Next());
        for (var day = 100; day >= 0; day -= 50)
        {
            await ReplaceAsync(disturbed, day, day + 49, last);
        }

        for (var day = 0; day < Days; day += 75)
        {
            await ReplaceAsync(calm, day, day + 74, last);
        }

        Assert.Equal(await Facts.PresenceAsync(calm), await Facts.PresenceAsync(disturbed));
        Assert.Equal(await CoverageAsync(calm), await CoverageAsync(disturbed));
        Assert.True((await ProofAsync(calm)).Agrees);
        Assert.True((await ProofAsync(disturbed)).Agrees, $"seed {seed}: {await ProofAsync(disturbed)}");
    }

    /// <summary>True when it got through.</summary>
    private static async Task<bool> PullAsync(BreakingProvider breaking, Random random, Func<Task> pull)
    {
        breaking.TransactionsLeft = random.Next(8);
        try
        {
            await pull();
            return true;
        }
        catch (BrokenOffException)
        {
            return false;
        }
        finally
        {
            breaking.TransactionsLeft = int.MaxValue;
        }
    }

    private static (int From, int To) Window(Random random)
    {
        var from = random.Next(Days);
        return (from, Math.Min(Days - 1, from + random.Next(60)));
    }

    private static async Task ReplaceAsync(TestDatabase database, int from, int to, List<UsageDay> all) =>
        await database
            .Get<UsageWriter>()
            .ReplaceAsync(
                Range(Monday.AddDays(from), Monday.AddDays(to)),
                [1, 2],
                Rows(all.Where(row => row.Day >= FactDay.Of(Monday) + from && row.Day <= FactDay.Of(Monday) + to)),
                CancellationToken.None
            );

    private static async Task ReplaceAsync(TestDatabase database, int from, int to, List<PresenceStretch> all) =>
        await database
            .Get<PresenceWriter>()
            .ReplaceAsync(Range(Monday.AddDays(from), Monday.AddDays(to)), TimeZoneInfo.Utc, Rows(all), CancellationToken.None);

    private static List<UsageDay> UsageOf(int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable
                .Range(0, 200)
                .Select(_ =>
                    Use(Monday.AddDays(random.Next(Days)), random.Next(1, Facts.People + 1), random.Next(1, 3), random.Next(0, 4))
                ),
        ];
    }

    /// <summary>Per person, stretches one after another, now and then with a gap, some of them days long; shuffled.</summary>
    private static List<PresenceStretch> PresenceOf(int seed)
    {
        var random = new Random(seed);
        var start = LocalDays.StartOf(TimeZoneInfo.Utc, Monday);
        var rows = new List<PresenceStretch>();
        for (var person = 1; person <= Facts.People; person++)
        {
            for (var at = start + random.Next(40 * 86400); at < start + (Days * 86400L) && random.Next(40) > 0; )
            {
                var end = at + random.Next(60, random.Next(8) == 0 ? 4 * 86400 : 40000);
                rows.Add(new PresenceStretch(person, at, end, (PresenceKind)random.Next(3)));
                at = end + (random.Next(3) == 0 ? random.Next(1, 10 * 86400) : 0);
            }
        }

        return [.. rows.OrderBy(_ => random.Next())];
    }
}
