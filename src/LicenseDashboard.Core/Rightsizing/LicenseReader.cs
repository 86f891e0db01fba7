using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Rule 0: interprets a list of SKU IDs from any source (the vendor's listing, infer, or a candidate).</summary>
internal sealed class LicenseReader(Catalogue catalogue, IReadOnlyList<SkuFacts> definitions)
{
    private readonly Dictionary<string, SkuFacts> _definitions = definitions
        .DistinctBy(d => d.Id)
        .ToDictionary(d => d.Id, StringComparer.Ordinal);
    private readonly Dictionary<string, HeldLicense> _read = new(StringComparer.Ordinal);

    public Catalogue Catalogue => catalogue;

    public bool IsDefined(string skuId) => _definitions.ContainsKey(skuId);

    public SkuFacts? Definition(string skuId) => _definitions.GetValueOrDefault(skuId);

    public HeldLicense Read(IEnumerable<string> skuIds)
    {
        string[] ids = [.. skuIds];
        Array.Sort(ids, StringComparer.Ordinal);
        var key = ids.Length == 1 ? ids[0] : string.Join('\n', ids);
        return _read.TryGetValue(key, out var known) ? known : _read[key] = ReadNew([.. ids.Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>The SKU and everything the definitions list, directly or indirectly, as its prerequisite or part.</summary>
    public IReadOnlySet<string> Within(string skuId, bool comprisedOnly = false)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { skuId };
        var todo = new Stack<string>([skuId]);
        while (todo.TryPop(out var id))
        {
            if (Definition(id) is { } definition)
            {
                foreach (
                    var next in (comprisedOnly ? definition.Comprises : definition.Comprises.Concat(definition.Prerequisites)).Where(
                        seen.Add
                    )
                )
                {
                    todo.Push(next);
                }
            }
        }

        return seen;
    }

    /// <summary>
    /// What the definitions of these SKUs include, with their parts. A base that an add-on could be added to is not included.
    /// </summary>
    public PermissionSet Holds(PermissionBook book, IEnumerable<string> skuIds) =>
        book.Held(
            skuIds
                .SelectMany(id =>
                    Within(id, comprisedOnly: true).Concat(Within(id).Where(part => Catalogue.Find(part) is not { IsBase: true }))
                )
                .Distinct(StringComparer.Ordinal)
                .SelectMany(id => Definition(id)?.Permissions ?? [])
        );

    private HeldLicense ReadNew(string[] ids)
    {
        var standing = ids.Where(id => !ids.Any(other => IsPartOf(id, other))).ToList();
        var known = standing.Select(catalogue.Find).OfType<Sku>().ToList();
        var @base = known.Where(sku => sku.IsBase).MaxBy(sku => sku.Rank);
        List<Sku> addOns = [];
        List<string> faults =
        [
            .. known
                .Where(sku => sku.IsBase && sku != @base)
                .Select(sku => $"{SkuWords.Name(sku.Id)} is held beside {SkuWords.Name(@base!.Id)} and was ignored"),
        ];
        foreach (
            var addOn in known
                .Where(sku => !sku.IsBase)
                .OrderByDescending(sku => sku.Precedence ?? 0)
                .ThenBy(sku => sku.Id, StringComparer.Ordinal)
        )
        {
            if (@base is null || !addOn.Prerequisites.Contains(@base.Id))
            {
                faults.Add($"{SkuWords.Name(addOn.Id)} ({addOn.Id}) is held without its base and was ignored");
            }
            else if (addOns.FirstOrDefault(other => other.FamilyKey == addOn.FamilyKey) is { } first)
            {
                faults.Add($"{SkuWords.Name(addOn.Id)} is held beside {SkuWords.Name(first.Id)} and was ignored");
            }
            else
            {
                addOns.Add(addOn);
            }
        }

        addOns = [.. catalogue.Skus.Where(addOns.Contains)];
        List<string> unknown = [.. standing.Where(id => catalogue.Find(id) is null)];
        List<Sku> counted = @base is null ? addOns : [@base, .. addOns];
        return new()
        {
            Base = @base,
            AddOns = addOns,
            Unknown = unknown,
            Listed = ids,
            Standing = standing,
            Faults = faults,
            Ids = [.. counted.Select(sku => sku.Id), .. unknown],
            Features = FeatureSet.Of(catalogue, counted.SelectMany(sku => sku.Features)),
            Price = counted.Sum(sku => catalogue.Price(sku.Id)!.Value.Micros),
            ListPrice = counted.Sum(sku => catalogue.ListPrice(sku.Id)!.Value.Micros),
        };
    }

    /// <summary>True if it is part of the other at price 0. The base of an add-on is not.</summary>
    private bool IsPartOf(string id, string other)
    {
        if (id == other || !Within(other).Contains(id) || Within(id).Contains(other))
        {
            return false;
        }

        var baseUnderAddOn = catalogue.Find(id) is { IsBase: true } && catalogue.Find(other) is not { IsBase: true };
        return !baseUnderAddOn || Within(other, comprisedOnly: true).Contains(id);
    }
}
