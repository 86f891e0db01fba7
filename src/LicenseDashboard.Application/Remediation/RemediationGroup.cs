using LicenseDashboard.Core.Remediation;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// States that mean the same to a reader. Each remediation is in one of them, and also in <see cref="Overdue"/> if it was handed over
/// long ago. Counts, tabs, CSV and links use the same groups, so that they refer to the same rows.
/// </summary>
public enum RemediationGroup
{
    /// <summary>The program is working on it.</summary>
    UnderWay,

    /// <summary>A person has to make or reverse the change at the vendor.</summary>
    ByHand,

    /// <summary>Those that were handed over longer ago than usual.</summary>
    Overdue,
    Failed,
    Verified,

    /// <summary>Verified and taken back, or taken back halfway: the person has the license again.</summary>
    Restored,

    /// <summary>Cancelled or given up: nothing was changed, or it was put back.</summary>
    Ended,
}

internal static class RemediationGroups
{
    /// <param name="usual">UTC; items handed over before this time are overdue.</param>
    public static IQueryable<RemediationItem> In(this IQueryable<RemediationItem> items, RemediationGroup group, DateTime usual) =>
        group switch
        {
            RemediationGroup.UnderWay => items.Where(i =>
                i.Status == RemediationStatus.Planned
                || i.Status == RemediationStatus.Executing
                || (i.Status == RemediationStatus.Restoring && !i.Manual)
            ),
            RemediationGroup.ByHand => items.ByHand(),
            RemediationGroup.Overdue => items.Overdue(usual),
            RemediationGroup.Failed => items.Where(i => i.Status == RemediationStatus.Failed),
            RemediationGroup.Verified => items.Where(i => i.Status == RemediationStatus.Verified),
            RemediationGroup.Restored => items.Where(i => i.Status == RemediationStatus.Restored),
            RemediationGroup.Ended => items.Where(i => i.Status == RemediationStatus.Cancelled || i.Status == RemediationStatus.Abandoned),
        };

    public static IQueryable<RemediationItem> ByHand(this IQueryable<RemediationItem> items) =>
        items.Where(i =>
            i.Manual
            && (
                i.Status == RemediationStatus.HandedOver
                || i.Status == RemediationStatus.Restoring
                || i.Status == RemediationStatus.Recalled
            )
        );

    /// <param name="items">All items.</param>
    /// <param name="usual">UTC; instructions given before this time are overdue.</param>
    public static IQueryable<RemediationItem> Overdue(this IQueryable<RemediationItem> items, DateTime usual) =>
        items.ByHand().Where(i => (i.RecalledAt ?? i.CreatedAt) < usual);
}
