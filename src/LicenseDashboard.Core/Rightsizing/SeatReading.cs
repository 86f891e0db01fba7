using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>Rule 0 for callers outside the rules: interprets a listing of SKU IDs. Not thread-safe.</summary>
public sealed class SeatReading(Catalogue catalogue, IReadOnlyList<SkuFacts> definitions)
{
    private readonly LicenseReader _reader = new(catalogue, definitions);

    /// <summary>
    /// Base first, then add-ons, then SKUs the catalogue doesn't know; without SKUs that are part of another one or ignored.
    /// </summary>
    public IReadOnlyList<string> Read(IEnumerable<string> skuIds) => _reader.Read(skuIds).Ids;

    /// <summary>In ordinal order, without SKUs that are part of another one; what is held beside a base or without one stays.</summary>
    public IReadOnlyList<string> WithoutParts(IEnumerable<string> skuIds) => _reader.Read(skuIds).Standing;
}
