using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Spend;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Spend;

public enum SpendGroup
{
    Sku,
    Department,
    Manager,
    Platform,
}

/// <summary>Months are numbered as in <see cref="MonthNumber"/>.</summary>
public sealed record SpendQuery
{
    /// <summary>Key of a platform; null means all.</summary>
    public string? Platform { get; init; }

    /// <summary>Null: eleven months before <see cref="To"/>.</summary>
    public int? From { get; init; }

    /// <summary>Null: the last month with a bill.</summary>
    public int? To { get; init; }

    public SpendGroup GroupBy { get; init; }

    /// <summary>Vendor's id of a manager: only what people below cost, and grouped by manager the managers right below.</summary>
    public string? Manager { get; init; }
}

/// <param name="Key">SKU, department, manager's vendor id or platform; empty for what belongs to none.</param>
/// <param name="People">Null where people aren't counted.</param>
public sealed record SpendPart(string Key, string Name, long Micros, int? People);

/// <summary>One month, in millionths.</summary>
/// <param name="CommitmentMicros">Null below a manager: what no one uses belongs to no one.</param>
public sealed record SpendMonth(
    int Month,
    BillKind Kind,
    long TotalMicros,
    long? CommitmentMicros,
    long? OverageMicros,
    bool IsEstimate,
    bool IsComplete,
    IReadOnlyList<SpendPart> Parts
);

/// <param name="Currency">Null before the first contract.</param>
/// <param name="HasContract">False if no contract was entered.</param>
/// <param name="Known">Months with a bill, which can be chosen.</param>
public sealed record PlatformSpend(
    string Platform,
    string? Currency,
    bool HasContract,
    IReadOnlyList<int> Known,
    IReadOnlyList<SpendMonth> Months
);

/// <summary>What each month cost, from kept bills and rollups; never from rows of people.</summary>
public sealed class SpendByMonth(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    public const int DefaultMonths = 12;

    /// <summary>One entry for each platform, because currencies are never mixed.</summary>
    public async Task<Outcome<IReadOnlyList<PlatformSpend>>> RunAsync(Viewer viewer, SpendQuery query, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(query);
        if (!viewer.SeesMoney)
        {
            return SpendBook.NotForRole;
        }

        if (query.From > query.To)
        {
            return Refusal.Invalid($"from {MonthNumber.Text(query.From.Value)} is after to. Send an earlier month.", "from");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = new List<PlatformSpend>();
        foreach (var book in await SpendBook.ReadAsync(db, catalogue, clock, query.Platform, ct))
        {
            var known = book.Facts.Select(bill => bill.Month).Distinct().ToList();
            var to = Math.Min(query.To ?? int.MaxValue, known.LastOrDefault());
            var from = query.From ?? to - DefaultMonths + 1;
            var bills = book.Facts.Where(bill => bill.Month >= from && bill.Month <= to).ToList();
            var groups = new SpendGroups(db, catalogue, book.Platform.Key, from, to);
            var months = query switch
            {
                { Manager: { } manager } => await groups.BelowAsync(manager, query.GroupBy, bills, ct),
                { GroupBy: SpendGroup.Department } => Whole(bills, await groups.DepartmentsAsync(ct)),
                { GroupBy: SpendGroup.Manager } => Whole(bills, await groups.ManagersAsync(null, ct)),
                { GroupBy: SpendGroup.Platform } => [.. bills.Select(bill => MonthOf(bill, [Part(book.Platform.Name, bill.TotalMicros)]))],
                _ => [.. bills.Select(bill => MonthOf(bill, Skus(catalogue, bill)))],
            };
            found.Add(new PlatformSpend(book.Platform.Name, book.Currency, book.Contracts.Count > 0, known, months));
        }

        return found;
    }

    internal static SpendMonth MonthOf(MonthBill bill, IReadOnlyList<SpendPart> parts) =>
        new(
            bill.Month,
            bill.Kind,
            bill.TotalMicros,
            bill.Lines.Sum(line => line.CommitmentMicros),
            bill.Lines.Sum(line => line.OverageMicros),
            bill.IsEstimate,
            bill.IsComplete,
            parts
        );

    private static IReadOnlyList<SpendMonth> Whole(List<MonthBill> bills, ILookup<int, SpendPart> parts) =>
        [
            .. bills.Select(bill =>
            {
                List<SpendPart> used = [.. parts[bill.Month]];
                var rest = bill.TotalMicros - used.Sum(part => part.Micros);
                return MonthOf(bill, rest == 0 ? used : [.. used, new SpendPart("", "No one", rest, null)]);
            }),
        ];

    private static IReadOnlyList<SpendPart> Skus(Catalogue catalogue, MonthBill bill) =>
        [
            .. bill
                .Lines.GroupBy(line => line.Sku, StringComparer.Ordinal)
                .Select(sku => new SpendPart(
                    sku.Key,
                    SkuName(catalogue, sku.Key),
                    sku.Sum(line => line.CommitmentMicros + line.OverageMicros),
                    sku.All(line => line.Basis == LineBasis.Named) && sku.Key.Length > 0 ? sku.Sum(line => line.Billable) : null
                ))
                .OrderByDescending(part => part.Micros)
                .ThenBy(part => part.Key, StringComparer.Ordinal),
        ];

    /// <summary>With the licenses that an add-on stands on, because several add-ons have the same name.</summary>
    internal static string SkuName(Catalogue catalogue, string sku) =>
        sku.Length == 0 ? "Contract minimum"
        : catalogue.Find(sku)?.Prerequisites is { Count: > 0 } bases
            ? $"{SkuWords.Name(sku)} for {string.Join(" or ", bases.Select(SkuWords.Name))}"
        : SkuWords.Name(sku);

    private static SpendPart Part(string platform, long micros) => new(platform, platform, micros, null);
}
