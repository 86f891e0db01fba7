using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>
/// An administrator has reviewed the seats at which an automatic run stopped and releases them once, beyond the daily limit.
/// </summary>
public sealed class ReleaseReclamations
{
    private readonly IDbContextFactory<LicenseDb> _dbs;
    private readonly TakeDueSeats _take;
    private readonly TimeProvider _clock;

    internal ReleaseReclamations(IDbContextFactory<LicenseDb> dbs, TakeDueSeats take, TimeProvider clock) =>
        (_dbs, _take, _clock) = (dbs, take, clock);

    /// <param name="seen">The number of seats shown to the viewer.</param>
    /// <returns>Number of seats approved; those decided in the meantime are left out.</returns>
    public async Task<Outcome<int>> RunAsync(Viewer viewer, string platformName, int divisionKey, int seen, CancellationToken ct)
    {
        if (!viewer.Has(ViewerRoles.Administrator))
        {
            return Refusal.Forbidden("Only an administrator can reclaim beyond the daily limit.");
        }

        await using var db = await _dbs.CreateDbContextAsync(ct);
        ReclamationPolicy? policy = null;
        try
        {
            var answered = await db.InTransactionAsync<Outcome<int>>(
                async token =>
                {
                    policy = await db.ReclamationPolicies.SingleOrDefaultAsync(
                        p =>
                            p.DivisionKey == divisionKey
                            && db.Platforms.Any(platform => platform.Key == p.PlatformKey && platform.Name == platformName),
                        token
                    );
                    if (policy is null)
                    {
                        return Refusal.NotFound("There is no policy for this division.");
                    }

                    var answer = policy.Answer(seen);
                    if (answer.Refusal is null)
                    {
                        await db.AppendAsync([Entry(viewer, policy, seen)], token, viewer);
                    }

                    return answer;
                },
                ct
            );
            if (answered.Refusal is { } refusal)
            {
                return refusal;
            }
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale("The policy has changed. Review it again.");
        }

        var platform = await db.Platforms.AsNoTracking().SingleAsync(p => p.Key == policy!.PlatformKey, ct);
        var due = await TakeDueSeats.DueAsync(db, policy!, platform.LocalDay(_clock.GetUtcNow()), ct);
        return await _take.ApproveAsync(policy!, due, $"Reclaimed beyond the daily limit by {viewer.Name}.", ct);
    }

    private AuditEntry Entry(Viewer viewer, ReclamationPolicy policy, int seats) =>
        new()
        {
            At = _clock.GetUtcNow().UtcDateTime,
            Actor = viewer.Actor,
            Action = "policy.released",
            PlatformKey = policy.PlatformKey,
            Subject = FormattableString.Invariant($"reclamation-policy:{policy.PlatformKey}/{policy.DivisionKey}"),
            Detail = FormattableString.Invariant($"{seats} seats"),
        };
}
