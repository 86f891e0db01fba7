using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// Removes the coverage of days in the first transaction of a replacement and restores it in the last, so that a half-replaced day never
/// counts as "unused".
/// </summary>
internal sealed class CoverageGap(LicenseDb db, IBulkWriter bulk, FactRange range)
{
    public async Task OpenAsync(CancellationToken ct)
    {
        var (from, to) = (FactDay.Of(range.From), FactDay.Of(range.To));
        await db.Coverage.Where(c => c.StreamKey == range.StreamKey && c.Day >= from && c.Day <= to).ExecuteDeleteAsync(ct);
    }

    public async Task CloseAsync(CancellationToken ct)
    {
        if (range.CoveredThrough is not { } through)
        {
            return;
        }

        var first = FactDay.Of(range.CoveredFrom is { } from && from > range.From ? from : range.From);
        var last = FactDay.Of(through < range.To ? through : range.To);
        var divisions = range.Divisions.Distinct().Order().ToList();
        var cells = new List<long>();
        for (var day = first; day <= last; day++)
        {
            foreach (var division in divisions)
            {
                cells.AddRange([range.StreamKey, day, division]);
            }
        }

        await bulk.UpsertAsync(FactShapes.Coverage, cells.ToArray(), ct);
    }
}
