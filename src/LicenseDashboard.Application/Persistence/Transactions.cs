using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace LicenseDashboard.Application.Persistence;

internal static class Transactions
{
    /// <summary>
    /// Every short write uses this: it passes the gate ahead of bulk writers and takes the write lock with its first statement, so it
    /// can't fail halfway for lack of it. Load what you change inside: on a retry, the context has discarded what it tracked. A nested
    /// call joins the outer one. Never await a vendor inside.
    /// </summary>
    public static async Task<T> InTransactionAsync<T>(this LicenseDb db, Func<CancellationToken, Task<T>> work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(work);
        if (db.Database.CurrentTransaction is not null)
        {
            return await work(ct);
        }

        var provider = db.GetService<ILicenseDbProvider>();
        var again = false;
        return await db
            .Database.CreateExecutionStrategy()
            .ExecuteAsync(
                async token =>
                {
                    if (again)
                    {
                        db.ChangeTracker.Clear();
                    }

                    again = true;
                    await using var pass = await provider.Gate.EnterAsync(WriteKind.Brief, token);
                    await using var transaction = await provider.BeginWriteAsync(db, token);
                    var result = await work(token);
                    await transaction.CommitAsync(token);
                    return result;
                },
                ct
            );
    }

    /// <inheritdoc cref="InTransactionAsync{T}"/>
    public static Task InTransactionAsync(this LicenseDb db, Func<CancellationToken, Task> work, CancellationToken ct) =>
        db.InTransactionAsync(
            async token =>
            {
                await work(token);
                return true;
            },
            ct
        );
}
