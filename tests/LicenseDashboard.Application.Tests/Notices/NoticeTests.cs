using LicenseDashboard.Application.Notices;
using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Testing;
using Xunit;

namespace LicenseDashboard.Application.Tests.Notices;

public sealed class NoticeTests
{
    [Fact]
    public async Task Each_manager_gets_one_digest_of_their_own_people()
    {
        await using var bench = await NoticeBench.OpenAsync();
        await bench.SeatAsync("ann", bench.Manager);
        await bench.SeatAsync("bob", bench.Manager);
        await bench.SeatAsync("cat", bench.Other);
        Assert.Equal(2, await bench.PrepareAsync());
        await bench.SendAsync();
        var mine = Assert.Single(bench.Mail.Taken, notice => notice.Mail == "m1@example.test");
        Assert.True(
            mine.Text.Contains("ann", StringComparison.Ordinal)
                && mine.Text.Contains("bob", StringComparison.Ordinal)
                && !mine.Text.Contains("cat", StringComparison.Ordinal),
            mine.Text
        );
    }

    [Fact]
    public async Task Nothing_new_writes_nothing()
    {
        await using var bench = await NoticeBench.OpenAsync();
        await bench.SeatAsync("ann", bench.Manager);
        await bench.PrepareAsync();
        Assert.Equal(0, await bench.PrepareAsync());
        await bench.AdvanceAsync(3);
        Assert.Equal(0, await bench.PrepareAsync());
    }

    [Theory, InlineData(7, 0), InlineData(8, 1)]
    public async Task Due_seat_is_told_once_when_grace_has_ended(int daysLater, int digests)
    {
        await using var bench = await NoticeBench.OpenAsync();
        await bench.SeatAsync("ann", bench.Manager, graceDays: 7);
        await bench.PrepareAsync();
        await bench.AdvanceAsync(daysLater);
        Assert.Equal(digests, await bench.PrepareAsync());
        Assert.Equal(0, await bench.PrepareAsync());
    }

    [Fact]
    public async Task Administrators_hear_of_people_whose_manager_is_missing_or_has_left()
    {
        await using var bench = await NoticeBench.OpenAsync();
        await bench.SeatAsync("ann", manager: null);
        await bench.SeatAsync("bob", bench.Manager);
        await bench.LeaveAsync(bench.Manager);
        Assert.Equal(2, await bench.PrepareAsync());
        Assert.All(await bench.DigestsAsync(), digest => Assert.Equal("admins@example.test", digest.RecipientMail));
    }

    [Fact]
    public async Task Review_opens_with_what_waits_and_closes_with_what_became_of_it()
    {
        await using var bench = await NoticeBench.OpenAsync();
        await bench.ReviewAsync(NoticeBench.Today, bench.Clock.GetUtcNow().UtcDateTime);
        await bench.DowngradeAsync("ann", bench.Manager);
        await bench.DowngradeAsync("bob", bench.Manager, Lane.Review);
        await bench.DowngradeAsync("cat", bench.Manager, Lane.Protected);
        Assert.Equal(1, await bench.PrepareAsync());
        Assert.Equal("License review of November 2026: 2 to decide", Assert.Single(await bench.DigestsAsync()).Subject);
        Assert.Equal(0, await bench.PrepareAsync());

        var decider = Viewer.Standing("Mia", "person:mia");
        await bench.DowngradeAsync(
            "dan",
            bench.Manager,
            then: row => row.Approve(decider, null, NoticeBench.Today, bench.Clock.GetUtcNow().UtcDateTime)
        );
        await bench.AdvanceAsync(29);
        Assert.Equal(1, await bench.PrepareAsync());
        var closed = Assert.Single(await bench.DigestsAsync(), digest => digest.Kind == DigestKind.ReviewClosed);
        Assert.Equal("License review of November 2026 ended: 1 decided, 2 undecided", closed.Subject);
        Assert.Contains("Approved savings: 80 USD", closed.Content, StringComparison.Ordinal);
        Assert.Equal(0, await bench.PrepareAsync());
    }

    [Fact]
    public async Task Review_that_ended_long_ago_is_old_news()
    {
        await using var bench = await NoticeBench.OpenAsync();
        await bench.ReviewAsync(new DateOnly(2026, 10, 1), new DateTime(2026, 10, 1, 6, 0, 0, DateTimeKind.Utc));
        await bench.DowngradeAsync("ann", bench.Manager);
        await bench.AdvanceAsync(10);
        Assert.Equal(0, await bench.PrepareAsync());
    }

    [Fact]
    public async Task Held_digest_is_written_and_never_sent()
    {
        await using var bench = await NoticeBench.OpenAsync();
        await bench.SeatAsync("ann", bench.Manager);
        await bench.PrepareAsync(NoticeBench.Route("demo: no notice leaves"));
        Assert.Equal(0, (await bench.SendAsync()).Sent);
        Assert.Empty(bench.Mail.Taken);
        var row = Assert.Single(
            (
                await bench
                    .List()
                    .RunAsync(A.Administrator, null, null, DigestSort.Default, Page.First, TestContext.Current.CancellationToken)
            )
                .Value
                .Items
        );
        Assert.Equal((DeliveryStatus.Held, "demo: no notice leaves"), (row.Deliveries[0].Status, row.Deliveries[0].Error));
    }

    [Fact]
    public async Task Passing_refusal_is_tried_again_and_sent_once()
    {
        await using var bench = await NoticeBench.OpenAsync();
        await bench.SeatAsync("ann", bench.Manager);
        await bench.PrepareAsync();
        bench.Mail.Refusals.Enqueue(new NoticeException("451", mayPass: true));
        bench.Mail.Refusals.Enqueue(new NoticeException("451", mayPass: true));
        var report = await bench.SendAsync();
        Assert.Equal((1, 0), (report.Sent, report.Failed));
        Assert.Single(bench.Mail.Taken);
        Assert.Equal(0, (await bench.SendAsync()).Sent);
    }

    [Fact]
    public async Task Lasting_refusal_fails_is_shown_and_can_be_sent_again_by_an_administrator()
    {
        await using var bench = await NoticeBench.OpenAsync();
        await bench.SeatAsync("ann", bench.Manager);
        await bench.PrepareAsync();
        bench.Mail.Refusals.Enqueue(new NoticeException("The mail server refused the sign-in.", mayPass: false));
        Assert.Equal(1, (await bench.SendAsync()).Failed);
        var failed = Assert.Single(
            (
                await bench
                    .List()
                    .RunAsync(A.Auditor, null, DeliveryStatus.Failed, DigestSort.Default, Page.First, TestContext.Current.CancellationToken)
            )
                .Value
                .Items
        );
        Assert.Equal("The mail server refused the sign-in.", failed.Deliveries[0].Error);
        Assert.Equal("forbidden", (await bench.AgainAsync(A.Auditor, failed.Id)).Refusal?.Code);
        Assert.Equal(1, (await bench.AgainAsync(A.Administrator, failed.Id)).Value);
        Assert.Equal("wrong-state", (await bench.AgainAsync(A.Administrator, failed.Id)).Refusal?.Code);
        Assert.Equal(1, (await bench.SendAsync()).Sent);
    }

    [Fact]
    public async Task What_may_have_arrived_is_not_sent_again_but_by_a_person()
    {
        await using var bench = await NoticeBench.OpenAsync();
        await bench.SeatAsync("ann", bench.Manager);
        await bench.PrepareAsync();
        bench.Mail.Refusals.Enqueue(new NoticeException("No answer came.", mayPass: false) { MayHaveArrived = true });
        var report = await bench.SendAsync();
        Assert.Equal(
            (0, 0, 0, 1, "1 uncertain: see Settings, Notices to managers"),
            (report.Sent, report.Failed, report.Waiting, report.Uncertain, report.Words)
        );
        Assert.Equal(0, (await bench.SendAsync()).Sent);
        var uncertain = Assert.Single(
            (
                await bench
                    .List()
                    .RunAsync(
                        A.Auditor,
                        null,
                        DeliveryStatus.Uncertain,
                        DigestSort.Default,
                        Page.First,
                        TestContext.Current.CancellationToken
                    )
            )
                .Value
                .Items
        );
        Assert.Equal((true, false, "No answer came."), (uncertain.IsUncertain, uncertain.HasFailed, uncertain.Deliveries[0].Error));
        Assert.Equal("forbidden", (await bench.AgainAsync(A.Auditor, uncertain.Id)).Refusal?.Code);
        Assert.Equal(1, (await bench.AgainAsync(A.Administrator, uncertain.Id)).Value);
        Assert.Equal(1, (await bench.SendAsync()).Sent);
    }

    [Fact]
    public async Task Program_that_died_while_sending_leaves_it_uncertain_and_does_not_repeat_it()
    {
        await using var bench = await NoticeBench.OpenAsync();
        await bench.SeatAsync("ann", bench.Manager);
        await bench.PrepareAsync();
        bench.Mail.Dies = true;
        await Assert.ThrowsAsync<InvalidOperationException>(() => bench.SendAsync());
        bench.Mail.Dies = false;
        Assert.Equal(1, (await bench.SendAsync()).Waiting);
        bench.Clock.Advance(TimeSpan.FromMinutes(6));
        var shown = Assert.Single(
            (
                await bench
                    .List()
                    .RunAsync(
                        A.Auditor,
                        null,
                        DeliveryStatus.Uncertain,
                        DigestSort.Default,
                        Page.First,
                        TestContext.Current.CancellationToken
                    )
            )
                .Value
                .Items
        );
        Assert.Contains("may have arrived", shown.Deliveries[0].Error, StringComparison.Ordinal);
        Assert.Empty(
            (
                await bench
                    .List()
                    .RunAsync(
                        A.Auditor,
                        null,
                        DeliveryStatus.Sending,
                        DigestSort.Default,
                        Page.First,
                        TestContext.Current.CancellationToken
                    )
            )
                .Value
                .Items
        );
        Assert.Equal((0, 1), (await bench.SendAsync()) is var report ? (report.Sent, report.Uncertain) : default);
        Assert.Single(bench.Mail.Taken);
        Assert.Equal(1, (await bench.AgainAsync(A.Administrator, shown.Id)).Value);
        Assert.Equal(1, (await bench.SendAsync()).Sent);
    }

    [Fact]
    public async Task What_was_called_off_before_it_left_is_sent_by_the_next_run()
    {
        await using var bench = await NoticeBench.OpenAsync();
        await bench.SeatAsync("ann", bench.Manager);
        await bench.PrepareAsync();
        using var stop = new CancellationTokenSource();
        bench.Mail.Stops = stop;
        await Assert.ThrowsAsync<OperationCanceledException>(() => bench.SendAsync(stop.Token));
        bench.Mail.Stops = null;
        Assert.Equal(1, (await bench.SendAsync()).Sent);
        Assert.Single(bench.Mail.Taken);
    }

    [Fact]
    public async Task Two_instances_send_each_digest_once()
    {
        await using var bench = await NoticeBench.OpenAsync();
        foreach (var name in Enumerable.Range(0, 10).Select(n => $"agent{n}"))
        {
            await bench.SeatAsync(name, manager: null);
            await bench.PrepareAsync();
        }

        await Task.WhenAll(bench.SendAsync(), bench.SendAsync());
        Assert.Equal(10, bench.Mail.Taken.DistinctBy(notice => notice.Id).Count());
        Assert.Equal(10, bench.Mail.Taken.Count);
    }

    [Fact]
    public async Task Managers_do_not_see_what_others_are_written()
    {
        await using var bench = await NoticeBench.OpenAsync();
        var manager = new Viewer("Mia", "person:mia", ViewerRoles.OperationsManager, []);
        Assert.Equal(
            "forbidden",
            (await bench.List().RunAsync(manager, null, null, DigestSort.Default, Page.First, TestContext.Current.CancellationToken))
                .Refusal
                ?.Code
        );
    }
}
