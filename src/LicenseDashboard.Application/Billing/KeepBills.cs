using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Billing;

/// <summary>Number of bills that a run wrote; zero where nothing has changed.</summary>
internal sealed record KeptBills(int Closed, int Open, int Coming)
{
    public string Words =>
        Closed + Open + Coming == 0
            ? "No bill has changed."
            : $"{EnglishText.Count(Closed, "closed bill", "closed bills")}, {EnglishText.Count(Open, "open bill", "open bills")} and "
                + $"{EnglishText.Count(Coming, "coming bill", "coming bills")} calculated.";
}

/// <summary>
/// Keeps the bills of a platform: closed months from facts once, and again only when their contracts or facts have changed; the open
/// month so far and as forecast; the months to come with approved changes made. A month whose presence is no longer stored stays as it was
/// billed. Each bill is one transaction, so a run can be killed and repeated.
/// </summary>
internal sealed partial class KeepBills(
    IDbContextFactory<LicenseDb> dbs,
    LoadBillingFacts load,
    BillWriter writer,
    TimeProvider clock,
    ILogger<KeepBills> log
) : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    public void Dispose() => _one.Dispose();

    /// <param name="known">What is known of the platform now; null: it is read.</param>
    public async Task<KeptBills> RunAsync(Viewer viewer, Platform platform, CancellationToken ct, LoadedBilling? known = null)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(platform);

        // The job and the worker may come at once; the second finds nothing left to do.
        await _one.WaitAsync(ct);
        try
        {
            return await KeepAsync(viewer, platform, known, ct);
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<KeptBills> KeepAsync(Viewer viewer, Platform platform, LoadedBilling? known, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var today = platform.LocalDay(clock.GetUtcNow());
        var loaded = known ?? await load.ReadAsync(db, platform, today, ct);
        var book = loaded.ToBook();
        var people = await BilledPeople.ReadAsync(db, platform.Key, ct);
        var months = book
            .Periods.SelectMany(periods => periods)
            .Where(period => period.State != PeriodState.Coming)
            .GroupBy(period => period.Month)
            .OrderBy(month => month.Key)
            .ToList();
        var closed = 0;
        foreach (var month in months.Where(month => month.All(period => period.State == PeriodState.Closed)))
        {
            closed += await CloseAsync(db, platform, today, loaded, people, month.Key, [.. month], ct) ? 1 : 0;
        }

        var openMonths = months.Where(month => month.Any(period => period.State == PeriodState.Open)).Select(month => month.Key).ToList();
        var open = 0;
        foreach (var month in openMonths)
        {
            open += await KeepOpenAsync(platform.Key, book, people, month, ct) ? 1 : 0;
        }

        var coming = await KeepComingAsync(platform.Key, book, ct);
        await RemoveOthersAsync(db, platform.Key, openMonths, [.. book.ComingFirstDays.Select(BillingPeriod.MonthOf)], ct);
        await KeepTrueUpsAsync(db, platform.Key, book, ct);
        var report = new KeptBills(closed, open, coming);
        await AuditAsync(db, viewer, platform, report, ct);
        Kept(platform.Name, closed, open, coming);
        return report;
    }

    private async Task<bool> CloseAsync(
        LicenseDb db,
        Platform platform,
        DateOnly today,
        LoadedBilling loaded,
        BilledPeople people,
        int month,
        IReadOnlyList<BillingPeriod> periods,
        CancellationToken ct
    )
    {
        if (!loaded.Covered.Any(day => periods.Any(period => period.Days.Contains(day))))
        {
            return false;
        }

        var days = new Period(periods.Min(period => period.First), periods.Max(period => period.Days.End));
        var presence = await PresenceDays.ReadAsync(db, platform, today, ct);
        var digest = await new MonthDigest(db, platform, loaded.Facts.Catalogue, loaded.Facts.Levels).OfAsync(
            loaded.Facts.Contracts,
            periods,
            presence.NotCovered(days, platform.FirstSnapshotOn),
            ct
        );
        if (
            await db.BilledMonths.AnyAsync(
                m => m.PlatformKey == platform.Key && m.Month == month && m.Kind == BillKind.Closed && m.Digest == digest,
                ct
            )
        )
        {
            return false;
        }

        var book = (await load.OfMonthAsync(db, platform, today, month, ct)).ToBook();
        var shares = CostRows.Of(platform.Key, month, PersonShares.Of(book, month), people);
        return await writer.WriteAsync(BillRows.Of(platform.Key, BillKind.Closed, Bills.SoFar(book, month)!, shares, Now, digest), ct);
    }

    private async Task<bool> KeepOpenAsync(int platform, BillingBook book, BilledPeople people, int month, CancellationToken ct)
    {
        var shares = CostRows.Of(platform, month, PersonShares.Of(book, month), people);
        var soFar = BillRows.Of(platform, BillKind.SoFar, Bills.SoFar(book, month)!, shares, Now);
        var forecast = BillRows.Of(platform, BillKind.Forecast, Bills.Forecast(book, month)!, null, Now);
        return await writer.WriteAsync(soFar, ct) | await writer.WriteAsync(forecast, ct);
    }

    private async Task<int> KeepComingAsync(int platform, BillingBook book, CancellationToken ct)
    {
        var approved = SavingsChain.Order(book, book.Rows.Where(row => row.Approved));
        var written = 0;
        foreach (var bill in book.Contracts.Count == 0 ? [] : Bills.Coming(book, approved))
        {
            written += await writer.WriteAsync(BillRows.Of(platform, BillKind.Coming, bill, null, Now), ct) ? 1 : 0;
        }

        return written;
    }

    /// <summary>What the open and coming months of an earlier day, or of a contract that has gone, left behind.</summary>
    private static Task RemoveOthersAsync(LicenseDb db, int platform, List<int> open, List<int> coming, CancellationToken ct) =>
        db.InTransactionAsync(
            async token =>
            {
                await db
                    .BilledLines.Where(l =>
                        l.PlatformKey == platform
                        && (
                            (l.Kind == BillKind.Coming && !coming.Contains(l.Month))
                            || ((l.Kind == BillKind.SoFar || l.Kind == BillKind.Forecast) && !open.Contains(l.Month))
                        )
                    )
                    .ExecuteDeleteAsync(token);
                await db
                    .BilledMonths.Where(m =>
                        m.PlatformKey == platform
                        && (
                            (m.Kind == BillKind.Coming && !coming.Contains(m.Month))
                            || ((m.Kind == BillKind.SoFar || m.Kind == BillKind.Forecast) && !open.Contains(m.Month))
                        )
                    )
                    .ExecuteDeleteAsync(token);
            },
            ct
        );

    private static Task KeepTrueUpsAsync(LicenseDb db, int platform, BillingBook book, CancellationToken ct)
    {
        var found = book.Contracts.Count == 0 ? [] : TrueUp.Of(book);
        return db.InTransactionAsync(
            async token =>
            {
                await db.SeasonTrueUps.Where(t => t.PlatformKey == platform).ExecuteDeleteAsync(token);
                db.SeasonTrueUps.AddRange(
                    found.Select(each => new SeasonTrueUp
                    {
                        PlatformKey = platform,
                        Tag = each.Tag,
                        First = each.First,
                        Micros = each.Micros,
                    })
                );
                await db.SaveChangesAsync(token);
            },
            ct
        );
    }

    private Task AuditAsync(LicenseDb db, Viewer viewer, Platform platform, KeptBills report, CancellationToken ct) =>
        report is { Closed: 0, Open: 0, Coming: 0 }
            ? Task.CompletedTask
            : db.InTransactionAsync(
                token =>
                    db.AppendAsync(
                        [
                            new AuditEntry
                            {
                                At = Now,
                                Actor = viewer.Actor,
                                Action = BillingWords.Kept,
                                Subject = "platform:" + platform.Name,
                                PlatformKey = platform.Key,
                                Detail = FormattableString.Invariant($"closed {report.Closed}, open {report.Open}, coming {report.Coming}"),
                            },
                        ],
                        token
                    ),
                ct
            );

    [LoggerMessage(9300, LogLevel.Information, "Bills of {Platform}: {Closed} closed, {Open} open, {Coming} coming ones changed")]
    private partial void Kept(string platform, int closed, int open, int coming);
}

/// <summary>Actions of the audit that only tell of calculations, after which nothing has to be calculated again.</summary>
internal static class BillingWords
{
    /// <summary>Before all of them.</summary>
    public const string Prefix = "bills.";

    public const string Kept = Prefix + "kept";

    public const string Priced = Prefix + "priced";
}
