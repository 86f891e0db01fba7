using LicenseDashboard.Application.Notices;
using LicenseDashboard.Application.Persistence;
using LicenseDashboard.Application.Utilization.Feed;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Utilization;
using LicenseDashboard.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Xunit;

namespace LicenseDashboard.Application.Tests.Notices;

public sealed class PoolNoticeTests
{
    private static readonly Uri _root = new("https://licenses.example.test");

    [Fact]
    public async Task Alert_is_sent_once_and_at_once_and_names_the_highest_threshold()
    {
        var channel = new Heard();
        await using var database = await CreateAsync(new NoticeRoute(_root, [NoticeChannel.Webhook], null, null), channel);
        await RaiseAsync(database, 80, 90);
        var sender = database.Services.GetServices<IHostedService>().OfType<UrgentSender>().Single();
        await sender.RoundAsync(CancellationToken.None);
        await sender.RoundAsync(CancellationToken.None);
        var sent = Assert.Single(channel.Sent);
        Assert.Equal("CX 3: 90% of licenses in use", sent.Subject);
        Assert.Contains("92 of 100 licenses", sent.Summary, StringComparison.Ordinal);
        Assert.Contains("at the same time", sent.Text, StringComparison.Ordinal);
        Assert.Equal(new Uri(_root, "/utilization"), sent.Link);
    }

    [Fact]
    public async Task Alert_that_was_rolled_back_is_told_to_no_one()
    {
        var channel = new Heard();
        await using var database = await CreateAsync(new NoticeRoute(_root, [NoticeChannel.Webhook], null, null), channel);
        await Assert.ThrowsAsync<InvalidOperationException>(() => RaiseAsync(database, fails: true, 80));
        await using var db = database.Open();
        Assert.Empty(await db.Digests.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Without_a_channel_it_is_kept_with_the_reason()
    {
        await using var database = await CreateAsync(new NoticeRoute(_root, [], null, "this is the demo"), new Heard());
        await RaiseAsync(database, 100);
        await using var db = database.Open();
        var held = Assert.Single(await db.NoticeDeliveries.ToListAsync(TestContext.Current.CancellationToken));
        Assert.Equal((DeliveryStatus.Held, "this is the demo"), (held.Status, held.Error));
    }

    private static async Task<TestDatabase> CreateAsync(NoticeRoute route, Heard channel)
    {
        var database = await TestDatabase.CreateAsync(
            TestDatabase.UseCaseKind,
            services => services.AddSingleton<TimeProvider>(new FixedClock()).AddSingleton<ISendNotices>(channel).AddNotices(route)
        );
        await using var db = database.Open();
        db.Platforms.Add(A.Platform());
        await db.SaveChangesAsync();
        return database;
    }

    private static Task RaiseAsync(TestDatabase database, params int[] thresholds) => RaiseAsync(database, fails: false, thresholds);

    private static async Task RaiseAsync(TestDatabase database, bool fails, params int[] thresholds)
    {
        var hear = database.Get<IHearPoolAlerts>();
        var now = new DateTime(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
        await using var db = database.Open();
        var platform = await db.Platforms.SingleAsync();
        await db.InTransactionAsync(
            async token =>
            {
                List<PoolAlert> raised = [.. thresholds.Select(at => PoolAlert.Raise(1, "cloudCX3", 0, at, 92, 100, false, now))];
                db.PoolAlerts.AddRange(raised);
                await db.SaveChangesAsync(token);
                await hear.RaisedAsync(db, platform, raised, now, token);
                if (fails)
                {
                    throw new InvalidOperationException("A fault in the transaction.");
                }
            },
            TestContext.Current.CancellationToken
        );
        hear.Committed();
    }

    private sealed class Heard : ISendNotices
    {
        public List<OutgoingNotice> Sent { get; } = [];

        public NoticeChannel Channel => NoticeChannel.Webhook;

        public Task SendAsync(OutgoingNotice notice, CancellationToken ct)
        {
            Sent.Add(notice);
            return Task.CompletedTask;
        }
    }
}
