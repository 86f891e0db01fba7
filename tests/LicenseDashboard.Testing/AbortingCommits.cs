using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LicenseDashboard.Testing;

/// <summary>
/// Lets a number of transactions commit and then fails one just before its commit: a kill at that moment, as far as the database is
/// concerned.
/// </summary>
public sealed class AbortingCommits : DbTransactionInterceptor
{
    private int _left = int.MaxValue;

    public int Commits { get; private set; }

    public void After(int commits) => Volatile.Write(ref _left, commits);

    public void Never() => After(int.MaxValue);

    public override InterceptionResult TransactionCommitting(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result
    ) => Check(result);

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    ) => ValueTask.FromResult(Check(result));

    /// <summary>Once it has failed, everything fails until told otherwise: a killed program doesn't go on either.</summary>
    private InterceptionResult Check(InterceptionResult result)
    {
        Commits++;
        return Volatile.Read(ref _left) == int.MaxValue || Interlocked.Decrement(ref _left) >= 0 ? result : throw new AbortedException();
    }
}

public sealed class AbortedException() : Exception("Aborted before the commit.");
