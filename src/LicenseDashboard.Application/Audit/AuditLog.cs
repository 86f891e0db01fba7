using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Audit;

/// <summary>The only way to write audit entries.</summary>
internal static class AuditLog
{
    /// <summary>
    /// Numbers the entries and saves them with everything else the context tracks. Call it last in the transaction of the change: the
    /// aggregate is saved first and then the head is locked, so the lock is held only until the commit.
    /// </summary>
    public static async Task AppendAsync(this LicenseDb db, IReadOnlyCollection<AuditEntry> entries, CancellationToken ct)
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
    }
}
