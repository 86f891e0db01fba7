using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Recommendations;

public enum RecommendationStatus
{
    Open,
    Approved,
    Rejected,
    Withdrawn,

    /// <summary>Confirmed by a read-back, with no restore requested. Only these rows count as verified savings.</summary>
    Done,

    /// <summary>A restore of the confirmed change was asked for; the license is not back yet.</summary>
    Restoring,

    /// <summary>The change was confirmed, and the license was restored later.</summary>
    Restored,
}

public enum RecommendationKind
{
    Downgrade,
    RemoveAddOn,
    ReportingOnly,

    /// <summary>
    /// The seat returns to the pool. In the same table as downgrades because a person has one live recommendation of any kind.
    /// </summary>
    Reclaim,
}

public static class RecommendationWords
{
    /// <summary>Spelling in REST, audit and on screens.</summary>
    public static string Of(RecommendationStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>The protection that keeps a row of this kind from being carried out.</summary>
    public static Protection ProtectedBy(RecommendationKind kind) =>
        kind == RecommendationKind.Reclaim ? Protection.Reclamation : Protection.Rightsizing;

    public static string Subject(RecommendationId id) => $"recommendation:{id.Value}";
}
