using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Utilization;

namespace LicenseDashboard.Application.Utilization.Feed;

/// <summary>
/// Tells people about pools that reached a threshold. An interface because notices are a downstream feature.
/// </summary>
internal interface IHearPoolAlerts
{
    /// <summary>Called in the transaction that raises the alerts, so that they are told exactly once.</summary>
    Task RaisedAsync(LicenseDb db, Platform platform, IReadOnlyList<PoolAlert> raised, DateTime now, CancellationToken ct);

    /// <summary>Called after that transaction: sends what it wrote.</summary>
    void Committed();
}

/// <summary>Raises and clears the alerts of one platform's pools. Their state is stored, so a restart goes on where it was.</summary>
internal sealed class JudgePools(UtilizationOptions options)
{
    /// <summary>A level that was unknown for longer may have risen in between.</summary>
    private static readonly TimeSpan Gap = TimeSpan.FromMinutes(2);

    /// <summary>
    /// What the sample changes in the open alerts; null if nothing. Pure except for the alerts, which are moved.
    /// </summary>
    /// <param name="used">Signed-in holders of each pool; null: unknown.</param>
    /// <param name="judgedAt">UTC time of the last sample; null if there was none.</param>
    /// <returns>Alerts to add, and whether an open one changed.</returns>
    public (IReadOnlyList<PoolAlert> Raised, bool Changed) Judge(
        LiveRoster roster,
        IReadOnlyCollection<PoolAlert> open,
        int[]? used,
        DateTime? judgedAt,
        DateTime now
    )
    {
        var changed = false;
        if (judgedAt is not { } last || now - last > Gap || now < last)
        {
            changed = open.Aggregate(false, (any, alert) => alert.Miss() || any);
        }

        if (used is null)
        {
            return ([], changed);
        }

        var raised = new List<PoolAlert>();
        var kept = new HashSet<PoolAlert>();
        for (var at = 0; at < used.Length; at++)
        {
            var pool = roster.Pools[at];
            foreach (var threshold in options.Thresholds)
            {
                var alert = open.FirstOrDefault(each =>
                    each.IsOpen && each.Sku == pool.Sku && each.DivisionKey == pool.DivisionKey && each.Threshold == threshold
                );
                if (alert is not null)
                {
                    kept.Add(alert);
                    changed |= alert.See(used[at], pool.Entitled, now);
                }
                else if (PoolAlert.Reaches(used[at], pool.Entitled, threshold))
                {
                    raised.Add(
                        PoolAlert.Raise(
                            roster.Platform.Key,
                            pool.Sku,
                            pool.DivisionKey,
                            threshold,
                            used[at],
                            pool.Entitled,
                            roster.Tiers == TierSource.Role,
                            now
                        )
                    );
                }
            }
        }

        foreach (var gone in open.Where(alert => alert.IsOpen && !kept.Contains(alert)))
        {
            gone.Withdraw(now);
            changed = true;
        }

        return (raised, changed);
    }
}
