using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>
/// All changes of one reclamation policy, newest first, from the audit. Until the first one, the defaults apply to a platform.
/// </summary>
public sealed class PolicyHistory(IDbContextFactory<LicenseDb> dbs)
{
    /// <param name="platformName">Key of the platform.</param>
    /// <param name="divisionKey"><see cref="ReclamationPolicy.WholePlatform"/> or a division of the platform.</param>
    public async Task<Outcome<IReadOnlyList<ObjectVersion<ReclamationTerms>>>> RunAsync(
        Viewer viewer,
        string platformName,
        int divisionKey,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!AuditHistory.MayRead(viewer))
        {
            return Refusal.Forbidden(AuditHistory.MayNot);
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var subject = PolicyWords.Subject(platformName, divisionKey);
        var read = await AuditHistory.ReadAsync(db, entry => entry.Subject == subject, ct);
        return read.Select(one => new ObjectVersion<ReclamationTerms>(
                one.Entry.At,
                one.By,
                PolicyWords.Read(one.Entry.From) ?? (divisionKey == ReclamationPolicy.WholePlatform ? ReclamationTerms.Default : null),
                PolicyWords.Read(one.Entry.To)
            ))
            .ToArray();
    }
}
