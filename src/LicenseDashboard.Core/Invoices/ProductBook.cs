using System.Collections.Frozen;
using System.Text.RegularExpressions;
using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Invoices;

/// <summary>
/// Finds the SKU of a product on an invoice: by the mapping first, then by the catalogue's own ids and names. Case and punctuation don't
/// count, nor does the word that says that a line is overage.
/// </summary>
public sealed partial class ProductBook
{
    private const string Vendor = "GENESYSCLOUD";
    private readonly FrozenDictionary<string, string> _skus;

    /// <param name="mapped">The platform's mapping; it has the last word.</param>
    public ProductBook(Catalogue catalogue, IEnumerable<InvoiceProduct> mapped)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        ArgumentNullException.ThrowIfNull(mapped);
        var skus = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var same in catalogue.Skus.SelectMany(Names).GroupBy(name => KeyOf(name.Product)))
        {
            // A name that several SKUs have, such as WEM, says nothing.
            if (same.Select(name => name.Sku).Distinct(StringComparer.Ordinal).ToList() is [var only])
            {
                skus[same.Key] = only;
            }
        }

        foreach (var product in mapped)
        {
            skus[KeyOf(product.Product)] = product.Sku;
        }

        _skus = skus.ToFrozenDictionary(StringComparer.Ordinal);
    }

    /// <summary>The SKU of the first text that is known; null if none is.</summary>
    public string? Find(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (text is { Length: > 0 } && (Known(KeyOf(text)) ?? Known(KeyOf(WithoutOverage(text)))) is { } sku)
            {
                return sku;
            }
        }

        return null;
    }

    /// <summary>True if the line's own text says that it is for use above what is committed.</summary>
    public static bool IsOverage(string product) => Overage().IsMatch(product);

    /// <summary>What the built-in names of a SKU are on invoices, for a first mapping.</summary>
    public static IEnumerable<(string Product, string Sku)> Names(Sku sku)
    {
        ArgumentNullException.ThrowIfNull(sku);
        yield return (sku.Id, sku.Id);
        yield return (SkuWords.Name(sku.Id), sku.Id);
        yield return ("Genesys Cloud " + SkuWords.Name(sku.Id), sku.Id);
        if (AddOn().Match(sku.Id) is { Success: true } addOn)
        {
            var tier = addOn.Groups[1].Value is { Length: > 0 } number ? $"CX {number} " : "";
            yield return ($"Genesys Cloud {tier}{addOn.Groups[2].Value} Upgrade", sku.Id);
        }
    }

    private string? Known(string key) =>
        _skus.GetValueOrDefault(key)
        ?? (key.StartsWith(Vendor, StringComparison.Ordinal) ? _skus.GetValueOrDefault(key[Vendor.Length..]) : null);

    private static string WithoutOverage(string text) => Overage().Replace(text, " ");

    private static string KeyOf(string text) => string.Concat(text.Where(char.IsLetterOrDigit)).ToUpperInvariant();

    [GeneratedRegex(@"\b(overages?|over-?use|excess)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Overage();

    [GeneratedRegex("^gc([0-9]*)([A-Z]+)upgrade$", RegexOptions.CultureInvariant)]
    private static partial Regex AddOn();
}
