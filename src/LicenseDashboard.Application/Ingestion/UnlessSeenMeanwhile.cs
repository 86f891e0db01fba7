using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>
/// Writes what an import read, except for people whose seat was read back after a change of ours while the import ran.
/// </summary>
internal sealed class UnlessSeenMeanwhile(Import import)
{
    /// <summary>The vendor's answers about one seat may disagree as long as a change is read back.</summary>
    private static readonly TimeSpan Trail = TimeSpan.FromMinutes(10);

    public DateTime Since { get; } = import.StartedAt - Trail;

    /// <summary>
    /// Does a write for everybody but those whose seat a read-back saw since this import began, or so shortly before that the vendor's
    /// lists may trail behind its single answers. When one comes in between the reading and the writing, nothing of that transaction is
    /// kept, and the write is done again without them.
    /// </summary>
    public async Task RunAsync(LicenseDb db, Func<HashSet<int>, Task> write, CancellationToken ct)
    {
        for (var done = false; !done; )
        {
            try
            {
                await write(await NewerAsync(db, ct));
                done = true;
            }
            catch (SeenMeanwhileException)
            {
                import.Oddities.Count("seat", "seats", "changed by us during the import");
            }
        }
    }

    public Func<LicenseDb, BulkChanges<T>, CancellationToken, Task> Watched<T>(
        HashSet<int> newer,
        Func<LicenseDb, BulkChanges<T>, CancellationToken, Task> audit
    )
        where T : class =>
        async (d, changes, token) =>
        {
            if (!(await NewerAsync(d, token)).IsSubsetOf(newer))
            {
                throw new SeenMeanwhileException();
            }

            await audit(d, changes, token);
        };

    private Task<HashSet<int>> NewerAsync(LicenseDb db, CancellationToken ct) =>
        db.People.Where(p => p.PlatformKey == import.Platform.Key && p.SeatSeenAt >= Since).Select(p => p.Key).ToHashSetAsync(ct);

    /// <summary>Never leaves this class.</summary>
    private sealed class SeenMeanwhileException : Exception;
}
