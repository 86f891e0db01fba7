using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Jobs;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Utilization.Feed;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Utilization;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Notices;

/// <summary>Wakes the sender of urgent notices.</summary>
internal sealed class UrgentSignal : WakeSignal;

/// <summary>
/// Writes a digest to the administrators in the transaction that raises the alerts, so that each is told once. It is sent right after,
/// not with the notices of the next morning.
/// </summary>
internal sealed class PoolNotices(NoticeRoute route, UrgentSignal signal) : IHearPoolAlerts
{
    private const string Actor = "job:live";

    public async Task RaisedAsync(LicenseDb db, Platform platform, IReadOnlyList<PoolAlert> raised, DateTime now, CancellationToken ct)
    {
        var divisions = await db.Divisions.Where(d => d.PlatformKey == platform.Key).ToDictionaryAsync(d => d.Key, d => d.Name, ct);
        var content = PoolWords.Raised(platform.Name, raised, divisions);
        var digest = new Digest
        {
            PlatformKey = platform.Key,
            Kind = DigestKind.PoolAlert,
            RecipientKey = Digest.Administrators,
            RecipientName = "Administrators",
            RecipientMail = route.AdministratorMail,
            Subject = content.Subject,
            Content = DigestJson.Write(content),
            CreatedAt = now,
        };
        digest.Address(route);
        db.Digests.Add(digest);
        await db.AppendAsync(
            [
                new AuditEntry
                {
                    At = now,
                    Actor = Actor,
                    Action = "notice.written",
                    Subject = $"digest:{digest.Id.Value}",
                    PlatformKey = platform.Key,
                    To = digest.Kind.ToString(),
                },
            ],
            ct
        );
    }

    public void Committed() => signal.Wake();
}
