using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Notices;

/// <summary>A digest before its recipient's name and address are known.</summary>
/// <param name="Seats">What it reports, so that it is not reported twice.</param>
internal sealed record DigestDraft(int RecipientKey, DigestKind Kind, DigestContent Content, IReadOnlyList<SeatLine> Seats);

/// <summary>One digest per manager with seats that reached a step not yet reported.</summary>
internal static class SeatDigests
{
    public static async Task<IReadOnlyList<DigestDraft>> OfAsync(LicenseDb db, Platform platform, CancellationToken ct)
    {
        var rows = await (
            from kept in db.ReclamationCases.AsNoTracking()
            join row in db.Recommendations.AsNoTracking() on kept.RecommendationId equals row.Id
            where
                row.PlatformKey == platform.Key
                && row.Status == RecommendationStatus.Open
                && row.Lane != Lane.Protected
                && !kept.IsLeaver
                && !db.SeatNotices.Any(told =>
                    told.RecommendationId == row.Id
                    && told.Step == (kept.Step == ReclamationStep.Due ? SeatNoticeStep.Due : SeatNoticeStep.Found)
                )
            orderby row.ManagerKey, row.ListSavingMicros descending, row.Id
            select new
            {
                row.Id,
                row.ManagerKey,
                row.Name,
                row.Held,
                row.ListSavingMicros,
                row.Currency,
                kept.LastSeenOn,
                kept.DueOn,
                kept.Step,
            }
        ).ToListAsync(ct);
        return
        [
            .. rows.GroupBy(row => row.ManagerKey ?? Digest.Administrators)
                .Select(manager =>
                {
                    List<SeatLine> seats =
                    [
                        .. manager.Select(row => new SeatLine(
                            row.Id,
                            row.Name,
                            Advice.Split(row.Held),
                            row.LastSeenOn,
                            row.DueOn,
                            new Money(row.ListSavingMicros, row.Currency),
                            row.Step == ReclamationStep.Due ? SeatNoticeStep.Due : SeatNoticeStep.Found
                        )),
                    ];
                    return new DigestDraft(manager.Key, DigestKind.Reclamation, DigestWords.Seats(platform.Name, seats), seats);
                }),
        ];
    }
}
