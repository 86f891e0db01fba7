using LicenseDashboard.Application.Directory;
using LicenseDashboard.Application.Overview;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Reviews;
using LicenseDashboard.Application.Usage;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Usage.Streams;
using LicenseDashboard.Web.Hosting;

namespace LicenseDashboard.Web.Overview;

/// <summary>What one load of the page reads.</summary>
/// <param name="Bases">Base tiers, highest first.</param>
/// <param name="AddOns">Add-ons to base tiers.</param>
/// <param name="Others">SKUs the catalogue doesn't know.</param>
/// <param name="Open">Rows behind the potential saving.</param>
/// <param name="AsOf">The moment of the counts of seats; null before the first import.</param>
/// <param name="Reach">Read only if no seat is shown.</param>
internal sealed record OverviewRead(
    IReadOnlyList<TierLine> Bases,
    IReadOnlyList<TierLine> AddOns,
    IReadOnlyList<TierLine> Others,
    IReadOnlyList<SavingTotal> Savings,
    IReadOnlyList<RealizedTotal> Realized,
    TierFinding Open,
    IReadOnlyList<AttentionItem> Attention,
    IReadOnlyList<StreamFreshness> Streams,
    IReadOnlyList<HiddenDivision> Hidden,
    IReadOnlyList<ReviewCourse> Reviews,
    Reach Reach,
    SeatMoment? AsOf
);

/// <summary>One tier across the chosen platforms.</summary>
/// <param name="Lower">Open rows that would lead to a cheaper license. Base tiers only; those of add-ons count with their tier.</param>
/// <param name="StandsOn">SKU IDs of the tiers that an add-on requires.</param>
public sealed record TierLine(
    string Sku,
    int Assigned,
    int Active,
    int Idle,
    int Unknown,
    TierFinding Lower,
    IReadOnlyList<string> StandsOn
)
{
    /// <summary>Percentage that was active; null if unknown for some of them, or if nobody holds it.</summary>
    public int? Utilization => Assigned == 0 || Unknown > 0 ? null : (int)Math.Round(100.0 * Active / Assigned);
}

/// <summary>The reads of the Overview.</summary>
internal sealed class OverviewData(
    CurrentViewer viewers,
    SeatSummary seats,
    SeatsAsOf asOf,
    SavingTotals savings,
    RealizedTotals realized,
    TierFindings findings,
    Attention attention,
    Freshness freshness,
    ReviewBurnDown reviews,
    ViewerReach reach,
    Catalogue catalogue
)
{
    private static readonly TierFinding _none = new(0, 0);

    public async Task<OverviewRead> ReadAsync(string? platform, CancellationToken ct)
    {
        var viewer = await viewers.GetAsync(ct);
        var lower = await findings.RunAsync(viewer, platform, ct);
        var tiers = (await seats.RunAsync(viewer, platform, ct))
            .GroupBy(seat => seat.Sku)
            .Select(sku => new TierLine(
                sku.Key,
                sku.Sum(seat => seat.Assigned),
                sku.Sum(seat => seat.Active),
                sku.Sum(seat => seat.Idle),
                sku.Sum(seat => seat.Unknown),
                lower.GetValueOrDefault(sku.Key, _none),
                catalogue.Find(sku.Key)?.Prerequisites ?? []
            ))
            .ToList();
        return new OverviewRead(
            [.. tiers.Where(tier => Find(tier)?.IsBase == true).OrderByDescending(tier => Find(tier)!.Rank)],
            [.. tiers.Where(tier => Find(tier)?.IsBase == false).OrderBy(tier => tier.Sku, StringComparer.Ordinal)],
            [.. tiers.Where(tier => Find(tier) is null).OrderByDescending(tier => tier.Assigned)],
            await savings.RunAsync(viewer, platform, ct),
            await realized.RunAsync(viewer, platform, ct),
            new TierFinding(lower.Values.Sum(tier => tier.Ready), lower.Values.Sum(tier => tier.Review)),
            await attention.RunAsync(viewer, platform, ct),
            [
                .. (await freshness.RunAsync(viewer, ct))
                    .Where(stream => platform is null || stream.Platform == platform)
                    .OrderBy(stream => SourceCatalogue.Of(stream.Stream) is AuditSource),
            ],
            [.. (await freshness.HiddenDivisionsAsync(viewer, ct)).Where(hidden => platform is null || hidden.Platform == platform)],
            await reviews.RunAsync(viewer, platform, ct),
            tiers.Count > 0 ? Reach.Somebody : await reach.RunAsync(viewer, ct),
            await asOf.RunAsync(viewer, platform, ct)
        );

        Sku? Find(TierLine tier) => catalogue.Find(tier.Sku);
    }
}
