using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>
/// Allows automatic policies to take the seat of an account on which no person was ever seen. Available to viewers who may decide the
/// row; repeating it changes nothing. Takes effect with the next run of the policy.
/// </summary>
public sealed class AllowAccount(IDbContextFactory<LicenseDb> dbs, TimeProvider clock)
{
    /// <param name="viewer">A person, or a token that may decide.</param>
    /// <param name="id">The row of the account in Reclamation.</param>
    /// <param name="ct">Cancels before the commit.</param>
    /// <returns>The row, or a refusal.</returns>
    public async Task<Outcome<RecommendationId>> RunAsync(Viewer viewer, RecommendationId id, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync<Outcome<RecommendationId>>(
            async token =>
            {
                var row = await db
                    .Recommendations.AsNoTracking()
                    .VisibleTo(viewer)
                    .SingleOrDefaultAsync(r => r.Id == id && r.Kind == RecommendationKind.Reclaim, token);
                if (row is null)
                {
                    return Refusal.NotFound("Reclamation not found.");
                }

                if (viewer.IsPerson(row.PersonKey) || !viewer.MayDecide(row.PlatformKey, row.Position, row.ManagerKey is not null))
                {
                    return Refusal.Forbidden("Your role can view this account but not allow its automatic reclamation.");
                }

                if (row.Status != RecommendationStatus.Open)
                {
                    return new Refusal("wrong-state", "This recommendation is already decided.");
                }

                if (await db.AllowedAccounts.AnyAsync(a => a.PersonKey == row.PersonKey, token))
                {
                    return row.Id;
                }

                var now = clock.GetUtcNow().UtcDateTime;
                db.AllowedAccounts.Add(
                    new AllowedAccount
                    {
                        PersonKey = row.PersonKey,
                        By = viewer.Actor,
                        ByName = viewer.Name,
                        At = now,
                    }
                );
                await db.AppendAsync(
                    [
                        new AuditEntry
                        {
                            At = now,
                            Actor = viewer.Actor,
                            Action = "account.allowed",
                            Subject = "account:" + row.VendorId,
                            PlatformKey = row.PlatformKey,
                            PersonKey = row.PersonKey,
                            Detail = RecommendationWords.Subject(row.Id),
                        },
                    ],
                    token,
                    viewer
                );
                return row.Id;
            },
            ct
        );
    }
}
