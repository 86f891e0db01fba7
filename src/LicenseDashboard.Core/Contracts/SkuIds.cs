using System.Text.RegularExpressions;

namespace LicenseDashboard.Core.Contracts;

/// <summary>
/// The vendor writes the ids of its tiers in two ways, <c>cloudCX2</c> and <c>genesysCloudCX2</c>, one of them in any one organization.
/// Here a tier has one id whichever it is: connectors, catalogues, contracts and words all pass through here. Every other id stays as
/// the vendor writes it.
/// </summary>
public static partial class SkuIds
{
    /// <summary><c>cloudCX2</c> for <c>genesysCloudCX2</c>.</summary>
    public static string Canonical(string vendorId) =>
        LongTier().Match(vendorId) is { Success: true } tier ? "cloudCX" + tier.Groups[1].Value : vendorId;

    [GeneratedRegex("^(?:genesysC|c)loudCX([0-9].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex LongTier();
}
