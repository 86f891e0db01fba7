using System.Globalization;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Billing;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Billing;

/// <summary>Live rows and coming leavers of a platform as the changes that they are to its bills.</summary>
internal static class BillingRows
{
    /// <summary>Before the id of a leaver who has no row yet. Rows have bare ids.</summary>
    private const string LeaverPrefix = "leaver:";

    public static string IdOf(int personKey) => personKey.ToString(CultureInfo.InvariantCulture);

    public static string IdOf(RecommendationId row) => row.Value.ToString();

    public static int KeyOf(SeatChange row) => int.Parse(row.PersonId, CultureInfo.InvariantCulture);

    /// <summary>Null for a leaver without a row.</summary>
    public static RecommendationId? RowOf(SeatChange row) =>
        row.Id.StartsWith(LeaverPrefix, StringComparison.Ordinal) ? null : new RecommendationId(Guid.Parse(row.Id));

    public static async Task<IReadOnlyList<SeatChange>> ReadAsync(LicenseDb db, Platform platform, DateOnly today, CancellationToken ct)
    {
        var live = await (
            from row in db.Recommendations
            join reclamation in db.ReclamationCases on row.Id equals reclamation.RecommendationId into cases
            from one in cases.DefaultIfEmpty()
            where
                row.PlatformKey == platform.Key && (row.Status == RecommendationStatus.Open || row.Status == RecommendationStatus.Approved)
            select new
            {
                row.Id,
                row.PersonKey,
                row.Target,
                row.Status,
                row.Lane,
                DueOn = one == null || one.IsLeaver ? (DateOnly?)null : one.DueOn,
            }
        ).ToListAsync(ct);
        var leavers = await db
            .Leavers.Where(leaver =>
                leaver.PlatformKey == platform.Key
                && leaver.PersonKey != null
                && (leaver.Status == LeaverStatus.Scheduled || leaver.Status == LeaverStatus.Due)
            )
            .Select(leaver => new
            {
                leaver.Id,
                leaver.PersonKey,
                leaver.LastDay,
            })
            .ToListAsync(ct);
        return
        [
            .. live.Select(row => new SeatChange
            {
                Id = IdOf(row.Id),
                PersonId = IdOf(row.PersonKey),
                Target = Advice.Split(row.Target),
                Approved = row.Status == RecommendationStatus.Approved,
                Protected = row.Lane == Lane.Protected,

                // An approved one is carried out at once.
                Effective = row.Status == RecommendationStatus.Open ? row.DueOn : null,
            }),
            .. leavers
                .OrderBy(leaver => leaver.LastDay)
                .DistinctBy(leaver => leaver.PersonKey)
                .Select(leaver => new SeatChange
                {
                    Id = LeaverPrefix + leaver.Id.Value,
                    PersonId = IdOf(leaver.PersonKey!.Value),
                    Target = [],
                    Approved = true,
                    Effective = leaver.LastDay,
                }),
        ];
    }
}
