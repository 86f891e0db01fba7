using System.Collections.Frozen;
using System.Text.Json.Serialization;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Contracts;

/// <summary>
/// What can be held, what it costs and includes, and how its use is recognized. Administrators can change all of it.
/// <see cref="Default"/> is the built-in catalogue. External catalogues are read by <see cref="CatalogueJson.Read"/>, which rejects
/// contradictions.
/// </summary>
public sealed record Catalogue
{
    private static readonly Lazy<Catalogue> _default = new(CatalogueJson.ReadEmbedded);
    private readonly IReadOnlyList<Sku> _skus = [];
    private readonly FrozenDictionary<string, Sku> _byId = FrozenDictionary<string, Sku>.Empty;

    public static Catalogue Default => _default.Value;

    /// <summary>ISO 4217 code of all prices in this catalogue.</summary>
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

    /// <summary>SKU id → contracted price per month. SKUs that are missing here have their list price.</summary>
    public required IReadOnlyDictionary<string, decimal> ContractPrices
    {
        get;
        init =>
            field = value
                .DistinctBy(price => SkuIds.Canonical(price.Key))
                .ToDictionary(price => SkuIds.Canonical(price.Key), price => price.Value);
    }

    /// <summary>In display order: reasons and exports use it.</summary>
    public required IReadOnlyList<FeatureDefinition> Features { get; init; }

    /// <summary>
    /// Audit actions that count as views. An organization "audits views" of a feature when its mapping includes one of them.
    /// </summary>
    public required IReadOnlyList<string> ViewActions { get; init; }

    /// <summary>Role name → names of the roles it may be swapped for. Case-insensitive.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<string>> Swaps { get; init; }

    /// <summary>Name of the role for people who only read reports.</summary>
    public required string ReportingRole { get; init; }

    /// <summary>
    /// Names of administrator-type roles. If empty, <see cref="AdminNamePattern"/> and <see cref="AdminPermission"/> decide.
    /// </summary>
    public required IReadOnlyList<string> AdminRoles { get; init; }

    /// <summary>A role whose name contains this text (case-insensitive) is an administrator-type role.</summary>
    public required string AdminNamePattern { get; init; }

    public required string AdminPermission { get; init; }

    /// <summary>At least two active people must still hold this permission after any plan.</summary>
    public required string GuardPermission { get; init; }

    public required IReadOnlyList<Pin> Pins { get; init; }

    /// <summary>Patterns of permissions that can be removed without review.</summary>
    public required IReadOnlyList<string> HarmlessPermissions { get; init; }

    public required string ReadsOnlyWords { get; init; }

    public required string NothingDroppedWords { get; init; }

    /// <summary>Whether being evaluated counts as use of the quality feature, or only evaluating others.</summary>
    public required QualityReceived QualityReceived { get; init; }

    /// <summary>Base SKUs by rank, lowest first.</summary>
    [JsonIgnore]
    public IReadOnlyList<Sku> Bases { get; private init; } = [];

    public Sku? Find(string skuId) => _byId.GetValueOrDefault(SkuIds.Canonical(skuId));

    public FeatureDefinition? Feature(string key) => Features.FirstOrDefault(feature => feature.Key == key);

    /// <summary>Contracted price per month, otherwise the list price; null if the catalogue doesn't know the SKU.</summary>
    public Money? Price(string skuId) =>
        Find(skuId) is not { } sku ? null
        : ContractPrices.TryGetValue(sku.Id, out var contracted) ? Money.Of(contracted, Currency)
        : sku.ListPrice(Currency);

    /// <summary>List price per month; null if the catalogue doesn't know the SKU.</summary>
    public Money? ListPrice(string skuId) => Find(skuId)?.ListPrice(Currency);

    public bool IsContracted(string skuId) => ContractPrices.ContainsKey(SkuIds.Canonical(skuId));

    /// <summary>
    /// This catalogue with the prices of a platform's contracts in force on the day; they take precedence over
    /// <see cref="ContractPrices"/>. Only a named line has a price per seat. A price in another currency is not comparable and is left out.
    /// </summary>
    public Catalogue Under(IEnumerable<ContractTerms> contracts, DateOnly day)
    {
        var priced = AgreedLine
            .On(contracts, day)
            .Where(line => line.Terms.Basis == LineBasis.Named && line.Contract.Currency == Currency)
            .ToList();
        if (priced.Count == 0)
        {
            return this;
        }

        var prices = new Dictionary<string, decimal>(ContractPrices);
        foreach (var line in priced)
        {
            prices[line.Terms.Sku] = new Money(line.Terms.PriceMicros, Currency).Amount;
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
