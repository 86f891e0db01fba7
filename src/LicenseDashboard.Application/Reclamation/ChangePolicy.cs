using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Remediation;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Reclamation;

/// <summary>Sets the reclamation policy of a platform or division; creates it if there is none.</summary>
public sealed class ChangePolicy(IDbContextFactory<LicenseDb> dbs, IdentityRequestRoute requests, TimeProvider clock)
{
    private const string Changed = "This policy has changed. Review it again.";

    /// <param name="platformName">Key of the platform.</param>
    /// <param name="divisionKey"><see cref="ReclamationPolicy.WholePlatform"/> or a division of the platform.</param>
    /// <param name="version">As read; 0 if there was no policy.</param>
    public async Task<Outcome<int>> RunAsync(
        Viewer viewer,
        string platformName,
        int divisionKey,
        int version,
        ReclamationTerms terms,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(terms);
        if (!viewer.Has(ViewerRoles.Administrator))
        {
            return Refusal.Forbidden("Only an administrator can change policies.");
        }

        if (Wrong(terms, requests) is { } wrong)
        {
            return wrong;
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        try
        {
            return await db.InTransactionAsync(token => SetAsync(db, viewer, platformName, divisionKey, version, terms, token), ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Refusal.Stale(Changed);
        }
    }

    /// <summary>Null if the terms can be set.</summary>
    internal static Refusal? Wrong(ReclamationTerms terms, IdentityRequestRoute requests) =>
        terms.Check() ?? (terms.By == ReleasedBy.IdentityProvider ? requests.Objection : null);

    private async Task<Outcome<int>> SetAsync(
        LicenseDb db,
        Viewer viewer,
        string platformName,
        int divisionKey,
        int version,
        ReclamationTerms terms,
        CancellationToken ct
    )
    {
        if (await db.Platforms.AsNoTracking().SingleOrDefaultAsync(p => p.Name == platformName, ct) is not { } platform)
        {
            return Refusal.NotFound($"platform '{platformName}' is not configured.");
        }

        if (
            divisionKey != ReclamationPolicy.WholePlatform
            && !await db.Divisions.AnyAsync(d => d.Key == divisionKey && d.PlatformKey == platform.Key, ct)
        )
        {
            return Refusal.NotFound("This division does not belong to the platform.");
        }

        var policy = await db.ReclamationPolicies.SingleOrDefaultAsync(
            p => p.PlatformKey == platform.Key && p.DivisionKey == divisionKey,
            ct
        );
        if ((policy?.Version ?? 0) != version)
        {
            return Refusal.Stale(Changed);
        }

        var now = clock.GetUtcNow();
        var from = policy is null ? "" : PolicyWords.Of(policy.Terms);
        if (policy is null)
        {
            policy = ReclamationPolicy.Create(platform.Key, divisionKey, terms, viewer, platform.LocalDay(now), now.UtcDateTime);
            db.ReclamationPolicies.Add(policy);
        }
        else if (policy.Change(terms, viewer, platform.LocalDay(now), now.UtcDateTime).Refusal is { } refused)
        {
            return refused;
        }

        await db.AppendAsync(
            [
                new AuditEntry
                {
                    At = now.UtcDateTime,
                    Actor = viewer.Actor,
                    Action = "policy.changed",
                    Subject = PolicyWords.Subject(platform.Name, divisionKey),
                    PlatformKey = platform.Key,
                    From = from,
                    To = PolicyWords.Of(terms),
                },
            ],
            ct,
            viewer
        );
        return policy.Version;
    }
}
