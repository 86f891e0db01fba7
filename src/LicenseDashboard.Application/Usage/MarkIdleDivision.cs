using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Usage;

/// <summary>
/// Marks a division as idle, or removes the mark. Only possible if no signal shows its licensed people: the mark makes silence count as
/// data and must not hide that our client lacks a grant. Takes effect with the next evaluation.
/// </summary>
public sealed class MarkIdleDivision(IDbContextFactory<LicenseDb> dbs, Catalogue catalogue, TimeProvider clock)
{
    /// <param name="platformName">Key of the platform.</param>
    /// <param name="divisionKey">A division of that platform.</param>
    /// <param name="idle">False removes the mark.</param>
    /// <returns>The name of the division.</returns>
    public async Task<Outcome<string>> RunAsync(Viewer viewer, string platformName, int divisionKey, bool idle, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.MayOperate)
        {
            return Refusal.Forbidden("Only an administrator, or a token with the scope operate, can mark divisions as inactive.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync(token => SetAsync(db, viewer, platformName, divisionKey, idle, token), ct);
    }

    private async Task<Outcome<string>> SetAsync(
        LicenseDb db,
        Viewer viewer,
        string platformName,
        int divisionKey,
        bool idle,
        CancellationToken ct
    )
    {
        var divisions = db.Divisions.AsNoTracking().Where(d => d.Key == divisionKey);
        if (
            await db.Platforms.AsNoTracking().SingleOrDefaultAsync(p => p.Name == platformName, ct) is not { } platform
            || await divisions.SingleOrDefaultAsync(d => d.PlatformKey == platform.Key, ct) is not { } division
        )
        {
            return Refusal.NotFound("This division does not belong to the platform.");
        }

        var now = clock.GetUtcNow();
        var today = platform.LocalDay(now);
        var mark = await db.IdleDivisions.SingleOrDefaultAsync(i => i.DivisionKey == divisionKey, ct);
        if (idle)
        {
            var signs = await DivisionSigns.ReadAsync(db, platform, catalogue, today, [divisionKey], ct);
            if (mark is not null && signs.GetValueOrDefault(divisionKey)?.IsSilent(mark.MarkedOn) != false)
            {
                // Valid now, or once older activity has left the windows.
                return division.Name;
            }

            var unseen = await DivisionSigns.UnseenAsync(db, platform, catalogue, today, ct);
            if (!unseen.Any(each => each.DivisionKey == divisionKey && each.IsSilent))
            {
                return Refusal.Invalid(
                    "Only a division without any activity can be marked as inactive. "
                        + "This division has activity, or fewer than five licensed people."
                );
            }

            mark ??= db
                .IdleDivisions.Add(
                    new IdleDivision
                    {
                        DivisionKey = divisionKey,
                        MarkedOn = today,
                        MarkedBy = viewer.Name,
                    }
                )
                .Entity;
            (mark.MarkedOn, mark.MarkedBy) = (today, viewer.Name);
        }
        else if (mark is null)
        {
            return division.Name;
        }
        else
        {
            db.IdleDivisions.Remove(mark);
        }

        await db.AppendAsync(
            [
                new AuditEntry
                {
                    At = now.UtcDateTime,
                    Actor = viewer.Actor,
                    PlatformKey = platform.Key,
                    Action = idle ? "division.marked-idle" : "division.idle-mark-removed",
                    Subject = FormattableString.Invariant($"division:{platform.Name}/{divisionKey}"),
                    Detail = division.Name,
                },
            ],
            ct,
            viewer
        );
        return division.Name;
    }
}
