using LicenseDashboard.Application.Exemptions;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Recommendations;

/// <summary>
/// Applies an exemption to the person's live row immediately: open rows are protected; approved rows return to open and protected if
/// nothing was written. Leavers are not affected.
/// </summary>
internal sealed class ProtectRows(IPlanRemediation remediations) : IProtectRows
{
    public async Task<IReadOnlyList<AuditEntry>> ProtectAsync(
        LicenseDb db,
        IReadOnlyDictionary<int, Exemption> protecting,
        Viewer viewer,
        DateTime now,
        CancellationToken ct
    )
    {
        var entries = new List<AuditEntry>();
        foreach (var people in protecting.Keys.Chunk(AdviceRows.Batch))
        {
            var rows = await db
                .Recommendations.Where(r =>
                    people.Contains(r.PersonKey)
                    && (r.Status == RecommendationStatus.Open || r.Status == RecommendationStatus.Approved)
                    && !db.ReclamationCases.Any(c => c.RecommendationId == r.Id && c.IsLeaver)
                )
                .ToListAsync(ct);
            foreach (var row in rows)
            {
                var exemption = protecting[row.PersonKey];
                if (
                    exemption.Protection.Covers(RecommendationWords.ProtectedBy(row.Kind))
                    && !(row is { Status: RecommendationStatus.Open, Lane: Lane.Protected })
                )
                {
                    entries.AddRange(await ProtectAsync(db, row, exemption, viewer, now, ct));
                }
            }
        }

        return entries;
    }

    private async Task<IReadOnlyList<AuditEntry>> ProtectAsync(
        LicenseDb db,
        Recommendation row,
        Exemption exemption,
        Viewer viewer,
        DateTime now,
        CancellationToken ct
    )
    {
        var note = "exempt: " + exemption.Words();
        List<AuditEntry> entries = [];
        if (row.Status == RecommendationStatus.Approved)
        {
            var why = $"An exemption protects the person: {exemption.Tag}.";
            if (await remediations.RecallAsync(db, row.Id, why, viewer, now, ct) is { } recalled)
            {
                return recalled;
            }

            var cancelled = await remediations.CancelAsync(db, row.Id, why, viewer, now, ct);
            if (cancelled.Refusal is not null)
            {
                // Already sent to the vendor; the person who set the exemption can restore it.
                return [];
            }

            entries.AddRange(cancelled.Value);
        }

        var from = row.Status;
        return row.Protect(note, now).Refusal is null
            ? [.. entries, RecommendationAudit.Moved(row, from, "recommendation.protected", viewer.Actor, now, detail: exemption.Tag)]
            : entries;
    }
}
