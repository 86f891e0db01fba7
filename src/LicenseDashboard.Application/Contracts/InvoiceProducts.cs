using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Contracts;

/// <summary>Which of our SKUs a product of the vendor's invoices is.</summary>
public sealed record InvoiceProductRow(string Product, string Sku);

/// <summary>The products known on a platform, by name.</summary>
public sealed class InvoiceProductList(IDbContextFactory<LicenseDb> dbs)
{
    public async Task<Outcome<IReadOnlyList<InvoiceProductRow>>> RunAsync(Viewer viewer, string platform, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.SeesMoney)
        {
            return Refusal.Forbidden(ContractRun.MayNotRead);
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        return (
            await db
                .InvoiceProducts.AsNoTracking()
                .Where(product => db.Platforms.Any(p => p.Key == product.PlatformKey && p.Name == platform))
                .Select(product => new InvoiceProductRow(product.Product, product.Sku))
                .ToListAsync(ct)
        )
            .OrderBy(product => product.Sku, StringComparer.Ordinal)
            .ThenBy(product => product.Product, StringComparer.OrdinalIgnoreCase)
            .ToList();
    }
}

/// <summary>Says which SKU a product of an invoice is, or that it is none any more.</summary>
public sealed class MapInvoiceProduct(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    /// <param name="sku">Null removes the product.</param>
    public Task<Outcome<string>> RunAsync(Viewer viewer, string platform, string? product, string? sku, CancellationToken ct) =>
        ContractRun.RunAsync<string>(
            dbs,
            clock,
            viewer,
            platform,
            async (run, token) =>
            {
                var name = product?.Trim() ?? "";
                List<FieldProblem> problems = [];
                if (name.Length is 0 or > InvoiceProduct.MaxProduct || name.Any(char.IsControl))
                {
                    problems.Add(new("product", $"product must be a name or id of 1 to {InvoiceProduct.MaxProduct} characters."));
                }

                if (sku is not null && catalogue.Find(sku) is null)
                {
                    var known = string.Join(", ", catalogue.Skus.Select(each => each.Id));
                    problems.Add(
                        new("sku", $"sku '{(sku.Length > 64 ? sku[..64] + "…" : sku)}' is not in the catalog. Use one of {known}.")
                    );
                }

                if (problems.Count > 0)
                {
                    return Refusal.Invalid(problems);
                }

                var all = await run.Db.InvoiceProducts.Where(p => p.PlatformKey == run.Platform.Key).ToListAsync(token);
                var old = all.Find(each => string.Equals(each.Product, name, StringComparison.OrdinalIgnoreCase));
                var (before, after) = (old?.Sku ?? "", sku is null ? "" : SkuIds.Canonical(sku));
                if (before == after)
                {
                    return old is null ? Refusal.NotFound($"No product \"{name}\".") : name;
                }

                if (old is null)
                {
                    run.Db.InvoiceProducts.Add(
                        new InvoiceProduct
                        {
                            PlatformKey = run.Platform.Key,
                            Product = name,
                            Sku = after,
                        }
                    );
                }
                else if (sku is null)
                {
                    run.Db.InvoiceProducts.Remove(old);
                }
                else
                {
                    old.Sku = after;
                }

                run.Tell("invoice-product.changed", "invoice-product", before, after, detail: old?.Product ?? name);
                return old?.Product ?? name;
            },
            ct
        );
}

/// <summary>Gives each platform without any product the ids of the catalogue's SKUs and the names that only one of them has.</summary>
internal sealed class EnsureInvoiceProducts(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue)
{
    public async Task RunAsync(CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        await db.InTransactionAsync(
            async token =>
            {
                var seeded = await db.InvoiceProducts.Select(p => p.PlatformKey).Distinct().ToListAsync(token);
                foreach (var platform in await db.Platforms.Where(p => !seeded.Contains(p.Key)).Select(p => p.Key).ToListAsync(token))
                {
                    db.InvoiceProducts.AddRange(
                        catalogue
                            .Skus.SelectMany(sku => new[] { sku.Id, SkuWords.Name(sku.Id) }.Select(product => (product, sku.Id)))
                            .Distinct()
                            .GroupBy(each => each.product, StringComparer.OrdinalIgnoreCase)
                            .Where(same => same.Count() == 1)
                            .Select(same => same.Single())
                            .Select(each => new InvoiceProduct
                            {
                                PlatformKey = platform,
                                Product = each.product,
                                Sku = each.Id,
                            })
                    );
                }

                await db.SaveChangesAsync(token);
            },
            ct
        );
    }
}
