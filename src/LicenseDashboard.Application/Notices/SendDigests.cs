using LicenseDashboard.Application.Audit;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Core.Audit;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Platforms;
using LicenseDashboard.Core.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace LicenseDashboard.Application.Notices;

/// <param name="Waiting">Another instance has them in hand.</param>
public sealed record SentReport(int Sent, int Failed, int Waiting)
{
    /// <summary>For a run's summary; null when there was nothing to send.</summary>
    public string? Words => EnglishText.Counts((Sent, "sent"), (Waiting, "still waiting"), (Failed, "failed: see Settings, Notices to managers"));
}

/// <summary>Takes what is due, one at a time, and sends it; no transaction is open meanwhile. What was not taken is tried again within the run, a little later each time.</summary>
public sealed partial class SendDigests(IDbContextFactory<LicenseDb> dbs, NoticeRoute route, IEnumerable<ISendNotices> channels, TimeProvider clock, ILogger<SendDigests> log)
{
    /// <summary>Longer than any mail server takes; then another instance may take it.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    public async Task<SentReport> RunAsync(Viewer viewer, Platform platform, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(viewer);
        ArgumentNullException.ThrowIfNull(platform);
        var (sent, failed) = (0, 0);
        while (true)
        {
            if (await TakeAsync(platform, ct) is { } key)
            {
                var status = await SendAsync(viewer, platform, key, ct);
                sent += status == DeliveryStatus.Sent ? 1 : 0;
                failed += status == DeliveryStatus.Failed ? 1 : 0;
            }
            else if (await NextAsync(platform, ct) is { } next && next - clock.GetUtcNow().UtcDateTime is var wait && wait <= LongestWait)
            {
                await Task.Delay(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1), clock, ct);
            }
            else
            {
                await using var db = await dbs.CreateDbContextAsync(ct);
                return new SentReport(sent, failed, await Of(db, platform).CountAsync(delivery => delivery.Status == DeliveryStatus.Sending || delivery.Status == DeliveryStatus.Pending, ct));
            }
        }
    }

    private static IQueryable<NoticeDelivery> Of(LicenseDb db, Platform platform) =>
        db.NoticeDeliveries.Where(delivery => db.Digests.Any(digest => digest.Id == delivery.DigestId && digest.PlatformKey == platform.Key));

    private static IQueryable<NoticeDelivery> Untaken(IQueryable<NoticeDelivery> deliveries, DateTime now) =>
        deliveries.Where(delivery => (delivery.Status == DeliveryStatus.Pending || delivery.Status == DeliveryStatus.Sending) && delivery.DueAt <= now);

    /// <summary>One conditional update decides between instances.</summary>
    private async Task<int?> TakeAsync(Platform platform, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        while (true)
        {
            var now = clock.GetUtcNow().UtcDateTime;
            if (await Untaken(Of(db, platform), now).OrderBy(delivery => delivery.Key).Select(delivery => (int?)delivery.Key).FirstOrDefaultAsync(ct) is not { } key)
            {
                return null;
            }

            var until = now + Lease;
            var taken = await db.InTransactionAsync(
                token => Untaken(db.NoticeDeliveries.Where(delivery => delivery.Key == key), now)
                    .ExecuteUpdateAsync(set => set.SetProperty(delivery => delivery.Status, DeliveryStatus.Sending).SetProperty(delivery => delivery.DueAt, until), token), ct);
            if (taken == 1)
            {
                return key;
            }
        }
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
                digest.Id, digest.RecipientMail, digest.RecipientName, digest.Subject, DigestForms.Text(content, route.Root), DigestForms.Html(content, route.Root), content.Summary,
                new Uri(route.Root, content.Link));
            try
            {
                var channel = channels.SingleOrDefault(one => one.Channel == delivery.Channel)
                    ?? throw new NoticeException($"{delivery.Channel} is no longer configured.", mayPass: false);
                await channel.SendAsync(notice, ct);
            }
            catch (NoticeException refused)
            {
                fault = refused;
                NotTaken(refused, digest.Id.Value, delivery.Channel);
            }
        }

        // Sent is sent: noting it is not cancelled by a program that ends meanwhile.
        return await CloseAsync(viewer, platform, key, fault, CancellationToken.None);
    }

    private async Task<DeliveryStatus> CloseAsync(Viewer viewer, Platform platform, int key, NoticeException? fault, CancellationToken ct)
    {
        await using var db = await dbs.CreateDbContextAsync(ct);
        return await db.InTransactionAsync(async token =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var delivery = await db.NoticeDeliveries.SingleAsync(d => d.Key == key, token);
            var from = delivery.Status;
            var moved = fault is null ? delivery.Succeed(now) : delivery.Fail(Cut(fault.Message), fault.MayPass, now);
            if (moved.Refusal is null)
            {
                await db.AppendAsync([new AuditEntry
                {
                    At = now, Actor = viewer.Actor, Action = fault is null ? "notice.sent" : "notice.failed", Subject = $"digest:{delivery.DigestId.Value}", PlatformKey = platform.Key,
                    From = from.ToString(), To = delivery.Status.ToString(), Detail = delivery.Channel.ToString(),
                }], token);
            }

            return delivery.Status;
        }, ct);
    }

    private static string Cut(string text) => text.Length > 500 ? text[..500] : text;

    [LoggerMessage(8101, LogLevel.Warning, "Digest {Digest} was not taken over {Channel}")]
    private partial void NotTaken(Exception exception, Guid digest, NoticeChannel channel);
}
