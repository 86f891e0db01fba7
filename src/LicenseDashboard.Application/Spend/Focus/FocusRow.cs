using System.Globalization;
using System.Text.Json;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Spend.Focus;

/// <summary>
/// One charge as FOCUS tells it: a text, a number, a day as UTC time, or null, by the name of the column. A license contract is a
/// negotiated commitment, so it stands in <c>ContractApplied</c> and the columns of commitment discounts are null. A charge without a
/// price has no row, because <c>BilledCost</c> can't be null and unknown is not 0.
/// </summary>
internal static class FocusRow
{
    private const string Vendor = "Genesys";

    /// <summary>The commitment of a line and what is used above it; nothing for what has no price.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, object?>> Of(
        Platform platform,
        string currency,
        BilledLine line,
        Catalogue catalogue
    )
    {
        if (line.Sku.Length == 0)
        {
            yield return Minimum(platform, currency, line);
            yield break;
        }

        if (line.CommitmentMicros > 0 && line.PriceMicros is { } price)
        {
            yield return Charge(platform, currency, line, catalogue, line.Committed, price, line.CommitmentMicros, isPurchase: true);
        }

        if (line.Over > 0 && line.OveragePriceMicros is { } overage)
        {
            yield return Charge(platform, currency, line, catalogue, line.Over, overage, line.OverageMicros, isPurchase: false);
        }
    }

    private static Dictionary<string, object?> Charge(
        Platform platform,
        string currency,
        BilledLine line,
        Catalogue catalogue,
        int quantity,
        long price,
        long micros,
        bool isPurchase
    )
    {
        var list = catalogue.Currency == currency ? catalogue.ListPrice(line.Sku)?.Amount : null;
        var (unit, name) = (Unit(line.Basis), SkuWords.Name(line.Sku));
        var row = Common(platform, currency, line, micros);
        row["ChargeCategory"] = isPurchase ? "Purchase" : "Usage";
        row["ChargeFrequency"] = isPurchase ? "Recurring" : "Usage-Based";
        row["ChargeDescription"] =
            isPurchase ? $"{name}: committed quantity"
            : line.Contract.Length > 0 ? $"{name}: use above the commitment"
            : $"{name}: use without a contract";
        row["ConsumedQuantity"] = isPurchase ? null : (decimal)quantity;
        row["ConsumedUnit"] = isPurchase ? null : unit;
        row["ContractedUnitPrice"] = Amount(price);
        row["ListUnitPrice"] = list;
        row["ListCost"] = list is { } unitPrice ? unitPrice * quantity : Amount(micros);
        row["PricingCategory"] = "Standard";
        row["PricingQuantity"] = (decimal)quantity;
        row["PricingUnit"] = unit;
        row["SkuId"] = line.Sku;
        row["SkuMeter"] = line.Basis switch
        {
            LineBasis.Named => "Named users",
            LineBasis.Concurrent => "Concurrent users",
            LineBasis.Hourly => "Hours signed in",
        };
        row["SkuPriceId"] = $"{Scope(platform, line)}/{line.Sku}/{(isPurchase ? "commitment" : "overage")}";
        if (isPurchase && line.Contract.Length > 0)
        {
            var commitment = $"{line.Contract}/{line.Sku}";
            (row["ResourceId"], row["ResourceName"], row["ResourceType"]) = (commitment, name, "Contract line");
            row["ContractApplied"] = Applied(line.Contract, commitment, micros, quantity, unit);
        }

        return row;
    }

    private static Dictionary<string, object?> Minimum(Platform platform, string currency, BilledLine line)
    {
        var row = Common(platform, currency, line, line.CommitmentMicros);
        row["ChargeCategory"] = "Adjustment";
        row["ChargeFrequency"] = "Recurring";
        row["ChargeDescription"] = "What the contract's minimum adds to its lines";
        row["ContractApplied"] = Applied(line.Contract, line.Contract, line.CommitmentMicros, null, null);
        return row;
    }

    private static Dictionary<string, object?> Common(Platform platform, string currency, BilledLine line, long micros)
    {
        var row = FocusSchema.Current.Columns.ToDictionary(column => column.Name, _ => (object?)null, StringComparer.Ordinal);
        var (from, to) = (platform.StartOf(line.First)!.Value, platform.StartOf(line.Last.AddDays(1))!.Value);
        foreach (var cost in (string[])["BilledCost", "ContractedCost", "EffectiveCost", "ListCost"])
        {
            row[cost] = Amount(micros);
        }

        foreach (var party in (string[])["HostProviderName", "InvoiceIssuerName", "ProviderName", "PublisherName", "ServiceProviderName"])
        {
            row[party] = Vendor;
        }

        (row["BillingPeriodStart"], row["BillingPeriodEnd"], row["ChargePeriodStart"], row["ChargePeriodEnd"]) = (from, to, from, to);
        (row["BillingAccountId"], row["BillingAccountName"], row["BillingAccountType"]) = (platform.Name, platform.Name, "Organization");
        row["BillingCurrency"] = currency;
        (row["ServiceCategory"], row["ServiceSubcategory"]) = ("Business Applications", "Other (Business Applications)");
        row["ServiceName"] = "Genesys Cloud CX";
        if (line.Contract.Length > 0)
        {
            (row["SubAccountId"], row["SubAccountName"], row["SubAccountType"]) = (line.Contract, line.Contract, "Contract");
        }

        return row;
    }

    private static string Scope(Platform platform, BilledLine line) => line.Contract.Length > 0 ? line.Contract : platform.Name + "/list";

    private static string Unit(LineBasis basis) => basis == LineBasis.Hourly ? "Hours" : "Users";

    private static decimal Amount(long micros) => micros / (decimal)Money.UnitMicros;

    private static string Applied(string contract, string commitment, long micros, int? quantity, string? unit)
    {
        var element = new Dictionary<string, object>
        {
            ["ContractId"] = contract,
            ["ContractCommitmentId"] = commitment,
            ["ContractCommitmentAppliedCost"] = Amount(micros),
        };
        if (quantity is { } count)
        {
            (element["ContractCommitmentAppliedQuantity"], element["ContractCommitmentAppliedUnit"]) = (count, unit!);
        }

        return JsonSerializer.Serialize(new Dictionary<string, object> { ["Elements"] = new[] { element } });
    }

    /// <summary>A value as it stands in a file: times in UTC, numbers with a point.</summary>
    public static string? Text(object? value) =>
        value switch
        {
            null => null,
            DateTime time => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            decimal number => number.ToString("0.######", CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
}
