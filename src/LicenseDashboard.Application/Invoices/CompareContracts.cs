using System.Text.Json;
using LicenseDashboard.Application.Contracts;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Invoices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Invoices;

/// <summary>Our contracts beside what the vendor's routes say of them. Nothing is taken over.</summary>
/// <param name="ReadAt">UTC; null if the vendor was never asked.</param>
/// <param name="Refusal">Why the vendor doesn't say; empty if it does.</param>
public sealed record ContractComparison(DateTime? ReadAt, string Refusal, IReadOnlyList<ContractDifference> Rows)
{
    public int Different => Rows.Count(row => !row.IsSame);
}

/// <summary>One value on both sides.</summary>
/// <param name="Subject">What it is about: the term, or a license or product.</param>
/// <param name="Ours">Null: our contract has nothing like it.</param>
/// <param name="Theirs">Null: the vendor's contract has nothing like it.</param>
public sealed record ContractDifference(string Subject, string Value, string? Ours, string? Theirs)
{
    public bool IsSame => Ours == Theirs;
}

/// <inheritdoc cref="ContractComparison"/>
public sealed class CompareContracts(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    /// <param name="platform">Null: the first one.</param>
    public async Task<Outcome<ContractComparison>> RunAsync(Viewer viewer, string? platform, CancellationToken ct)
    {
        if (InvoiceRights.MayNotSee(viewer) is { } forbidden)
        {
            return forbidden;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var found = await db
            .Platforms.AsNoTracking()
            .OrderBy(p => p.Key)
            .FirstOrDefaultAsync(p => platform == null || p.Name == platform, ct);
        if (found is null)
        {
            return Refusal.NotFound("No such platform.");
        }

        var kept = await db.VendorBilling.AsNoTracking().SingleOrDefaultAsync(b => b.PlatformKey == found.Key, ct);
        if (kept is null || kept.Contracts.Length == 0)
        {
            return new ContractComparison(kept?.ReadAt, kept?.Refusal ?? "", []);
        }

        var theirs = JsonSerializer.Deserialize<List<VendorContract>>(kept.Contracts) ?? [];
        var ours = await LoadContracts.OfAsync(db, found.Key, ct);
        var products = await InvoiceRun.ProductsAsync(db, found.Key, catalogue, ct);
        var today = found.LocalDay(clock.GetUtcNow());
        return new ContractComparison(kept.ReadAt, kept.Refusal, [.. Terms(ours, theirs), .. Lines(ours, theirs, products, today)]);
    }

    private static IEnumerable<ContractDifference> Terms(IReadOnlyList<ContractTerms> ours, List<VendorContract> theirs)
    {
        for (var i = 0; i < Math.Max(ours.Count, theirs.Count); i++)
        {
            var own = ours.ElementAtOrDefault(i);
            var other = theirs.OrderBy(contract => contract.First).ElementAtOrDefault(i);
            var subject = i == 0 ? "Term" : $"Term of contract {i + 1}";
            yield return new(subject, "First day", Day(own?.First), Day(other?.First));
            yield return new(subject, "Last day", Day(own?.Last), Day(other?.Last));
            if (own?.PoNumber is not null || other?.PoNumber is not null)
            {
                yield return new(subject, "PO number", own?.PoNumber, other?.PoNumber);
            }
        }
    }

    private IEnumerable<ContractDifference> Lines(
        IReadOnlyList<ContractTerms> ours,
        IReadOnlyList<VendorContract> theirs,
        ProductBook products,
        DateOnly today
    )
    {
        var own = ours.SelectMany(contract => contract.Lines.Select(line => (contract.Currency, Line: line.On(PeriodOf(contract, today)))))
            .ToDictionary(line => line.Line.Sku, StringComparer.Ordinal);
        var other = theirs
            .SelectMany(contract => contract.Lines)
            .ToLookup(line => products.Find(line.Product, line.Number) ?? line.Product);
        foreach (
            var sku in own
                .Keys.Concat(other.Select(line => line.Key))
                .Distinct(StringComparer.Ordinal)
                .OrderBy(sku => catalogue.Find(sku) is null)
                .ThenBy(sku => catalogue.Find(sku) is { IsBase: false })
                .ThenBy(sku => catalogue.Find(sku)?.Rank)
                .ThenBy(sku => sku, StringComparer.Ordinal)
        )
        {
            var name = catalogue.Find(sku) is null ? sku : SkuWords.FullName(sku);
            var (mine, yours) = (own.TryGetValue(sku, out var line) ? line.Line : null, other[sku].FirstOrDefault());
            yield return new(name, "Committed", Number(mine?.Committed), Number(other[sku].Sum(each => each.Quantity), yours));
            yield return new(name, "Unit price", Price(mine?.PriceMicros), Number(yours?.Price, yours, price: true));
            yield return new(
                name,
                "Overage price",
                Price(mine is null ? null : mine.OverageMicros ?? mine.PriceMicros),
                Number(yours?.OveragePrice, yours, price: true)
            );
        }
    }

    /// <summary>First day of the billing period that holds the day; before the contract its own first day.</summary>
    private static DateOnly PeriodOf(ContractTerms contract, DateOnly day)
    {
        var months = ((day.Year - contract.First.Year) * 12) + day.Month - contract.First.Month;
        var first = contract.First.AddMonths(Math.Max(0, months));
        return first > day && months > 0 ? contract.First.AddMonths(months - 1) : first;
    }

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string? Price(long? micros) => micros is { } value ? Number(value / (decimal)Money.UnitMicros, price: true) : null;

    private static string? Number(int? value) => value is { } number ? Number(number, price: false) : null;

    private static string? Number(decimal? value, VendorContractLine? line, bool price = false) =>
        line is null || value is null ? null : Number(value.Value, price);

    private static string Number(decimal value, bool price) =>
        value.ToString(price ? "#,0.00####" : "#,0.####", System.Globalization.CultureInfo.InvariantCulture);
}
