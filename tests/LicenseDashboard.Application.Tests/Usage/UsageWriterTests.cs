using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Usage;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static LicenseDashboard.Application.Tests.Usage.Facts;

namespace LicenseDashboard.Application.Tests.Usage;

public sealed class UsageWriterTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Rows_of_one_person_feature_and_day_are_added_up(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        var changes = await WriteAsync(
            database,
            Monday,
            Monday,
            [Use(Monday, 2, 1, 3, 100), Use(Monday, 1, 1, 1, 5), Use(Monday, 2, 1, 4, 11), Use(Monday, 3, 1, 0, 50)]
        );
        Assert.Equal([$"{FactDay.Of(Monday)} 1 1 1 5", $"{FactDay.Of(Monday)} 2 1 7 111"], await UsageAsync(database));
        Assert.Equal(new FactChanges(2, 0, 0), changes);
        Assert.True((await ProofAsync(database)).Agrees);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task The_same_days_again_write_nothing(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        UsageDay[] rows = [Use(Monday, 1, 1), Use(Monday.AddDays(1), 1, 2), Use(Monday.AddDays(1), 5000, 1)];
        await WriteAsync(database, Monday, Monday.AddDays(2), rows);
        Assert.Equal(new FactChanges(0, 0, 3), await WriteAsync(database, Monday, Monday.AddDays(2), rows));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Who_loses_the_last_day_steps_back_to_the_one_before(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        await WriteAsync(
            database,
            Monday,
            Monday.AddDays(60),
            [Use(Monday, 1, 1), Use(Monday.AddDays(3), 1, 1), Use(Monday.AddDays(60), 1, 1), Use(Monday.AddDays(60), 2, 1)]
        );

        await WriteAsync(database, Monday.AddDays(58), Monday.AddDays(60), []);

        await using var db = database.Open();
        var use = Assert.Single(await db.FeatureUses.AsNoTracking().ToListAsync());
        Assert.Equal((1, FactDay.Of(Monday), FactDay.Of(Monday.AddDays(3))), (use.PersonKey, use.FirstUsedOn, use.LastUsedOn));
        Assert.True((await ProofAsync(database)).Agrees);
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Only_the_features_and_days_named_are_replaced(DatabaseKind kind)
    {
        await using var database = await DatabaseAsync(kind);
        await WriteAsync(database, Monday, Monday.AddDays(1), [Use(Monday, 1, 1), Use(Monday, 1, 2), Use(Monday.AddDays(1), 1, 1)]);

        await database.Get<UsageWriter>().ReplaceAsync(Range(Monday, Monday), [2], Rows<UsageDay>([]), CancellationToken.None);

        Assert.Equal([$"{FactDay.Of(Monday)} 1 1 1 60", $"{FactDay.Of(Monday.AddDays(1))} 1 1 1 60"], await UsageAsync(database));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task Coverage_is_gone_while_days_are_half_replaced_and_back_at_the_end(DatabaseKind kind)
    {
        var breaking = new BreakingProvider();
        await using var database = await DatabaseAsync(kind, breaking);
        UsageDay[] rows = [.. Enumerable.Range(0, 30).Select(n => Use(Monday.AddDays(n), 1, 1))];
        await WriteAsync(database, Monday, Monday.AddDays(29), rows);
        Assert.Equal(30, (await CoverageAsync(database)).Count);

        breaking.TransactionsLeft = 1;
        await Assert.ThrowsAsync<BrokenOffException>(() => WriteAsync(database, Monday, Monday.AddDays(29), []));
        Assert.Empty(await CoverageAsync(database));
        Assert.InRange((await UsageAsync(database)).Count, 1, 29);
        Assert.True((await ProofAsync(database)).Agrees);

        breaking.TransactionsLeft = int.MaxValue;
        await WriteAsync(database, Monday, Monday.AddDays(29), rows);
        Assert.Equal(30, (await CoverageAsync(database)).Count);
        Assert.Equal(30, (await UsageAsync(database)).Count);
    }

    [Fact]
    public async Task A_stream_that_fails_changes_nothing()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        await WriteAsync(database, Monday, Monday, [Use(Monday, 1, 1)]);
        await Assert.ThrowsAsync<IOException>(() =>
            database.Get<UsageWriter>().ReplaceAsync(Range(Monday, Monday), [1, 2], Failing(), CancellationToken.None)
        );
        Assert.Single(await UsageAsync(database));
        Assert.Single(await CoverageAsync(database));
    }

    [Fact]
    public async Task Days_after_what_is_complete_get_facts_without_coverage()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        var range = Range(Monday, Monday.AddDays(2)) with { CoveredFrom = Monday.AddDays(1), CoveredThrough = Monday.AddDays(1) };
        await database
            .Get<UsageWriter>()
            .ReplaceAsync(range, [1], Rows([Use(Monday, 1, 1), Use(Monday.AddDays(2), 1, 1)]), CancellationToken.None);
        Assert.Equal(2, (await UsageAsync(database)).Count);
        Assert.Equal([$"{StreamKey} {FactDay.Of(Monday.AddDays(1))} {Division}"], await CoverageAsync(database));
    }

    [Fact]
    public async Task A_day_outside_the_range_is_our_fault_and_throws()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(database, Monday, Monday, [Use(Monday.AddDays(1), 1, 1)]));
    }

    [Fact]
    public async Task A_rollup_that_was_tampered_with_is_found_and_mended()
    {
        await using var database = await DatabaseAsync(DatabaseKind.Sqlite);
        await WriteAsync(database, Monday, Monday.AddDays(1), [Use(Monday, 1, 1), Use(Monday.AddDays(1), 2, 1)]);
        await using (var db = database.Open())
        {
            await db.FeatureUses.Where(use => use.PersonKey == 2).ExecuteUpdateAsync(set => set.SetProperty(use => use.LastUsedOn, 9999));
        }

        Assert.Equal(new RollupReport(2, 1, 0, 0), await ProofAsync(database));
        await ProofAsync(database, repair: true);
        Assert.True((await ProofAsync(database)).Agrees);
    }

    private static Task<FactChanges> WriteAsync(TestDatabase database, DateOnly from, DateOnly to, IEnumerable<UsageDay> rows) =>
        database.Get<UsageWriter>().ReplaceAsync(Range(from, to), [1, 2], Rows(rows), CancellationToken.None);

    private static async IAsyncEnumerable<UsageDay> Failing()
    {
        await Task.Yield();
        yield return Use(Monday, 9, 1);
        throw new IOException("connection dropped");
    }
}
