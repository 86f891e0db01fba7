using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Core.Recommendations;

public enum RecommendationStatus
{
    Open,
    Approved,
    Rejected,
    Withdrawn,

    /// <summary>The change was read back at the vendor. Stays done after a restore: the decision was carried out.</summary>
    Done,
}

public enum RecommendationKind
{
    Downgrade,
    RemoveAddOn,
    ReportingOnly,

    /// <summary>
    /// The seat returns to the pool. Lives in the same table, because a person has one live recommendation whatever its kind.
    /// </summary>
    Reclaim,
}

public static class RecommendationWords
{
    /// <summary>As REST, audit and screens spell it.</summary>
    public static string Of(RecommendationStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>What an exemption must protect from to keep such a row from being carried out.</summary>
    public static Protection ProtectedBy(RecommendationKind kind) =>
        kind == RecommendationKind.Reclaim ? Protection.Reclamation : Protection.Rightsizing;

    public static string Subject(RecommendationId id) => $"recommendation:{id.Value}";
}
