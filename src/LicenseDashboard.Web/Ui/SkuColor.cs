using LicenseDashboard.Core.Contracts;

namespace LicenseDashboard.Web.Ui;

/// <summary>The fixed color of a license in tables, charts and badges. Values of <c>tokens.css</c>.</summary>
internal static class SkuColor
{
    /// <param name="skuId">
    /// The vendor's ID of the base tier. Add-ons and unknown SKUs get the color of add-ons; no license at all is gray.
    /// </param>
    public static string Token(string? skuId) =>
        (skuId is null ? null : SkuIds.Canonical(skuId)) switch
        {
            null => "--border-strong",
            "communicate" => "--sku-communicate",
            { } cx when cx.StartsWith("cloudCX1", StringComparison.Ordinal) => "--sku-cx1",
            { } cx when cx.StartsWith("cloudCX2", StringComparison.Ordinal) => "--sku-cx2",
            { } cx when cx.StartsWith("cloudCX3", StringComparison.Ordinal) => "--sku-cx3",
            { } cx when cx.StartsWith("cloudCX4", StringComparison.Ordinal) => "--sku-cx4",
            _ => "--sku-addon",
        };
}
