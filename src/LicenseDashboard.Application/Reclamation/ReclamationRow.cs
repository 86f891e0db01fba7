using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>One seat that nobody uses, as lists show it.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="Step">Null once it is decided or withdrawn.</param>
/// <param name="DaysInactive">Since the last sign of life that is known; null = none is known, which is not the same as none.</param>
/// <param name="Seen">The last day each known signal saw them, as evaluated; a signal that is missing is unknown.</param>
/// <param name="Outcome">Null while it is open.</param>
/// <param name="RemediationId">The latest attempt to carry it out; null before the first.</param>
/// <param name="MayDecide">Whether this viewer may keep or reclaim it as it stands.</param>
/// <param name="MayAllow">No person was ever seen on the account, and this viewer may let the policy take it all the same.</param>
/// <param name="AllowedByName">Who let it; null: nobody yet.</param>
/// <param name="IsRecallable">The identity provider was asked: restoring recalls the request, and nothing comes back yet.</param>
/// <param name="MayUndo">Approved by this viewer and nothing written yet.</param>
public sealed record ReclamationRow(
    Guid Id,
    int Version,
    string Platform,
    Lane Lane,
    string LaneNote,
    RecommendationStatus Status,
    string StatusNote,
    string VendorId,
    string Name,
    string? Email,
    string? Manager,
    string? Division,
    IReadOnlyList<string> CurrentSkus,
    Money ListMonthlySaving,
    string Reason,
    ReclamationStep? Step,
    bool IsLeaver,
    DateOnly FoundOn,
    DateOnly DueOn,
    DateOnly? LastSeenOn,
    int? DaysInactive,
    IReadOnlyList<SeenSign> Seen,
    DateOnly? DryRunOn,
    DateTime ChangedAt,
    string? DecidedByName,
    DateTime? DecidedAt,
    string? Justification,
    DateOnly? KeptUntil,
    ReclamationOutcome? Outcome,
    Guid? RemediationId,
    RemediationStatus? RemediationStatus,
    string RemediationError,
    bool MayDecide,
    bool MayUndo,
    bool MayRestore,
    bool MayAllow = false,
    string? AllowedByName = null,
    bool IsRecallable = false
);

/// <summary>How many, and their list price a month, by currency.</summary>
public sealed record ReclamationTotal(Lane Lane, ReclamationStep Step, string Currency, int Count, long ListMicros);
