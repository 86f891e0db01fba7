using System.Text.RegularExpressions;

namespace LicenseDashboard.Simulator.Billing;

/// <summary>Invoices speak of products, which have names and numbers of their own.</summary>
internal static partial class ProductNames
{
    public static string Of(string license) =>
        Tier().Match(license) is { Success: true } tier ? $"Genesys Cloud CX {tier.Groups[1].Value}"
        : AddOn().Match(license) is { Success: true } addOn ? $"Genesys Cloud CX {addOn.Groups[1].Value} {addOn.Groups[2].Value} Upgrade"
        : license == "gcSTAupgrade" ? "Genesys Cloud STA Upgrade"
        : license == "communicate" ? "Genesys Cloud Communicate"
        : license;

    public static string Unit(BilledBy by) =>
        by switch
        {
            BilledBy.User => "User",
            BilledBy.Concurrent => "Concurrent User",
            BilledBy.Hour => "Hour",
        };

    /// <summary>The vendor's product number; the product's own catalogue doesn't know it.</summary>
    public static string Number(string license) => "GC-" + license.ToUpperInvariant();

    [GeneratedRegex("^cloudCX([0-9]+)$", RegexOptions.CultureInvariant)]
    private static partial Regex Tier();

    [GeneratedRegex("^gc([0-9]+)([A-Z]+)upgrade$", RegexOptions.CultureInvariant)]
    private static partial Regex AddOn();
}
