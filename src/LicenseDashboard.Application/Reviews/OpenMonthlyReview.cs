using System.Globalization;
using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Reviews;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reviews;

/// <summary>
/// Opens this month's review of a platform once; false if it is already open. For a platform first evaluated within a month, that month's
/// review opens immediately.
/// </summary>
internal sealed class OpenMonthlyReview(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    public async Task<bool> RunAsync(Viewer viewer, Platform platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var review = MonthlyReview.Open(platform.Key, platform.LocalDay(now), now.UtcDateTime);
        try
        {
            return await db.InTransactionAsync(
                async token =>
                {
                    if (await db.Reviews.AnyAsync(r => r.PlatformKey == platform.Key && r.Month == review.Month, token))
                    {
                        return false;
                    }

                    db.Reviews.Add(review);
                    await db.AppendAsync(
                        [
                            new AuditEntry
                            {
                                At = now.UtcDateTime,
                                Actor = viewer.Actor,
                                Action = "review.opened",
                                Subject = $"review:{review.Id.Value}",
                                PlatformKey = platform.Key,
                                To = "open",
                                Detail = review.Month.ToString("yyyy-MM", CultureInfo.InvariantCulture),
                            },
                        ],
                        token
                    );
                    return true;
                },
                ct
            );
        }
        catch (DbUpdateException)
        {
            // Another instance opened it between our read and our insert, and the index kept it unique.
            db.ChangeTracker.Clear();
            return await db.Reviews.AnyAsync(r => r.PlatformKey == platform.Key && r.Month == review.Month, ct)
                ? false
                : throw new InvalidOperationException("The review could not be opened.");
        }
    }
}
