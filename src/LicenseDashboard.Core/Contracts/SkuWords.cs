using System.Text.RegularExpressions;

namespace LicenseDashboard.Core.Contracts;

/// <summary>
/// Display names of SKU IDs: <c>cloudCX3</c> is "CX 3", <c>gc1WEMupgrade</c> is "WEM". Unknown formats are shown as the vendor spells
/// them.
/// </summary>
public static partial class SkuWords
{
    public static string Name(string skuId) =>
        skuId switch
        {
            "communicate" => "Communicate",
            "collaboratePro" => "Collaborate",
            _ when Tier().Match(SkuIds.Canonical(skuId)) is { Success: true } tier =>
                $"CX {tier.Groups[1].Value}{(tier.Groups[2].Success ? " Digital" : "")}",
            _ when Upgrade().Match(skuId) is { Success: true } upgrade => upgrade.Groups[1].Value,
            _ => skuId,
        };

    /// <summary>As <see cref="Name"/>, but add-ons of one name are told apart by their tier, such as "WEM for CX 1".</summary>
    public static string FullName(string skuId) =>
        TierOfUpgrade().Match(skuId) is { Success: true } tier ? $"{Name(skuId)} for CX {tier.Groups[1].Value}" : Name(skuId);

    /// <summary>Names of a set in the given order, such as "CX 1 + WEM"; "no license" if empty.</summary>
    public static string Names(IEnumerable<string> skuIds) =>
        string.Join(" + ", skuIds.Select(Name)) is { Length: > 0 } names ? names : "no license";

    [GeneratedRegex("^cloudCX([0-9]+)(Digital)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Tier();

    [GeneratedRegex("^gc([0-9]+)[A-Z]+upgrade$", RegexOptions.CultureInvariant)]
    private static partial Regex TierOfUpgrade();

    [GeneratedRegex("^gc[0-9]*([A-Z]+)upgrade$", RegexOptions.CultureInvariant)]
    private static partial Regex Upgrade();
}
