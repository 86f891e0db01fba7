using System.Text.Json.Serialization;
using LicenseDashboard.Connectors.Http;

namespace LicenseDashboard.Connectors.Genesys;

/// <summary>A page of a list that is followed by its next address.</summary>
internal sealed record WireFollowed<T>
    where T : class
{
    public List<T>? Entities { get; init; }

    /// <summary>Address of the next page; null on the last.</summary>
    public string? NextUri { get; init; }
}

internal sealed record WireContract
{
    public string? Id { get; init; }

    public string? Status { get; init; }

    public string? ExternalNumber { get; init; }

    public string? DateStart { get; init; }

    public string? DateEnd { get; init; }

    public List<WirePlan>? Plans { get; init; }
}

internal sealed record WirePlan
{
    public string? Name { get; init; }

    [JsonConverter(typeof(LenientObject<WireProduct>))]
    public WireProduct? Product { get; init; }

    public List<WirePlanItem>? Items { get; init; }
}

internal sealed record WireProduct
{
    public string? Sku { get; init; }

    public string? Name { get; init; }
}

internal sealed record WirePlanItem
{
    public string? Name { get; init; }

    public decimal? Quantity { get; init; }

    public decimal? Price { get; init; }

    public decimal? OveragePrice { get; init; }

    public string? CurrencyIsoCode { get; init; }

    public string? UnitOfMeasure { get; init; }
}

internal sealed record WireInvoice
{
    public string? Id { get; init; }

    public string? InvoiceNumber { get; init; }

    [JsonConverter(typeof(LenientObject<WireBillingPeriod>))]
    public WireBillingPeriod? BillingPeriod { get; init; }

    public string? DateStart { get; init; }

    public string? DateEnd { get; init; }

    public string? CurrencyIsoCode { get; init; }

    public decimal? TotalAmount { get; init; }
}

internal sealed record WireBillingPeriod
{
    public string? DateStart { get; init; }

    public string? DateEnd { get; init; }
}

internal sealed record WireInvoiceLine
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    [JsonConverter(typeof(LenientObject<WireProduct>))]
    public WireProduct? Product { get; init; }

    public decimal? Quantity { get; init; }

    public decimal? Price { get; init; }

    public decimal? Amount { get; init; }

    public string? CurrencyIsoCode { get; init; }
}
