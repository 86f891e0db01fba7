using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Directory;
using LicenseDashboard.Core.Shared;

namespace LicenseDashboard.Application.Directory.Identities;

/// <summary>
/// The one way from the word of an identity provider to what it means for seats: Reclamation, downstream, implements it. Everything happens
/// on the caller's context, in the caller's transaction; the identity has its key, and the caller appends the entries that come back.
/// </summary>
public interface IHearLeavers
{
    /// <param name="arrived">Keys of the accounts that have just come to somebody who left; null: all that are there.</param>
    Task<AuditEntry[]> LeftAsync(
        LicenseDb db,
        Identity identity,
        IReadOnlyCollection<int>? arrived,
        Viewer viewer,
        DateTime now,
        CancellationToken ct
    );

    /// <summary>An account of the same address or number came when they were long gone: a person says whether it is theirs.</summary>
    Task<AuditEntry[]> LateAsync(LicenseDb db, Identity identity, Person account, Viewer viewer, DateTime now, CancellationToken ct);

    Task<AuditEntry[]> ReturnedAsync(LicenseDb db, Identity identity, Viewer viewer, DateTime now, CancellationToken ct);

    /// <summary>After the commit: workers look at once instead of at their next round.</summary>
    void Wake();
}
