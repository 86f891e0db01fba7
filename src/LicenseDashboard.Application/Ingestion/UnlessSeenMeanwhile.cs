using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Persistence.Bulk;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Ingestion;

/// <summary>Writes what an import read, except for people whose seat was read back after one of our changes while the import ran.</summary>
internal sealed class UnlessSeenMeanwhile(Import import)
{
    /// <summary>For this long after a change, the vendor's lists may contradict its answers for a single person.</summary>
    private static readonly TimeSpan Trail = TimeSpan.FromMinutes(10);

    public DateTime Since { get; } = import.StartedAt - Trail;

    /// <summary>
    /// Runs a write for everybody except people whose seat was read back since this import began, or so shortly before that the vendor's
    /// lists may be older. If such a read-back happens between reading and writing, the transaction is rolled back and the write is
    /// repeated without them.
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
                import.Oddities.Count("license", "licenses", "changed by LicenseDashboard during the import");
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
