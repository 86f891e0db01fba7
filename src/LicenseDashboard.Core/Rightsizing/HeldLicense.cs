using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>A set of SKU ids read by rule 0: one base, its add-ons, what the catalogue doesn't know; and what had to be ignored.</summary>
internal sealed class HeldLicense
{
    public required Sku? Base { get; init; }

    /// <summary>In the catalogue's order.</summary>
    public required IReadOnlyList<Sku> AddOns { get; init; }

    /// <summary>Ordinal.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>Why something was ignored, in words.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Base, add-ons, unknown.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>As it was given, ordinal.</summary>
    public required IReadOnlyList<string> Listed { get; init; }

    public required FeatureSet Features { get; init; }

    /// <summary>A month, in millionths: per SKU contracted, else list. Unknown SKUs have no price.</summary>
    public required long Price { get; init; }

    /// <summary>The same at list prices.</summary>
    public required long ListPrice { get; init; }

    public bool Is(IReadOnlyCollection<string> ids) => ids.Count == Ids.Count && Ids.All(ids.Contains);
}
