using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace LicenseDashboard.Application.Persistence.Sqlite;

/// <summary>EF doesn't end what it did not begin; this ends the driver's transaction and connection together with EF's.</summary>
internal sealed class OwningTransaction(LicenseDb db, IDbContextTransaction shown, DbTransaction begun) : IDbContextTransaction
{
    public Guid TransactionId => shown.TransactionId;

    public void Commit() => shown.Commit();

    public Task CommitAsync(CancellationToken cancellationToken = default) => shown.CommitAsync(cancellationToken);

    public void Rollback() => shown.Rollback();

    public Task RollbackAsync(CancellationToken cancellationToken = default) => shown.RollbackAsync(cancellationToken);

    public void Dispose()
    {
        shown.Dispose();
        begun.Dispose();
        db.Database.CloseConnection();
    }

    public async ValueTask DisposeAsync()
    {
        await shown.DisposeAsync();
        await begun.DisposeAsync();
        await db.Database.CloseConnectionAsync();
    }
}
