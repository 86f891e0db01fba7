using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reviews;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Notices;

/// <summary>
/// Writes the digests: at most one per manager and day, and none if nothing is new. A digest is committed together with the marks that
/// prevent a duplicate, so the run can be killed and repeated.
/// </summary>
internal sealed class PrepareDigests(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, NoticeRoute route, TimeProvider clock)
{
    /// <summary>A review that ended earlier than this is not reported; the program was not running, and the news is old.</summary>
    private const int ReportedDays = 7;

    /// <returns>Number of digests written.</returns>
    public async Task<int> RunAsync(Viewer viewer, Platform platform, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(platform);
        await using var db = await dbs.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var today = platform.LocalDay(now);
        return await db.InTransactionAsync(
            async token =>
            {
                var forgotten = now.UtcDateTime.AddDays(-NoticeRoute.KeptDays);
                await db
                    .Digests.Where(digest => digest.PlatformKey == platform.Key && digest.CreatedAt < forgotten)
                    .ExecuteDeleteAsync(token);
                var audit = new List<AuditEntry>();
                foreach (
                    var review in await db
                        .Reviews.AsNoTracking()
                        .Where(r => r.PlatformKey == platform.Key)
                        .OrderByDescending(r => r.Month)
                        .Take(2)
                        .ToListAsync(token)
                )
                {
                    if (review.DueOn >= today && !await ToldAsync(db, review, DigestKind.ReviewOpened, token))
                    {
                        audit.AddRange(
                            await WriteAsync(
                                db,
                                viewer,
                                platform,
                                review,
                                await ReviewDigests.OpenedAsync(db, platform, review, token),
                                now.UtcDateTime,
                                token
                            )
                        );
                    }

                    if (
                        review.DueOn < today
                        && today <= review.DueOn.AddDays(ReportedDays)
                        && !await ToldAsync(db, review, DigestKind.ReviewClosed, token)
                    )
                    {
                        audit.AddRange(
                            await WriteAsync(
                                db,
                                viewer,
                                platform,
                                review,
                                await ReviewDigests.ClosedAsync(db, platform, review, token),
                                now.UtcDateTime,
                                token
                            )
                        );
                    }
                }

                audit.AddRange(
                    await WriteAsync(db, viewer, platform, null, await SeatDigests.OfAsync(db, platform, token), now.UtcDateTime, token)
                );
                audit.AddRange(
                    await WriteAsync(
                        db,
                        viewer,
                        platform,
                        null,
                        await BudgetDigests.OfAsync(db, catalogue, platform, today, token),
                        now.UtcDateTime,
                        token
                    )
                );
                await db.AppendAsync(audit, token);
                return audit.Count;
            },
            ct
        );
    }

    private static Task<bool> ToldAsync(LicenseDb db, MonthlyReview review, DigestKind kind, CancellationToken ct) =>
        db.ReviewNotices.AnyAsync(told => told.ReviewId == review.Id && told.Kind == kind, ct);

    private async Task<IReadOnlyList<AuditEntry>> WriteAsync(
        LicenseDb db,
        Viewer viewer,
        Platform platform,
        MonthlyReview? review,
        IReadOnlyList<DigestDraft> drafts,
        DateTime now,
        CancellationToken ct
    )
    {
        int[] managers = [.. drafts.Select(draft => draft.RecipientKey)];
        var people = await db
            .People.AsNoTracking()
            .Where(person => managers.Contains(person.Key) && person.State == PersonState.Active)
            .Select(person => new
            {
                person.Key,
                person.Name,
                person.Email,
            })
            .ToDictionaryAsync(person => person.Key, ct);
        var audit = new List<AuditEntry>();
        foreach (var draft in drafts)
        {
            // Every row has a recipient; a manager who has left doesn't count as one.
            var person = people.GetValueOrDefault(draft.RecipientKey);
            var digest = new Digest
            {
                PlatformKey = platform.Key,
                Kind = draft.Kind,
                RecipientKey = person?.Key ?? Digest.Administrators,
                RecipientName = person?.Name ?? "Administrators",
                RecipientMail = person is null ? route.AdministratorMail : person.Email,
                Subject = draft.Content.Subject,
                Content = DigestJson.Write(draft.Content),
                CreatedAt = now,
            };
            digest.Address(route);
            db.Digests.Add(digest);
            db.SeatNotices.AddRange(
                draft.Seats.Select(seat => new SeatNotice
                {
                    RecommendationId = seat.Row,
                    Step = seat.Step,
                    DigestId = digest.Id,
                })
            );
            if (review is not null)
            {
                db.ReviewNotices.Add(
                    new ReviewNotice
                    {
                        ReviewId = review.Id,
                        Kind = draft.Kind,
                        RecipientKey = draft.RecipientKey,
                        DigestId = digest.Id,
                    }
                );
            }

            audit.Add(
                new AuditEntry
                {
                    At = now,
                    Actor = viewer.Actor,
                    Action = "notice.written",
                    Subject = $"digest:{digest.Id.Value}",
                    PlatformKey = platform.Key,
                    PersonKey = person?.Key,
                    To = draft.Kind.ToString(),
                }
            );
        }

        return audit;
    }
}
