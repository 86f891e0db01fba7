using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Contracts;

public enum SkuKind
{
    /// <summary>A tier; a person holds one.</summary>
    Base,

    /// <summary>Stands on one of its <see cref="Sku.Prerequisites"/>; a person holds at most one of each family.</summary>
    AddOn,
}

/// <summary>A sellable item as the catalogue knows it.</summary>
public sealed record Sku
{
    /// <summary>The vendor's id in the spelling of <see cref="SkuIds"/>, compared exactly.</summary>
    public required string Id
    {
        get;
        init => field = SkuIds.Canonical(value);
    }

    public required SkuKind Kind { get; init; }

    /// <summary>Bases only: higher means more; unique.</summary>
    public int? Rank { get; init; }

    /// <summary>List price a month, in the catalogue's currency.</summary>
    public required decimal Price { get; init; }

    /// <summary>Feature keys.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Add-ons only: the bases it can stand on.</summary>
    public IReadOnlyList<string> Prerequisites
    {
        get;
        init => field = [.. value.Select(SkuIds.Canonical)];
    } = [];

    /// <summary>Add-ons only: of one family a person holds at most one. Without a family the add-on is a family of its own.</summary>
    public string? Family { get; init; }

    /// <summary>Add-ons only: of two held in one family the one with the higher number counts.</summary>
    public int? Precedence { get; init; }

    /// <summary>The price is our assumption, labelled so on screen.</summary>
    public bool AssumedPrice { get; init; }

    public bool IsBase => Kind == SkuKind.Base;

    public string FamilyKey => Family ?? Id;

    public Money ListPrice(string currency) => Money.Of(Price, currency);
}
