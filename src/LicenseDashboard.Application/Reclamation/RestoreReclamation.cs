using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>Restores a reclaimed seat by restoring the latest attempt that took it.</summary>
public sealed class RestoreReclamation(IDbContextFactory<LicenseDb> dbs, RestoreRemediation restore)
{
    /// <param name="until">First local day on which it may be reclaimed again; null means in 90 days.</param>
    public async Task<Outcome<RemediationStatus>> RunAsync(Viewer viewer, RecommendationId id, DateOnly? until, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        if (
            !await db
                .Recommendations.VisibleTo(viewer)
                .AnyAsync(r => r.Id == id && db.ReclamationCases.Any(c => c.RecommendationId == id), ct)
        )
        {
            return Refusal.NotFound("Reclamation not found.");
        }

        var item = await db
            .Remediations.Where(i => i.RecommendationId == id)
            .OrderByDescending(i => i.CreatedAt)
            .ThenByDescending(i => i.Id)
            .Select(i => (RemediationId?)i.Id)
            .FirstOrDefaultAsync(ct);
        return item is { } latest
            ? await restore.RunAsync(viewer, latest, until, ct)
            : new Refusal("wrong-state", "Nothing was reclaimed yet, so there is nothing to restore.");
    }
}
