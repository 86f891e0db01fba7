using LicenseDashboard.Application.Persistence.Bulk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LicenseDashboard.Application.Persistence;

/// <summary>Where the two databases differ, and nowhere else.</summary>
public interface ILicenseDbProvider
{
    DatabaseKind Kind { get; }

    /// <summary>Passed by every write transaction.</summary>
    IWriteGate Gate { get; }

    /// <summary>A folder that this program may write, for sorting what does not fit in memory.</summary>
    string SpillFolder { get; }

    void Configure(DbContextOptionsBuilder options);

    /// <summary>
    /// Brings the tables to this version, once per start; safe beside another start and after a killed one. Throws
    /// <see cref="Core.Shared.StartRefusedException"/> and leaves the data as it was when the database can't be used.
    /// </summary>
    Task PrepareAsync(LicenseDb db, bool migrate, CancellationToken ct);

    /// <summary>A transaction that can no longer fail for want of the write lock. The gate has been passed before.</summary>
    Task<IDbContextTransaction> BeginWriteAsync(LicenseDb db, CancellationToken ct);

    /// <summary>Writes many rows on the connection of <paramref name="db"/>; dispose it before the context.</summary>
    IBulkWriter OpenBulk(LicenseDb db);
}
