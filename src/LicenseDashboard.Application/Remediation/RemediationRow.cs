using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Remediation;

/// <summary>One remediation as shown in lists.</summary>
/// <param name="CreatedAt">UTC time of the approval, because an approval plans its change at once.</param>
/// <param name="Instruction">What a person has to do manually, or what the identity provider was asked; null if a worker does it.</param>
/// <param name="Overdue">True if handed over longer ago than usual.</param>
/// <param name="Requested">True if the identity provider makes the change.</param>
/// <param name="Request">The exact request sent to it, or the one that would have been sent; null before.</param>
/// <param name="EndedAt">UTC time at which it became verified, abandoned, cancelled or restored.</param>
/// <param name="RecalledAt">UTC time at which the request to the identity provider was recalled; null if it was not.</param>
/// <param name="MayConfirm">True if this viewer may confirm that nothing was done about a recalled request.</param>
/// <param name="Reclaims">True for a reclaimed seat, false for right-sizing.</param>
public sealed record RemediationRow(
    Guid Id,
    Guid RecommendationId,
    string VendorId,
    string Name,
    string? Email,
    RemediationStatus Status,
    IReadOnlyList<string> From,
    IReadOnlyList<string> To,
    DateTime CreatedAt,
    DateTime? WrittenAt,
    DateTime? VerifiedAt,
    string Error,
    bool WaitsForPerson,
    string? Instruction,
    bool Overdue,
    bool MayRestore,
    bool MayOperate,
    bool Requested = false,
    string? Request = null,
    DateTime? EndedAt = null,
    bool Reclaims = false,
    DateTime? RecalledAt = null,
    bool MayConfirm = false
)
{
    public required Money ListMonthlySaving { get; init; }

    /// <summary>The person, token or policy that approved it.</summary>
    public string? ApprovedByName { get; init; }

    /// <summary>UTC time of the next automatic retry of a failed change; null if there is none, or if it is not known.</summary>
    public DateTime? NextTryAt { get; init; }

    /// <summary>True if it waits until the vendor can be reached again.</summary>
    public bool OutOfReach { get; init; }

    /// <summary>True if this viewer may read technical details of errors.</summary>
    public bool MayReadDetails { get; init; }

    /// <summary>Who requested the restore; null if there was no request.</summary>
    public string? RestoredByName { get; init; }

    /// <summary>UTC time of that request.</summary>
    public DateTime? RestoredAt { get; init; }
}

/// <summary>Number of remediations and what they save a month at list price, by currency.</summary>
public sealed record RemediationSum(int Count, IReadOnlyList<Money> Saving);

/// <summary>All remediations of a filter, and those of each group.</summary>
public sealed record RemediationCounts(RemediationSum All, IReadOnlyDictionary<RemediationGroup, RemediationSum> Groups);
