using LicenseDashboard.Core.Notices;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Core.Tests.Notices;

public sealed class DigestWordsTests
{
    private static readonly Uri Root = new("https://licenses.example.test");
    private static readonly RecommendationId Row = new(Guid.Parse("01990000-0000-7000-8000-000000000001"));

    [Fact]
    public void Seats_say_who_when_and_what_it_costs_and_link_to_the_row()
    {
        var content = DigestWords.Seats("genesys", [Seat(SeatNoticeStep.Found)]);
        Assert.Equal("Inactive licenses: 1 license found inactive", content.Subject);
        var line = Assert.Single(Assert.Single(content.Sections).Lines);
        Assert.Equal("Ann Lee: CX 3, last seen October 1, 2026, 155 USD a month (list), due November 20, 2026", line.Text);
        Assert.Equal($"/reclamation?row={Row.Value}", line.Link);
    }

    [Fact]
    public void Last_seen_that_is_not_known_is_called_unknown() =>
        Assert.Contains(
            "last seen unknown",
            DigestWords.Seats("genesys", [Seat(SeatNoticeStep.Found) with { LastSeenOn = null }]).Sections[0].Lines[0].Text,
            StringComparison.Ordinal
        );

    [Theory, InlineData(20, 0), InlineData(21, 1)]
    public void Lines_beyond_twenty_are_counted(int seats, int more)
    {
        var section = Assert.Single(DigestWords.Seats("genesys", [.. Enumerable.Repeat(Seat(SeatNoticeStep.Due), seats)]).Sections);
        Assert.Equal((20, more), (section.Lines.Count, section.More));
    }

    [Fact]
    public void Summary_names_no_one()
    {
        var content = DigestWords.Seats("genesys", [Seat(SeatNoticeStep.Found), Seat(SeatNoticeStep.Due)]);
        Assert.Equal("1 license found inactive, 1 license now due on genesys.", content.Summary);
    }

    [Fact]
    public void Opened_review_says_what_waits_until_when()
    {
        var open = new OpenReview(
            new(2026, 11, 1),
            new(2026, 11, 30),
            3,
            2,
            1,
            [new Money(200_000_000, "USD")],
            [new OpenLine(Row, "Ann Lee", ["cloudCX3"], ["cloudCX1"], new Money(80_000_000, "USD"))]
        );
        var content = DigestWords.Opened("genesys", open);
        Assert.Equal("License review of November 2026: 5 to decide", content.Subject);
        Assert.Equal(
            "The review of November 2026 on genesys is open until November 30, 2026: 5 recommendations to decide (3 ready, 2 to "
                + "review), worth 200 USD a month at list price. 1 carried over from earlier months.",
            content.Opening
        );
        Assert.Equal(4, content.Sections[0].More);
    }

    [Fact]
    public void What_a_person_typed_is_encoded_in_html_and_stands_as_it_is_in_text()
    {
        var content = DigestWords.Seats("genesys", [Seat(SeatNoticeStep.Found) with { Name = "<img src=x onerror=alert(1)>" }]);
        Assert.DoesNotContain("<img", DigestForms.Html(content, Root), StringComparison.Ordinal);
        Assert.Contains("- <img src=x onerror=alert(1)>: CX 3", DigestForms.Text(content, Root), StringComparison.Ordinal);
        Assert.Contains(
            $"https://licenses.example.test/reclamation?row={Row.Value}",
            DigestForms.Text(content, Root),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Delivery_is_given_up_after_five_tries_and_waits_longer_each_time()
    {
        var delivery = Sending();
        var now = DateTime.UnixEpoch;
        List<double> waits = [];
        while (delivery.Fail("refused", mayPass: true, now).Value == DeliveryStatus.Pending)
        {
            waits.Add((delivery.DueAt!.Value - now).TotalSeconds);
            Take(delivery);
        }

        Assert.Equal([5, 10, 20, 40], waits);
        Assert.Equal((DeliveryStatus.Failed, 5, (DateTime?)null), (delivery.Status, delivery.Attempts, delivery.DueAt));
    }

    [Fact]
    public void What_can_not_pass_is_not_tried_again() =>
        Assert.Equal(DeliveryStatus.Failed, Sending().Fail("no such user", mayPass: false, DateTime.UnixEpoch).Value);

    [Fact]
    public void Only_what_failed_is_sent_again()
    {
        var delivery = Sending();
        Assert.Equal("wrong-state", delivery.Again(DateTime.UnixEpoch).Refusal?.Code);
        delivery.Fail("x", mayPass: false, DateTime.UnixEpoch);
        Assert.Equal(DeliveryStatus.Pending, delivery.Again(DateTime.UnixEpoch).Value);
    }

    [Fact]
    public void What_may_have_arrived_waits_for_a_person()
    {
        var delivery = Sending();
        Assert.Equal(DeliveryStatus.Uncertain, delivery.Doubt("no answer").Value);
        Assert.Equal((1, (DateTime?)null, "no answer"), (delivery.Attempts, delivery.DueAt, delivery.Error));
        Assert.Equal("wrong-state", delivery.Fail("x", mayPass: true, DateTime.UnixEpoch).Refusal?.Code);
        Assert.Equal(DeliveryStatus.Pending, delivery.Again(DateTime.UnixEpoch).Value);
    }

    [Fact]
    public void What_was_in_hand_too_long_is_uncertain_from_then_on()
    {
        var delivery = Sending();
        Assert.Equal(DeliveryStatus.Sending, delivery.StatusAt(DateTime.UnixEpoch));
        Assert.Equal("wrong-state", delivery.Lapse(DateTime.UnixEpoch).Refusal?.Code);
        Assert.Equal(DeliveryStatus.Uncertain, delivery.StatusAt(DateTime.UnixEpoch.AddSeconds(1)));
        Assert.Equal(DeliveryStatus.Uncertain, delivery.Lapse(DateTime.UnixEpoch.AddSeconds(1)).Value);
        Assert.Contains("may have arrived", delivery.Error, StringComparison.Ordinal);
    }

    private static SeatLine Seat(SeatNoticeStep step) =>
        new(Row, "Ann Lee", ["cloudCX3"], new DateOnly(2026, 10, 1), new DateOnly(2026, 11, 20), new Money(155_000_000, "USD"), step);

    private static NoticeDelivery Sending()
    {
        var digest = new Digest
        {
            PlatformKey = 1,
            Kind = DigestKind.Reclamation,
            RecipientKey = 1,
            RecipientName = "Max",
            RecipientMail = "max@example.test",
            Subject = "s",
            Content = "{}",
            CreatedAt = DateTime.UnixEpoch,
        };
        digest.Deliver(NoticeChannel.Mail);
        return Take(digest.Deliveries[0]);
    }

    /// <summary>As the one conditional update of the sender does it.</summary>
    private static NoticeDelivery Take(NoticeDelivery delivery)
    {
        typeof(NoticeDelivery).GetProperty(nameof(NoticeDelivery.Status))!.SetValue(delivery, DeliveryStatus.Sending);
        return delivery;
    }
}
