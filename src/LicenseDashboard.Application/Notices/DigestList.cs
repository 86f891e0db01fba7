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
    /// <param name="sort">A known order of <see cref="DigestSort"/>; anything else is the default.</param>
    public async Task<Outcome<PagedResult<DigestRow>>> RunAsync(
        Viewer viewer,
        string? platform,
        DeliveryStatus? status,
        string sort,
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
        var digests = db.Digests.AsNoTracking();
        if (platform is not null)
        {
            digests = digests.Where(digest => db.Platforms.Any(one => one.Key == digest.PlatformKey && one.Name == platform));
        }

        if (status is not null)
        {
            digests = digests.Where(digest =>
                digest.Deliveries.Any(delivery =>
                    (delivery.Status == status && !(sending && delivery.DueAt < now))
                    || (lapses && delivery.Status == DeliveryStatus.Sending && delivery.DueAt < now)
                )
            );
        }

        var total = await digests.CountAsync(ct);
        var rows = await DigestSort
            .Order(digests.Include(digest => digest.Deliveries), sort)
            .Skip(page.Skip)
            .Take(page.Take)
            .ToListAsync(ct);
        var platforms = await db.Platforms.AsNoTracking().ToDictionaryAsync(one => one.Key, one => one.Name, ct);
        return new PagedResult<DigestRow>(
            [
                .. rows.Select(digest => new DigestRow(
                    digest.Id,
                    platforms[digest.PlatformKey],
                    digest.Kind,
                    digest.RecipientName,
                    digest.RecipientMail,
                    digest.CreatedAt,
                    DigestJson.Read(digest.Content),
                    [.. digest.Deliveries.OrderBy(delivery => delivery.Channel).Select(delivery => RowOf(delivery, now))]
                )),
            ],
            total,
            page
        );
    }

    private static DeliveryRow RowOf(NoticeDelivery delivery, DateTime now) =>
        new(delivery.Channel, delivery.StatusAt(now), delivery.Attempts, delivery.SentAt, delivery.ErrorAt(now));
}
