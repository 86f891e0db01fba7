using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Directory.Identities;

/// <summary>
/// How an identity provider's changes reach seats; implemented downstream by Reclamation. Runs on the caller's context in the caller's
/// transaction. The identity already has its key, and the caller appends the returned entries.
/// </summary>
public interface IHearLeavers
{
    /// <param name="arrived">Keys of accounts that have just been linked to a person who left; null means all of theirs.</param>
    Task<AuditEntry[]> LeftAsync(
        LicenseDb db,
        Identity identity,
        IReadOnlyCollection<int>? arrived,
        Viewer viewer,
        DateTime now,
        CancellationToken ct
    );

    /// <summary>
    /// An account with the same address or number arrived long after the person had left; a person decides whether it is theirs.
    /// </summary>
    Task<AuditEntry[]> LateAsync(LicenseDb db, Identity identity, Person account, Viewer viewer, DateTime now, CancellationToken ct);

    Task<AuditEntry[]> ReturnedAsync(LicenseDb db, Identity identity, Viewer viewer, DateTime now, CancellationToken ct);

    /// <summary>Call after the commit to wake the workers immediately.</summary>
    void Wake();
}
