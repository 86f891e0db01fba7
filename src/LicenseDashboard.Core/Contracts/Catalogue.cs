using System.Collections.Frozen;
using System.Text.Json.Serialization;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Contracts;

/// <summary>
/// What can be held, what it costs and gives, and how use is recognised: all of it data that an administrator can change.
/// <see cref="Default"/> is the seeded one. A catalogue from outside comes through <see cref="CatalogueJson.Read"/>, which refuses
/// contradictions.
/// </summary>
public sealed record Catalogue
{
    private static readonly Lazy<Catalogue> _default = new(CatalogueJson.ReadEmbedded);
    private readonly IReadOnlyList<Sku> _skus = [];
    private readonly FrozenDictionary<string, Sku> _byId = FrozenDictionary<string, Sku>.Empty;

    public static Catalogue Default => _default.Value;

    /// <summary>ISO 4217 code of every price here.</summary>
    public required string Currency { get; init; }

    public required IReadOnlyList<Sku> Skus
    {
        get => _skus;
        init
        {
            _skus = value;
            _byId = value.DistinctBy(sku => sku.Id).ToFrozenDictionary(sku => sku.Id);
            Bases = [.. value.Where(sku => sku.IsBase).OrderBy(sku => sku.Rank)];
        }
    }

    /// <summary>SKU id → contracted price a month; where absent the list price holds.</summary>
    public required IReadOnlyDictionary<string, decimal> ContractPrices
    {
        get;
        init =>
            field = value
                .DistinctBy(price => SkuIds.Canonical(price.Key))
                .ToDictionary(price => SkuIds.Canonical(price.Key), price => price.Value);
    }

    /// <summary>In feature order: reasons and exports follow it.</summary>
    public required IReadOnlyList<FeatureDefinition> Features { get; init; }

    /// <summary>Audit actions that are views: an organization "audits views" of a feature when its mapping has one of them.</summary>
    public required IReadOnlyList<string> ViewActions { get; init; }

    /// <summary>Role name → names of roles it may be swapped for; case ignored.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Swaps { get; init; }

    /// <summary>Name of the role for those who only read reports.</summary>
    public required string ReportingRole { get; init; }

    /// <summary>
    /// Names of the administrator-type roles; empty = by <see cref="AdminNamePattern"/> and <see cref="AdminPermission"/>.
    /// </summary>
    public required IReadOnlyList<string> AdminRoles { get; init; }

    /// <summary>A role whose name contains this text, case ignored, is of the administrator type.</summary>
    public required string AdminNamePattern { get; init; }

    public required string AdminPermission { get; init; }

    /// <summary>At least two active people must hold it after any plan.</summary>
    public required string GuardPermission { get; init; }

    public required IReadOnlyList<Pin> Pins { get; init; }

    /// <summary>Patterns of permissions whose loss needs no eye.</summary>
    public required IReadOnlyList<string> HarmlessPermissions { get; init; }

    public required string ReadsOnlyWords { get; init; }

    public required string NothingDroppedWords { get; init; }

    /// <summary>Whether being evaluated counts as use of quality, or only evaluating.</summary>
    public required QualityReceived QualityReceived { get; init; }

    /// <summary>Bases by rank, lowest first.</summary>
    [JsonIgnore]
    public IReadOnlyList<Sku> Bases { get; private init; } = [];

    public Sku? Find(string skuId) => _byId.GetValueOrDefault(SkuIds.Canonical(skuId));

    public FeatureDefinition? Feature(string key) => Features.FirstOrDefault(feature => feature.Key == key);

    /// <summary>Contracted price a month, else list price; null for a SKU the catalogue doesn't know.</summary>
    public Money? Price(string skuId) =>
        Find(skuId) is not { } sku ? null
        : ContractPrices.TryGetValue(sku.Id, out var contracted) ? Money.Of(contracted, Currency)
        : sku.ListPrice(Currency);

    /// <summary>List price a month; null for a SKU the catalogue doesn't know.</summary>
    public Money? ListPrice(string skuId) => Find(skuId)?.ListPrice(Currency);

    public bool IsContracted(string skuId) => ContractPrices.ContainsKey(SkuIds.Canonical(skuId));

    /// <summary>
    /// The same with the prices of a platform's contract, where it is in force: its lines go before <see cref="ContractPrices"/>. An hourly
    /// line has no price a month, so there the price stays as it was.
    /// </summary>
    public Catalogue Under(Contract? contract, DateOnly day)
    {
        if (contract is null || !contract.IsInForce(day))
        {
            return this;
        }

        var prices = new Dictionary<string, decimal>(ContractPrices);
        foreach (var line in contract.Lines.Where(line => line.Basis != LineBasis.Hourly))
        {
            prices[line.Sku] = new Money(line.UnitPriceMicros, contract.Currency).Amount;
        }

        return this with
        {
            ContractPrices = prices,
        };
    }
}

public enum QualityReceived
{
    Counts,

    /// <summary>Only evaluations done count.</summary>
    Ignored,
}
