using LicenseDashboard.Application.Recommendations;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Recommendations;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>One unused seat as shown in lists.</summary>
/// <param name="Platform">Key of the platform.</param>
/// <param name="Step">Null once it is decided or withdrawn.</param>
/// <param name="DaysInactive">Days since the last known activity; null if none is known, which doesn't mean that there was none.</param>
/// <param name="Seen">The last day of each known signal, as evaluated; a missing signal is unknown.</param>
/// <param name="Outcome">Null while it is open.</param>
/// <param name="RemediationId">The latest attempt to carry it out; null before the first.</param>
/// <param name="MayDecide">True if this viewer may keep or reclaim it now.</param>
/// <param name="MayAllow">True if no person was ever seen on the account and this viewer may allow the policy to take it.</param>
/// <param name="AllowedByName">Who allowed it; null if no one.</param>
/// <param name="IsRecallable">True if the identity provider was asked: restoring recalls the request, and nothing is restored yet.</param>
/// <param name="MayUndo">True if approved by this viewer and not written yet.</param>
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
)
{
    /// <summary>True if this viewer may read technical details of errors.</summary>
    public bool MayReadDetails { get; init; }

    /// <summary>Null: no figure.</summary>
    public RowCash? Cash { get; init; }

    /// <summary>Why <see cref="Cash"/> is what it is, without prices; empty until priced.</summary>
    public string CashNote { get; init; } = "";
}

/// <summary>Number of rows and their monthly list price, by currency.</summary>
public sealed record ReclamationTotal(Lane Lane, ReclamationStep Step, string Currency, int Count, long ListMicros);
