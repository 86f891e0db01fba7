using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Contracts;

public enum SkuKind
{
    /// <summary>A tier. A person holds exactly one.</summary>
    Base,

    /// <summary>Requires one of its <see cref="Sku.Prerequisites"/>. A person holds at most one per family.</summary>
    AddOn,
}

/// <summary>A sellable item.</summary>
public sealed record Sku
{
    /// <summary>The vendor's ID as spelled in <see cref="SkuIds"/>; compared exactly.</summary>
    public required string Id
    {
        get;
        init => field = SkuIds.Canonical(value);
    }

    public required SkuKind Kind { get; init; }

    /// <summary>Bases only: unique rank; higher includes more.</summary>
    public int? Rank { get; init; }

    /// <summary>List price per month in the catalogue's currency.</summary>
    public required decimal Price { get; init; }

    /// <summary>Feature keys.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Add-ons only: the bases it can be added to.</summary>
    public IReadOnlyList<string> Prerequisites
    {
        get;
        init => field = [.. value.Select(SkuIds.Canonical)];
    } = [];

    /// <summary>Add-ons only: a person holds at most one add-on per family. Null means a family of its own.</summary>
    public string? Family { get; init; }

    /// <summary>Add-ons only: if two of a family are held, the one with the higher number counts.</summary>
    public int? Precedence { get; init; }

    /// <summary>True if the price is our own assumption; labeled as such on screen.</summary>
    public bool AssumedPrice { get; init; }

    public bool IsBase => Kind == SkuKind.Base;

    public string FamilyKey => Family ?? Id;

    public Money ListPrice(string currency) => Money.Of(Price, currency);
}
