using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Notices;

/// <param name="Waiting">Being sent by another instance.</param>
/// <param name="Uncertain">May have arrived; a person decides.</param>
internal sealed record SentReport(int Sent, int Failed, int Waiting, int Uncertain = 0)
{
    /// <summary>For the summary of a run; null if there was nothing to send.</summary>
    public string? Words =>
        EnglishText.Counts(
            (Sent, "sent"),
            (Waiting, "still waiting"),
            (Failed, "failed: see Settings, Notices to managers"),
            (Uncertain, "uncertain: see Settings, Notices to managers")
        );
}

/// <summary>
/// Sends due deliveries one at a time, outside of transactions. Temporary failures are retried within the run with growing delays;
/// deliveries that may have arrived are not: once the first byte has left and no answer came, a person decides, because no notice may be
/// sent twice by the program itself.
/// </summary>
internal sealed partial class SendDigests(
    IDbContextFactory<LicenseDb> dbs,
    NoticeRoute route,
    IEnumerable<ISendNotices> channels,
    TimeProvider clock,
    ILogger<SendDigests> log
)
{
    /// <summary>Longer than any mail server needs; a sender that exceeds it is gone.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public async Task<SentReport> RunAsync(Viewer viewer, Platform platform, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(platform);
        var (sent, failed, uncertain) = (0, 0, 0);
        while (true)
        {
            if (await TakeAsync(platform, ct) is { } key)
            {
                var status = await SendAsync(viewer, platform, key, ct);
                sent += status == DeliveryStatus.Sent ? 1 : 0;
                failed += status == DeliveryStatus.Failed ? 1 : 0;
                uncertain += status == DeliveryStatus.Uncertain ? 1 : 0;
            }
            else if (await LapseAsync(viewer, platform, ct) is > 0 and var lapsed)
            {
                uncertain += lapsed;
            }
            else if (await NextAsync(platform, ct) is { } next && next - clock.GetUtcNow().UtcDateTime is var wait && wait <= LongestWait)
            {
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), clock, ct);
            }
            else
            {
                await using var db = await dbs.CreateDbContextAsync(ct);
                var waiting = await Of(db, platform)
                    .CountAsync(one => one.Status == DeliveryStatus.Sending || one.Status == DeliveryStatus.Pending, ct);
                return new SentReport(sent, failed, waiting, uncertain);
            }
        }
    }

    private static IQueryable<NoticeDelivery> Of(LicenseDb db, Platform platform) =>
        db.NoticeDeliveries.Where(delivery =>
            db.Digests.Any(digest => digest.Id == delivery.DigestId && digest.PlatformKey == platform.Key)
        );

    private static IQueryable<NoticeDelivery> Untaken(IQueryable<NoticeDelivery> deliveries, DateTime now) =>
        deliveries.Where(delivery => delivery.Status == DeliveryStatus.Pending && delivery.DueAt <= now);

    /// <summary>A conditional update decides between instances.</summary>
    private async Task<int?> TakeAsync(Platform platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        while (true)
        {
            var now = clock.GetUtcNow().UtcDateTime;
            if (
                await Untaken(Of(db, platform), now)
                    .OrderBy(delivery => delivery.Key)
                    .Select(delivery => (int?)delivery.Key)
                    .FirstOrDefaultAsync(ct)
                is not { } key
            )
            {
                return null;
            }

            var until = now + Lease;
            var taken = await db.InTransactionAsync(
                token =>
                    Untaken(db.NoticeDeliveries.Where(delivery => delivery.Key == key), now)
                        .ExecuteUpdateAsync(
                            set =>
                                set.SetProperty(delivery => delivery.Status, DeliveryStatus.Sending)
                                    .SetProperty(delivery => delivery.DueAt, until),
                            token
                        ),
                ct
            );
            if (taken == 1)
            {
                return key;
            }
        }
    }

    /// <summary>What was being sent when its program ended may have arrived, so it is not sent again automatically.</summary>
    private async Task<int> LapseAsync(Viewer viewer, Platform platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync(
            async token =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var lapsed = await Of(db, platform)
                    .Where(one => one.Status == DeliveryStatus.Sending && one.DueAt < now)
                    .ToListAsync(token);
                lapsed.ForEach(delivery => delivery.Lapse(now));
                await db.AppendAsync([.. lapsed.Select(delivery => Entry(viewer, platform, delivery, DeliveryStatus.Sending, now))], token);
                return lapsed.Count;
            },
            ct
        );
    }

    private async Task<DateTime?> NextAsync(Platform platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await Of(db, platform).Where(delivery => delivery.Status == DeliveryStatus.Pending).MinAsync(delivery => delivery.DueAt, ct);
    }

    private async Task<DeliveryStatus> SendAsync(Viewer viewer, Platform platform, int key, CancellationToken ct)
    {
        NoticeException? fault = null;
        await using (var reading = await dbs.CreateDbContextAsync(ct))
        {
            var delivery = await reading.NoticeDeliveries.AsNoTracking().SingleAsync(d => d.Key == key, ct);
            var digest = await reading.Digests.AsNoTracking().SingleAsync(d => d.Id == delivery.DigestId, ct);
            var content = DigestJson.Read(digest.Content);
            var notice = new OutgoingNotice(
                digest.Id,
                digest.RecipientMail,
                digest.RecipientName,
                digest.Subject,
                DigestForms.Text(content, route.Root),
                DigestForms.Html(content, route.Root),
                content.Summary,
                new Uri(route.Root, content.Link)
            );
            try
            {
                var channel =
                    channels.SingleOrDefault(one => one.Channel == delivery.Channel)
                    ?? throw new NoticeException($"{delivery.Channel} is no longer configured.", mayPass: false);
                await channel.SendAsync(notice, ct);
            }
            catch (NoticeException refused)
            {
                fault = refused;
                NotTaken(refused, digest.Id.Value, delivery.Channel);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                // The channel reports that nothing was sent. The next run sends it.
                await CloseAsync(viewer, platform, key, (one, now) => one.CallOff(now), CancellationToken.None);
                throw;
            }
        }

        // It was sent, so recording it must not be cancelled by a shutdown.
        return await CloseAsync(
            viewer,
            platform,
            key,
            (one, now) =>
                fault switch
                {
                    null => one.Succeed(now),
                    { MayHaveArrived: true } => one.Doubt(Cut(fault.Message)),
                    _ => one.Fail(Cut(fault.Message), fault.MayPass, now),
                },
            CancellationToken.None
        );
    }

    private async Task<DeliveryStatus> CloseAsync(
        Viewer viewer,
        Platform platform,
        int key,
        Func<NoticeDelivery, DateTime, Outcome<DeliveryStatus>> move,
        CancellationToken ct
    )
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync(
            async token =>
            {
                var now = clock.GetUtcNow().UtcDateTime;
                var delivery = await db.NoticeDeliveries.SingleAsync(d => d.Key == key, token);
                var from = delivery.Status;
                if (move(delivery, now).Refusal is null)
                {
                    await db.AppendAsync([Entry(viewer, platform, delivery, from, now)], token);
                }

                return delivery.Status;
            },
            ct
        );
    }

    private static AuditEntry Entry(Viewer viewer, Platform platform, NoticeDelivery delivery, DeliveryStatus from, DateTime now) =>
        new()
        {
            At = now,
            Actor = viewer.Actor,
            Subject = $"digest:{delivery.DigestId.Value}",
            PlatformKey = platform.Key,
            From = from.ToString(),
            To = delivery.Status.ToString(),
            Action = delivery.Status switch
            {
                DeliveryStatus.Sent => "notice.sent",
                DeliveryStatus.Uncertain => "notice.uncertain",
                _ => "notice.failed",
            },
            Detail = delivery.Channel.ToString(),
        };

    private static string Cut(string text) => text.Length > 500 ? text[..500] : text;

    [LoggerMessage(8101, LogLevel.Warning, "Digest {Digest} was not taken over {Channel}")]
    private partial void NotTaken(Exception exception, Guid digest, NoticeChannel channel);
}
