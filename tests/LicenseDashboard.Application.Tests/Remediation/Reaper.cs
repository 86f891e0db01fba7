using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>
/// Counts the moments at which a process can die, and dies at one of them: from then on nothing of it reaches vendor or database.
/// </summary>
/// <param name="killAt">Which of the moments, counted from 1.</param>
internal sealed class Reaper(int killAt) : DbTransactionInterceptor
{
    private bool _armed;
    private string _last = "";

    public int Passed { get; private set; }

    public bool IsDead { get; private set; }

    /// <summary>For what a failed test says.</summary>
    public override string ToString() => FormattableString.Invariant($"Killed at {killAt} ({_last})");

    public void Arm() => _armed = true;

    public void Disarm() => (_armed, IsDead) = (false, false);

    public void Pass(string point)
    {
        if (!_armed)
        {
            return;
        }

        if (IsDead || ++Passed == killAt)
        {
            _last = IsDead ? _last : point;
            IsDead = true;
            throw new InvalidOperationException("The process has died.");
        }
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        Pass("before commit");
        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Pass("after commit");
        return Task.CompletedTask;
    }
}
