using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Spend;

public enum SpendMarkKind
{
    /// <summary>A new term begins.</summary>
    Renewal,

    /// <summary>The last day of notice.</summary>
    Notice,
    Season,
}

/// <summary>Something to see on the time axis, first and last local day.</summary>
/// <param name="Name">Contract id or tag.</param>
public sealed record SpendMark(SpendMarkKind Kind, string Name, DateOnly First, DateOnly Last);

/// <param name="Version">What a change of it names.</param>
public sealed record BudgetState(BudgetCheck Check, string Currency, int Version);

/// <summary>What a season's people add to the bills of its next occurrence, against what is reserved for the year it begins in.</summary>
/// <param name="ReserveMicros">Null if nothing is reserved.</param>
/// <param name="Version">Of the reserve; 0 if there is none.</param>
public sealed record TrueUpState(string Tag, DateOnly First, long Micros, long? ReserveMicros, int Version)
{
    public int Year => First.Year;

    /// <summary>What is missing; null if nothing is reserved, 0 if it is enough.</summary>
    public long? ShortMicros => ReserveMicros is { } reserve ? Math.Max(0, Micros - reserve) : null;
}

/// <param name="Currency">Null before the first contract.</param>
/// <param name="SoFarMicros">The open month so far, its whole expectation and what is committed in it; null without an open bill.</param>
/// <param name="Until">Last month of the forecast: the end of the term.</param>
public sealed record PlatformForecast(
    string Platform,
    string? Currency,
    int? OpenMonth,
    long? SoFarMicros,
    long? OpenMicros,
    long? CommittedMicros,
    int Until,
    Forecast Forecast,
    IReadOnlyList<BudgetState> Budgets,
    IReadOnlyList<TrueUpState> TrueUps,
    IReadOnlyList<SpendMark> Marks
);

/// <summary>What the bills to the end of the term will be, with budgets, reserves and marks.</summary>
public sealed class SpendForecast(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    /// <param name="platform">Key of a platform; null means all.</param>
    public async Task<Outcome<IReadOnlyList<PlatformForecast>>> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.SeesMoney)
        {
            return SpendBook.NotForRole;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = new List<PlatformForecast>();
        foreach (var book in await SpendBook.ReadAsync(db, catalogue, clock, platform, ct))
        {
            var forecast = book.Forecast();
            var soFar = book.Bills.LastOrDefault(bill => bill.Kind == BillKind.SoFar);
            var open = book.Bills.LastOrDefault(bill => bill.Kind == BillKind.Forecast);
            found.Add(
                new PlatformForecast(
                    book.Platform.Name,
                    book.Currency,
                    open?.Month ?? soFar?.Month,
                    soFar?.TotalMicros,
                    open is null
                        ? null
                        : forecast.Months.Where(month => month.Month == open.Month).Select(month => (long?)month.Micros).FirstOrDefault(),
                    (open ?? soFar)?.Lines.Sum(line => line.CommitmentMicros),
                    book.Until,
                    forecast,
                    await BudgetsAsync(db, book, ct),
                    await TrueUpsAsync(db, book, ct),
                    [.. Renewals(book), .. await SeasonsAsync(db, book, ct)]
                )
            );
        }

        return found;
    }

    private static async Task<IReadOnlyList<BudgetState>> BudgetsAsync(LicenseDb db, SpendBook book, CancellationToken ct) =>
        (await db.Budgets.AsNoTracking().Where(b => b.PlatformKey == book.Platform.Key).OrderBy(b => b.Year).ToListAsync(ct)).ConvertAll(
            budget => new BudgetState(book.Check(budget), budget.Currency, budget.Version)
        );

    private static async Task<IReadOnlyList<TrueUpState>> TrueUpsAsync(LicenseDb db, SpendBook book, CancellationToken ct)
    {
        var kept = await db
            .SeasonTrueUps.Where(t => t.PlatformKey == book.Platform.Key)
            .OrderBy(t => t.First)
            .ThenBy(t => t.Tag)
            .ToListAsync(ct);
        var reserves = (await db.SeasonReserves.Where(r => r.PlatformKey == book.Platform.Key).ToListAsync(ct)).ToDictionary(r =>
            (r.Tag, r.Year)
        );
        return kept.ConvertAll(trueUp =>
        {
            var reserve = reserves.GetValueOrDefault((trueUp.Tag, trueUp.First.Year));
            return new TrueUpState(trueUp.Tag, trueUp.First, trueUp.Micros, reserve?.Micros, reserve?.Version ?? 0);
        });
    }

    private static IEnumerable<SpendMark> Renewals(SpendBook book) =>
        book.Contracts.SelectMany(contract =>
            Renewal
                .Of(contract, book.Today, MonthNumber.First(book.Until + 2).AddDays(-1))
                .SelectMany(renewal =>
                    (
                        renewal.Notice is { } notice && renewal.Changes
                            ? new[] { new SpendMark(SpendMarkKind.Notice, contract.Id, notice, notice) }
                            : []
                    ).Append(new SpendMark(SpendMarkKind.Renewal, contract.Id, renewal.On, renewal.On))
                )
        );

    private static async Task<IEnumerable<SpendMark>> SeasonsAsync(LicenseDb db, SpendBook book, CancellationToken ct)
    {
        var tags = await db.ExemptionTags.Where(t => t.PlatformKey == book.Platform.Key && t.IsBurst).ToListAsync(ct);
        return tags.Where(tag => tag.Season is not null)
            .OrderBy(tag => tag.Name, StringComparer.Ordinal)
            .Select(tag => (tag.Name, Days: tag.Season!.Value.Coming(book.Today)))
            .Select(season => new SpendMark(SpendMarkKind.Season, season.Name, season.Days.Start, season.Days.LastDay));
    }
}
