using LicenseDashboard.Core.Remediation;

namespace LicenseDashboard.Application.Remediation;

/// <summary>
/// States that mean the same to a reader. Each remediation is in one of them, and in <see cref="Overdue"/> as well when it has been handed
/// over for long. A count, its tab, its CSV and its link all ask by the same group, so that they mean the same rows.
/// </summary>
public enum RemediationGroup
{
    /// <summary>The program is at it.</summary>
    UnderWay,

    /// <summary>A person has to make the change, or take it back, at the vendor.</summary>
    ByHand,

    /// <summary>Of those, handed over longer ago than is usual.</summary>
    Overdue,
    Failed,
    Verified,

    /// <summary>Nothing more comes of it.</summary>
    Ended,
}

internal static class RemediationGroups
{
    /// <param name="usual">UTC; what was handed over before is overdue.</param>
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
            RemediationGroup.Ended => items.Where(i =>
                i.Status == RemediationStatus.Cancelled || i.Status == RemediationStatus.Abandoned || i.Status == RemediationStatus.Restored
            ),
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

    /// <param name="items">All.</param>
    /// <param name="usual">UTC; what a person was told to do before is overdue.</param>
    public static IQueryable<RemediationItem> Overdue(this IQueryable<RemediationItem> items, DateTime usual) =>
        items.ByHand().Where(i => (i.RecalledAt ?? i.CreatedAt) < usual);
}
