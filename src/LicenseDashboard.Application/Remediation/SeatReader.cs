using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// Decides whether what the vendor lists for a person is the seat named in a row, with the rules that the evaluation uses.
/// </summary>
internal sealed class SeatReader(SeatReading reading)
{
    public static async Task<SeatReader> ForAsync(LicenseDb db, Catalogue catalogue, int platform, CancellationToken ct)
    {
        var definitions = await db.Skus.AsNoTracking().Where(s => s.PlatformKey == platform && s.Defined).ToListAsync(ct);
        return new SeatReader(
            new SeatReading(catalogue, [.. definitions.Select(s => new SkuFacts(s.VendorId, s.Permissions, s.Prerequisites, s.Comprises))])
        );
    }

    /// <param name="seat">SKU IDs joined by <c>+</c>.</param>
    /// <param name="listed">As returned by the vendor, including infer.</param>
    public bool Is(string seat, IEnumerable<string> listed) =>
        reading.Read(listed).ToHashSet(StringComparer.Ordinal).SetEquals(Advice.Split(seat));

    /// <summary>What is listed, in the notation of a row.</summary>
    public string Ids(IEnumerable<string> listed) => Advice.Join(reading.Read(listed));

    public string Words(IEnumerable<string> listed) => SkuWords.Names(reading.Read(listed));
}
