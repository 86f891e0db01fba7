using System.Collections.Concurrent;
using System.Diagnostics;
using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Application.Persistence.Sqlite;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace LicenseDashboard.Application.Tests.Persistence;

public sealed class WritingTests
{
    public static TheoryData<DatabaseKind> Kinds => TestDatabase.Kinds;

    [Theory, MemberData(nameof(Kinds))]
    public async Task Audit_numbers_have_no_gaps_and_no_doubles_with_eight_writers_of_two_instances(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var other = database.AnotherInstance();
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(writer =>
                    Task.Run(async () =>
                    {
                        var dbs = writer % 2 == 0 ? database.Factory : other.GetRequiredService<IDbContextFactory<LicenseDb>>();
                        for (var n = 0; n < 25; n++)
                        {
                            await using var db = await dbs.CreateDbContextAsync();
                            await db.InTransactionAsync(
                                    async ct =>
                                    {
                                        await db.AppendAsync([Entry($"{writer}:{n}:a"), Entry($"{writer}:{n}:b")], ct);
                                        if (n % 5 == 4)
                                        {
                                            throw new RolledBackException();
                                        }
                                    },
                                    CancellationToken.None
                                )
                                .ContinueWith(
                                    done =>
                                        done.IsFaulted && done.Exception.InnerException is not RolledBackException
                                            ? done
                                            : Task.CompletedTask,
                                    TaskScheduler.Default
                                )
                                .Unwrap();
                        }
                    })
                )
        );
        await using var read = database.Open();
        Assert.Equal(
            Enumerable.Range(1, 8 * 20 * 2).Select(n => (long)n),
            await read.Audit.OrderBy(entry => entry.Sequence).Select(entry => entry.Sequence).ToListAsync()
        );
    }

    [Fact]
    public async Task The_audit_refuses_to_stand_outside_a_transaction()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();
        await Assert.ThrowsAsync<InvalidOperationException>(() => db.AppendAsync([Entry("x")], CancellationToken.None));
    }

    [Theory, MemberData(nameof(Kinds))]
    public async Task A_transaction_inside_another_joins_it_and_falls_with_it(DatabaseKind kind)
    {
        await using var database = await TestDatabase.CreateAsync(kind);
        await using var db = database.Open();
        await Assert.ThrowsAsync<RolledBackException>(() =>
            db.InTransactionAsync(
                async ct =>
                {
                    await db.InTransactionAsync(
                        async inner =>
                        {
                            db.Platforms.Add(A.Platform());
                            await db.SaveChangesAsync(inner);
                        },
                        ct
                    );
                    throw new RolledBackException();
                },
                CancellationToken.None
            )
        );
        await using var read = database.Open();
        Assert.Empty(await read.Platforms.ToListAsync());

        await read.InTransactionAsync(ct => read.Platforms.CountAsync(ct), CancellationToken.None);
        Assert.Null(read.Database.CurrentTransaction);
        Assert.Equal(System.Data.ConnectionState.Closed, read.Database.GetDbConnection().State);
    }

    [Fact]
    public async Task Brief_writers_pass_the_gate_before_bulk_ones_and_cancelled_ones_are_passed_by()
    {
        var gate = new WriteGate(() => TimeSpan.Zero);
        var order = new ConcurrentQueue<string>();
        var held = await gate.EnterAsync(WriteKind.Bulk, CancellationToken.None);
        using var giveUp = new CancellationTokenSource();
        Task[] waiting = [PassAsync(WriteKind.Bulk, "bulk"), PassAsync(WriteKind.Brief, "first"), PassAsync(WriteKind.Brief, "second")];
        var cancelled = gate.EnterAsync(WriteKind.Brief, giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);

        await held.DisposeAsync();
        await Task.WhenAll(waiting);
        Assert.Equal(["first", "second", "bulk"], order);
        await (await gate.EnterAsync(WriteKind.Bulk, CancellationToken.None)).DisposeAsync();

        async Task PassAsync(WriteKind kind, string name)
        {
            await using var pass = await gate.EnterAsync(kind, CancellationToken.None);
            order.Enqueue(name);
        }
    }

    [Fact]
    public async Task Brief_writes_of_either_instance_get_through_beside_a_bulk_one()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var other = database.AnotherInstance();
        await database.Get<DatabaseStart>().RunAsync(CancellationToken.None);
        await other.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var bulk = Task.Run(async () =>
        {
            for (var month = 0; !stop.IsCancellationRequested; month++)
            {
                var from = Usage.Facts.Monday.AddDays(month * 10);
                await database
                    .Get<UsageWriter>()
                    .ReplaceAsync(
                        Usage.Facts.Range(from, from.AddDays(9)),
                        [1],
                        Usage.Facts.Rows(Enumerable.Range(0, 20_000).Select(n => Usage.Facts.Use(from.AddDays(n % 10), n, 1))),
                        CancellationToken.None
                    );
            }
        });
        var slowest = TimeSpan.Zero;
        foreach (var dbs in (IDbContextFactory<LicenseDb>[])[database.Factory, other.GetRequiredService<IDbContextFactory<LicenseDb>>()])
        {
            for (var n = 0; n < 20; n++)
            {
                var watch = Stopwatch.StartNew();
                await using var db = await dbs.CreateDbContextAsync();
                await db.InTransactionAsync(ct => db.AppendAsync([Entry("x")], ct), CancellationToken.None);
                slowest = watch.Elapsed > slowest ? watch.Elapsed : slowest;
            }
        }

        await stop.CancelAsync();
        await bulk;

        // Without the gate it is seconds; the limit is wide because other tests run beside this one.
        Assert.InRange(slowest, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public void An_instance_sees_others_until_they_end()
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("licensedashboard-").FullName;
        try
        {
            var time = new SteppingTime();
            using var first = new InstanceSlot(Path.Combine(folder, "x.db"), time);
            Assert.False(first.OthersExist());
            using (var second = new InstanceSlot(Path.Combine(folder, "x.db"), time))
            {
                second.Hold();
                time.Step();
                Assert.True(first.OthersExist());
                Assert.True(second.OthersExist());
            }

            time.Step();
            Assert.False(first.OthersExist());
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Theory, InlineData(10, 100), InlineData(100, 100), InlineData(1000, 100), InlineData(1050, 100)]
    public void Rows_come_back_in_order_whether_or_not_they_fit(int rows, int inMemory)
    {
        var folder = System.IO.Directory.CreateTempSubdirectory("licensedashboard-");
        using var sorter = new RowSorter<UsageRow>(folder.FullName, inMemory);
        var random = new Random(rows);
        var given = Enumerable.Range(0, rows).Select(_ => new UsageRow(random.Next(5), random.Next(50), random.Next(3), 1, 1)).ToList();
        given.ForEach(row => sorter.Add(row));
        Assert.Equal(given.Order(), sorter.Sorted());
        Assert.Equal(given.Order(), sorter.Sorted());
        sorter.Dispose();
        Assert.Empty(folder.GetFiles());
        folder.Delete();
    }

    private static AuditEntry Entry(string subject) =>
        new()
        {
            At = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc),
            Actor = "job:test",
            Action = "test.written",
            Subject = subject,
        };

    private sealed class RolledBackException : Exception;

    private sealed class SteppingTime : TimeProvider
    {
        private long _now;

        public override long GetTimestamp() => _now;

        public override long TimestampFrequency => 1;

        public void Step() => _now += 2;
    }
}
