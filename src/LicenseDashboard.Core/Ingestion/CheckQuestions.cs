using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Platforms;

namespace LicenseDashboard.Core.Ingestion;

/// <summary>The catalogue and contract that a check compares the vendor's answers with.</summary>
public static class CheckQuestions
{
    /// <summary>
    /// Code of the line that says whether the vendor's list of licenses names who is assigned one, under a concurrent contract.
    /// </summary>
    public const string SeatsAssigned = "seats-assigned";

    /// <param name="bases">From the contract's lines; null if no contract is configured.</param>
    public static CheckTerms Terms(Catalogue catalogue, TimeZoneInfo zone, IEnumerable<LineBasis>? bases)
    {
        ArgumentNullException.ThrowIfNull(catalogue);
        var audits = catalogue
            .Features.SelectMany(feature => feature.Audits.Select(match => (match, feature.AlwaysWeak)))
            .GroupBy(each => each.match.Service, StringComparer.Ordinal)
            .Select(service => new CheckedAudits(
                service.Key,
                [.. service.SelectMany(each => each.match.Entities).Distinct(StringComparer.Ordinal)],
                service.All(each => !each.AlwaysWeak)
            ));
        return new(
            zone,
            catalogue.Skus.Select(sku => sku.Id).ToHashSet(StringComparer.Ordinal),
            [.. audits],
            [.. catalogue.ViewActions],
            catalogue.Features.Max(feature => feature.Lookback),
            bases?.Contains(LineBasis.Concurrent)
        );
    }
}
