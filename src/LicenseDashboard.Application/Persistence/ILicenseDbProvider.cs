using LicenseDashboard.Application.Persistence.Bulk;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LicenseDashboard.Application.Persistence;

/// <summary>The only place where the two databases differ.</summary>
public interface ILicenseDbProvider
{
    DatabaseKind Kind { get; }

    /// <summary>Passed by every write transaction.</summary>
    IWriteGate Gate { get; }

    /// <summary>A writable folder for sorting what doesn't fit in memory.</summary>
    string SpillFolder { get; }

    void Configure(DbContextOptionsBuilder options);

    /// <summary>
    /// Migrates the tables to this version, once per start. Safe beside another start and after a killed one. If the database can't be
    /// used, throws <see cref="Core.Shared.StartRefusedException"/> and leaves the data unchanged.
    /// </summary>
    Task PrepareAsync(LicenseDb db, bool migrate, CancellationToken ct);

    /// <summary>Begins a transaction that already holds the write lock. The caller has passed the gate.</summary>
    Task<IDbContextTransaction> BeginWriteAsync(LicenseDb db, CancellationToken ct);

    /// <summary>Writes many rows on the connection of <paramref name="db"/>; dispose it before the context.</summary>
    IBulkWriter OpenBulk(LicenseDb db);

    /// <param name="name">Of the work that one instance does for all.</param>
    ILeadership Lead(string name);
}
