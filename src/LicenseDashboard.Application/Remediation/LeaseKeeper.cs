using LicenseDashboard.Application.Persistence;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// Renews a claim while work on it continues, and stops the work if the claim is lost. A lease is not part of the item's state, so it has
/// no version and no audit.
/// </summary>
internal sealed class LeaseKeeper : IAsyncDisposable
{
    private readonly IDbContextFactory<LicenseDb> _dbs;
    private readonly TimeProvider _clock;
    private readonly Claimed _claimed;
    private readonly TimeSpan _leaseFor;
    private readonly CancellationTokenSource _stop;
    private readonly ITimer _timer;
    private Task _renewing = Task.CompletedTask;

    public LeaseKeeper(IDbContextFactory<LicenseDb> dbs, TimeProvider clock, Claimed claimed, TimeSpan leaseFor, CancellationToken ct)
    {
        (_dbs, _clock, _claimed, _leaseFor) = (dbs, clock, claimed, leaseFor);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var every = leaseFor / 3;
        _timer = clock.CreateTimer(_ => Tick(), null, every, every);
    }

    /// <summary>Cancelled when the caller stops or the lease is lost.</summary>
    public CancellationToken Token => _stop.Token;

    public bool IsLost { get; private set; }

    /// <summary>Call right before a write: throws if another worker has taken over.</summary>
    public async Task RenewAsync()
    {
        Token.ThrowIfCancellationRequested();
        await using var db = await _dbs.CreateDbContextAsync(Token);
        var until = _clock.GetUtcNow().UtcDateTime + _leaseFor;
        Guid? mine = _claimed.Lease;
        var id = _claimed.Id;
        var kept = await db.InTransactionAsync(
            ct =>
                db.Remediations.Where(r => r.Id == id && r.Lease == mine)
                    .ExecuteUpdateAsync(set => set.SetProperty(r => r.LeaseUntil, until), ct),
            Token
        );
        if (kept == 0)
        {
            IsLost = true;
            await _stop.CancelAsync();
            Token.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _timer.DisposeAsync();
        await _renewing;
        _stop.Dispose();
    }

    private void Tick()
    {
        if (_renewing.IsCompleted)
        {
            _renewing = RenewQuietlyAsync();
        }
    }

    private async Task RenewQuietlyAsync()
    {
        try
        {
            await RenewAsync();
        }
        catch (Exception e) when (e is OperationCanceledException or DbUpdateException or System.Data.Common.DbException)
        {
            // Lost: the token shows it. Database unreachable: the next tick, or the renewal before the write, decides.
        }
    }
}
