namespace LicenseDashboard.Core.Rightsizing;

/// <summary>
/// Rule 5: estimates infer's answer for a set of permissions. It is the lowest-priced candidate (list price, then lower rank) whose
/// definitions include all of the permissions that any definition includes. If there is none, it is the top base, with the preferred
/// add-on if needed.
/// </summary>
internal sealed class WhatIf
{
    private readonly LicenseReader _reader;
    private readonly PermissionBook _book;
    private readonly PermissionSet _defined;
    private readonly IReadOnlyList<(HeldLicense Set, PermissionSet Holds)> _byPrice;
    private readonly HeldLicense _nothing;

    public WhatIf(LicenseReader reader, Candidates candidates, PermissionBook book, IReadOnlyList<SkuFacts> definitions)
    {
        _reader = reader;
        _book = book;
        _defined = book.Held(definitions.SelectMany(d => d.Permissions));
        _nothing = reader.Read([]);
        _byPrice =
        [
            .. candidates
                .All.OrderBy(set => set.ListPrice)
                .ThenBy(set => set.Base!.Rank)
                .ThenBy(set => string.Join('+', set.Ids), StringComparer.Ordinal)
                .Select(set => (set, Holds(set.Ids))),
        ];
    }

    /// <param name="held">All permissions of the roles; null if there are no roles, which infer nothing.</param>
    public HeldLicense Estimate(PermissionSet? held)
    {
        if (held is not { } all || _byPrice.Count == 0)
        {
            return _nothing;
        }

        var needed = all.And(_defined);
        foreach (var (set, holds) in _byPrice)
        {
            if (needed.IsWithin(holds))
            {
                return set;
            }
        }

        return Top(needed);
    }

    private HeldLicense Top(PermissionSet needed)
    {
        var top = _byPrice.Select(candidate => candidate.Set.Base!).MaxBy(sku => sku.Rank)!;
        var missing = needed.Except(Holds([top.Id]));
        var addOns = _reader
            .Catalogue.Skus.Where(sku => !sku.IsBase && sku.Prerequisites.Contains(top.Id) && _reader.IsDefined(sku.Id))
            .GroupBy(sku => sku.FamilyKey, StringComparer.Ordinal)
            .Select(family => family.OrderByDescending(sku => sku.Precedence ?? 0).ThenBy(sku => sku.Id, StringComparer.Ordinal).First())
            .Where(sku => missing.Meets(_book.Held(_reader.Definition(sku.Id)!.Permissions)));
        return _reader.Read([top.Id, .. addOns.Select(sku => sku.Id)]);
    }

    private PermissionSet Holds(IReadOnlyCollection<string> skuIds) => _reader.Holds(_book, skuIds);
}
