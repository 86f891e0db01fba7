using LicenseDashboard.Application.Directory.Identities;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation.Leavers;

/// <summary>Effects of an identity provider's reports on seats.</summary>
internal sealed class HearLeavers(ReportLeavers reports, LeaverSignal signal) : IHearLeavers
{
    public async Task<AuditEntry[]> LeftAsync(
        LicenseDb db,
        Identity identity,
        IReadOnlyCollection<int>? arrived,
        Viewer viewer,
        DateTime now,
        CancellationToken ct
    )
    {
        // If a person has several accounts on a platform, closed ones don't count beside one in use.
        var accounts = (await AccountsAsync(db, identity, ct))
            .GroupBy(account => account.PlatformKey)
            .SelectMany(same =>
                same.Any(account => account.State == PersonState.Active) ? same.Where(account => account.State == PersonState.Active) : same
            );
        return
        [
            .. await reports.RunAsync(
                db,
                Word(identity, viewer, now),
                [.. accounts.Where(account => arrived?.Contains(account.Key) ?? true)],
                ct
            ),
        ];
    }

    public async Task<AuditEntry[]> LateAsync(
        LicenseDb db,
        Identity identity,
        Person account,
        Viewer viewer,
        DateTime now,
        CancellationToken ct
    ) => [.. await reports.RunAsync(db, Word(identity, viewer, now), [account], ct, toMatch: true)];

    public async Task<AuditEntry[]> ReturnedAsync(LicenseDb db, Identity identity, Viewer viewer, DateTime now, CancellationToken ct)
    {
        var keys = await db.IdentityPeople.Where(l => l.IdentityKey == identity.Key).Select(l => l.PersonKey).ToListAsync(ct);
        return
        [
            .. await ReturnAsync(
                db,
                l =>
                    l.Where(leaver =>
                        leaver.IdentityKey == identity.Key || (leaver.PersonKey != null && keys.Contains(leaver.PersonKey.Value))
                    ),
                viewer,
                now,
                ct
            ),
        ];
    }

    public void Wake() => signal.Wake();

    public static async Task<List<AuditEntry>> ReturnAsync(
        LicenseDb db,
        Func<IQueryable<Leaver>, IQueryable<Leaver>> which,
        Viewer viewer,
        DateTime now,
        CancellationToken ct
    )
    {
        List<AuditEntry> entries = [];
        foreach (var leaver in await which(db.Leavers).ToListAsync(ct))
        {
            var from = leaver.Status;
            if (leaver.Return(now).Refusal is null)
            {
                entries.Add(LeaverAudit.Moved(leaver, from, "returned", viewer.Actor, now));
            }
        }

        return entries;
    }

    private static LeaverWord Word(Identity identity, Viewer viewer, DateTime now) =>
        new(identity.Key, LeaverSource.Scim, viewer.Actor, null, now);

    /// <summary>
    /// The accounts of the identity. If it has none, those with its employee number, unless the provider reports their owner as active.
    /// </summary>
    private static async Task<List<Person>> AccountsAsync(LicenseDb db, Identity identity, CancellationToken ct)
    {
        var own = await db
            .People.AsNoTracking()
            .Where(p => p.State != PersonState.Deleted && db.IdentityPeople.Any(l => l.PersonKey == p.Key && l.IdentityKey == identity.Key))
            .ToListAsync(ct);
        return own.Count == 0 && identity.EmployeeNumber is { } number
            ? await db
                .People.AsNoTracking()
                .Where(p =>
                    p.EmployeeId == number
                    && p.State != PersonState.Deleted
                    && !db.IdentityPeople.Any(l =>
                        l.PersonKey == p.Key && db.Identities.Any(i => i.Key == l.IdentityKey && i.Provided && i.Active)
                    )
                )
                .ToListAsync(ct)
            : own;
    }
}
