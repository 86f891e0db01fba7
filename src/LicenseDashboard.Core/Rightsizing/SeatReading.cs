using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Rule 0 for those outside the rules: what a listing of SKU ids amounts to. Not for several threads at once.</summary>
public sealed class SeatReading(Catalogue catalogue, IReadOnlyList<SkuFacts> definitions)
{
    private readonly LicenseReader _reader = new(catalogue, definitions);

    /// <summary>Base first, then add-ons, then what the catalogue doesn't know; without what is part of another SKU or ignored.</summary>
    public IReadOnlyList<string> Read(IEnumerable<string> skuIds) => _reader.Read(skuIds).Ids;
}
