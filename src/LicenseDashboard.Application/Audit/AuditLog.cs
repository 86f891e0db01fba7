using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Audit;

/// <summary>The only way to write audit entries.</summary>
internal static class AuditLog
{
    /// <summary>
    /// Numbers the entries and saves them with everything else the context tracks. Call it last in the transaction of the change: the
    /// aggregate is saved first and then the head is locked, so the lock is held only until the commit.
    /// </summary>
    /// <param name="by">The viewer whose name the histories show; null if no history does.</param>
    public static async Task AppendAsync(
        this LicenseDb db,
        IReadOnlyCollection<AuditEntry> entries,
        CancellationToken ct,
        Viewer? by = null
    )
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(entries);
        if (db.Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("The audit is appended inside the transaction of the change it tells of.");
        }

        await db.SaveChangesAsync(ct);
        if (entries.Count == 0)
        {
            return;
        }

        var count = entries.Count;
        await db.Set<AuditHead>().ExecuteUpdateAsync(set => set.SetProperty(head => head.Sequence, head => head.Sequence + count), ct);
        var sequence = await db.Set<AuditHead>().Select(head => head.Sequence).SingleAsync(ct) - count;
        foreach (var entry in entries)
        {
            entry.Sequence = ++sequence;
            db.Audit.Add(entry);
        }

        await db.SaveChangesAsync(ct);
        if (by is not null)
        {
            await db.NameAsync(by, ct);
        }
    }

    /// <summary>
    /// Remembers the name of who acts, for the histories. Call it after <see cref="AppendAsync"/>: the head is locked then, so no other
    /// transaction writes the same name at the same moment.
    /// </summary>
    public static async Task NameAsync(this LicenseDb db, Viewer by, CancellationToken ct)
    {
        if (await db.Set<AuditActor>().SingleOrDefaultAsync(actor => actor.Actor == by.Actor, ct) is { } known)
        {
            known.Name = by.Name;
        }
        else
        {
            db.Set<AuditActor>().Add(new AuditActor { Actor = by.Actor, Name = by.Name });
        }

        await db.SaveChangesAsync(ct);
    }
}
