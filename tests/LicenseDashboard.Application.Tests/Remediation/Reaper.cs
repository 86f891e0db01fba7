using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace LicenseDashboard.Application.Tests.Remediation;

/// <summary>Counts the moments at which a process can die, and dies at one of them: from then on nothing of it reaches vendor or database.</summary>
internal sealed class Reaper : DbTransactionInterceptor
{
    private int _killAt = int.MaxValue;
    private bool _armed;

    public int Passed { get; private set; }

    public bool IsDead { get; private set; }

    public string Last { get; private set; } = "";

    public void Arm(int killAt) => (_killAt, _armed) = (killAt, true);

    public void Disarm() => (_armed, IsDead) = (false, false);

    public void Pass(string point)
    {
        if (!_armed)
        {
            return;
        }

        if (IsDead || ++Passed == _killAt)
        {
            Last = IsDead ? Last : point;
            IsDead = true;
            throw new InvalidOperationException("The process has died.");
        }
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        Pass("before commit");
        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Pass("after commit");
        return Task.CompletedTask;
    }
}
