using LicenseDashboard.Application.Invoices;
using LicenseDashboard.Application.Ledger;
using LicenseDashboard.Application.Tests.Advice;
using LicenseDashboard.Application.Tests.Billing;
using LicenseDashboard.Core.Ledger;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace LicenseDashboard.Application.Tests.Ledger;

public sealed class LedgerTests
{
    [Fact]
    public async Task Verified_change_is_posted_once_with_the_price_of_its_row()
    {
        await using var bench = await VerifiedAsync(priced: true);
        await PostAsync(bench);
        await PostAsync(bench);
        var entry = Assert.Single(await EntriesAsync(bench));
        Assert.Equal((LedgerKind.Verified, 80_000_000, 95_000_000L), (entry.Kind, entry.ListMicros, entry.CashMicros));
        Assert.Contains("ledger.posted", await bench.Advice.AuditAsync());
    }

    [Fact]
    public async Task Change_that_was_never_priced_as_a_row_is_priced_against_the_seats_before_it()
    {
        await using var bench = await VerifiedAsync(priced: false);
        await PostAsync(bench);
        Assert.Equal(95_000_000, Assert.Single(await EntriesAsync(bench)).CashMicros);
    }

    [Fact]
    public async Task Old_license_that_is_seen_again_reverses_the_entry_once()
    {
        await using var bench = await VerifiedAsync(priced: true);
        await PostAsync(bench);
        await using var db = bench.Advice.Database.Open();
        await db
            .Seats.Where(s => s.PersonKey == AdviceBench.Key(0) && s.SkuKey == 4)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.To, (DateOnly?)null));
        await PostAsync(bench);
        await PostAsync(bench);
        var entries = await EntriesAsync(bench);
        Assert.Equal([LedgerKind.Verified, LedgerKind.Reversed], entries.Select(entry => entry.Kind));
        Assert.Equal(
            (entries[0].Key, -80_000_000, -95_000_000L),
            (entries[1].Reverses!.Value, entries[1].ListMicros, entries[1].CashMicros!.Value)
        );
    }

    [Fact]
    public async Task Closed_month_after_the_change_realizes_it_once()
    {
        await using var bench = await VerifiedAsync(priced: true);
        await PostAsync(bench);
        bench.Advice.Clock.Advance(TimeSpan.FromDays(45));
        await using var db = bench.Advice.Database.Open();
        var last = FactDay.Of(new DateOnly(2026, 12, 31));
        await db.PersonDays.ExecuteUpdateAsync(set => set.SetProperty(d => d.LastDay, last));
        await db
            .Streams.Where(s => s.Name == StreamStatus.Presence)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.CompleteThrough, new DateOnly(2027, 1, 2)));
        db.Coverage.Add(
            new Coverage
            {
                StreamKey = 200,
                DivisionKey = 0,
                Day = last,
            }
        );
        await db.SaveChangesAsync();
        await bench.KeepAsync();
        await PostAsync(bench);
        await PostAsync(bench);
        var realized = Assert.Single(await EntriesAsync(bench), entry => entry.Kind == LedgerKind.Realized);
        Assert.Equal((BillingBench.Month(2026, 12), 95_000_000L), (realized.Month!.Value, realized.CashMicros!.Value));
    }

    [Fact]
    public async Task List_is_paged_newest_first_and_only_for_those_who_see_money()
    {
        await using var bench = await VerifiedAsync(priced: true);
        await PostAsync(bench);
        await using var db = bench.Advice.Database.Open();
        var entry = await db.Ledger.AsNoTracking().SingleAsync();
        db.Ledger.Add(entry.Reversal(bench.Advice.Now, "Test."));
        await db.SaveChangesAsync();
        var list = bench.Advice.Get<LedgerList>();
        var first = await list.RunAsync(bench.Advice.Administrator, "genesys", [], new Page(1, 1), CancellationToken.None);
        Assert.Equal((2, LedgerKind.Reversed), (first.Value.Total, Assert.Single(first.Value.Items).Kind));
        var next = await list.RunAsync(
            bench.Advice.Administrator,
            null,
            [],
            new Page(1, 1) { After = first.Value.Next },
            CancellationToken.None
        );
        Assert.Equal((LedgerKind.Verified, null), (Assert.Single(next.Value.Items).Kind, next.Value.Next));
        var unread = await list.RunAsync(bench.Advice.Administrator, null, [], new Page(1, 1) { After = "x" }, CancellationToken.None);
        Assert.Equal("invalid", unread.Refusal!.Code);
        Assert.Equal("forbidden", (await list.RunAsync(bench.Advice.Manager, null, [], Page.First, CancellationToken.None)).Refusal!.Code);
    }

    /// <summary>One of three goes from CX 3 to CX 1, and the vendor shows it.</summary>
    private static async Task<BillingBench> VerifiedAsync(bool priced)
    {
        var bench = await BillingBench.CreateAsync(more: services => services.AddInvoices().AddLedger());
        await bench.Advice.RaiseAsync(bench.Advice.Found(0));
        if (priced)
        {
            await bench.PriceAsync();
        }

        await bench.Advice.ApproveAsync(0);
        await bench.Advice.WorkAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(RemediationStatus.Verified, (await bench.Advice.ItemAsync(0)).Status);
        return bench;
    }

    private static async Task PostAsync(BillingBench bench) =>
        await bench.Advice.Get<PostLedger>().RunAsync(Viewer.Job("bills"), await bench.PlatformAsync(), CancellationToken.None);

    private static async Task<List<LedgerEntry>> EntriesAsync(BillingBench bench)
    {
        await using var db = bench.Advice.Database.Open();
        return await db.Ledger.AsNoTracking().OrderBy(entry => entry.Key).ToListAsync();
    }
}
