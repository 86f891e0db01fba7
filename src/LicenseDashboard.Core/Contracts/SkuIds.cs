using System.Text.RegularExpressions;

namespace LicenseDashboard.Core.Contracts;

/// <summary>
/// The vendor spells tier IDs in two ways, <c>cloudCX2</c> and <c>genesysCloudCX2</c>; an organization uses one of them. This class maps
/// both to one ID. Connectors, catalogues, contracts and display names all go through it. Other IDs are kept as the vendor spells them.
/// </summary>
public static partial class SkuIds
{
    /// <summary><c>cloudCX2</c> for <c>genesysCloudCX2</c>.</summary>
    public static string Canonical(string vendorId) =>
        LongTier().Match(vendorId) is { Success: true } tier ? "cloudCX" + tier.Groups[1].Value : vendorId;

    [GeneratedRegex("^(?:genesysC|c)loudCX([0-9].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex LongTier();
}
