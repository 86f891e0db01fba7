using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;

namespace LicenseDashboard.Application.Notices;

/// <param name="Error">The server's last answer, or why it is not sent.</param>
public sealed record DeliveryRow(NoticeChannel Channel, DeliveryStatus Status, int Attempts, DateTime? SentAt, string Error);

/// <summary>One digest with its content, as shown in the list.</summary>
/// <param name="CreatedAt">UTC.</param>
public sealed record DigestRow(
    DigestId Id,
    string Platform,
    DigestKind Kind,
    string RecipientName,
    string? RecipientMail,
    DateTime CreatedAt,
    DigestContent Content,
    IReadOnlyList<DeliveryRow> Deliveries
)
{
    public bool HasFailed => Deliveries.Any(delivery => delivery.Status == DeliveryStatus.Failed);

    public bool IsUncertain => Deliveries.Any(delivery => delivery.Status == DeliveryStatus.Uncertain);
}

/// <summary>Sent and held digests. Administrators and auditors only, because digests name people.</summary>
public sealed class DigestList(IDbContextFactory<LicenseDb> dbs, NoticeRoute route, TimeProvider clock)
{
    /// <summary>Why nothing is sent; null if notices are sent.</summary>
    public string? HeldBecause => route.HeldBecause;

    /// <param name="platform">Key of a platform; null means all.</param>
    /// <param name="status">Only digests with a delivery in this state; null means all.</param>
    public async Task<Outcome<PagedResult<DigestRow>>> RunAsync(
        Viewer viewer,
        string? platform,
        DeliveryStatus? status,
        Page page,
        CancellationToken ct
    )
    {
        ArgumentNullException.ThrowIfNull(viewer);
        if (!viewer.Has(ViewerRoles.Administrator | ViewerRoles.Auditor))
        {
            return Refusal.Forbidden("Only administrators and auditors can view notices to managers.");
        }

        await using var db = await dbs.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow().UtcDateTime;
        var (sending, lapses) = (status == DeliveryStatus.Sending, status == DeliveryStatus.Uncertain);
        var digests = db
            .Digests.AsNoTracking()
            .Include(digest => digest.Deliveries)
            .Join(db.Platforms, digest => digest.PlatformKey, one => one.Key, (digest, one) => new { Digest = digest, one.Name })
            .Where(pair =>
                (platform == null || pair.Name == platform)
                && (
                    status == null
                    || pair.Digest.Deliveries.Any(delivery =>
                        (delivery.Status == status && !(sending && delivery.DueAt < now))
                        || (lapses && delivery.Status == DeliveryStatus.Sending && delivery.DueAt < now)
                    )
                )
            );
        var total = await digests.CountAsync(ct);
        var rows = await digests
            .OrderByDescending(pair => pair.Digest.CreatedAt)
            .ThenBy(pair => pair.Digest.Id)
            .Skip(page.Skip)
            .Take(page.Take)
            .ToListAsync(ct);
        return new PagedResult<DigestRow>(
            [
                .. rows.Select(pair => new DigestRow(
                    pair.Digest.Id,
                    pair.Name,
                    pair.Digest.Kind,
                    pair.Digest.RecipientName,
                    pair.Digest.RecipientMail,
                    pair.Digest.CreatedAt,
                    DigestJson.Read(pair.Digest.Content),
                    [.. pair.Digest.Deliveries.OrderBy(delivery => delivery.Channel).Select(delivery => RowOf(delivery, now))]
                )),
            ],
            total,
            page
        );
    }

    private static DeliveryRow RowOf(NoticeDelivery delivery, DateTime now) =>
        new(delivery.Channel, delivery.StatusAt(now), delivery.Attempts, delivery.SentAt, delivery.ErrorAt(now));
}
