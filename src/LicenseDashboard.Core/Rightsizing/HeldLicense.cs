using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Core.Rightsizing;

/// <summary>A set of SKU IDs interpreted by rule 0: one base, its add-ons, unknown SKUs, and what had to be ignored.</summary>
internal sealed class HeldLicense
{
    public required Sku? Base { get; init; }

    /// <summary>In catalogue order.</summary>
    public required IReadOnlyList<Sku> AddOns { get; init; }

    /// <summary>In ordinal order.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>Why something was ignored, in words.</summary>
    public required IReadOnlyList<string> Faults { get; init; }

    /// <summary>Base, add-ons, unknown.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>As given, in ordinal order.</summary>
    public required IReadOnlyList<string> Listed { get; init; }

    /// <summary>Those of <see cref="Listed"/> that are no part of another one.</summary>
    public required IReadOnlyList<string> Standing { get; init; }

    public required FeatureSet Features { get; init; }

    /// <summary>Per month in millionths, at the contracted price where there is one. Unknown SKUs have no price.</summary>
    public required long Price { get; init; }

    /// <summary>Per month in millionths, at list prices.</summary>
    public required long ListPrice { get; init; }

    public bool Is(IReadOnlyCollection<string> ids) => ids.Count == Ids.Count && Ids.All(ids.Contains);
}
