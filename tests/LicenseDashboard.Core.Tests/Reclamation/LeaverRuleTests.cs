using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Core.Tests.Reclamation;

public sealed class LeaverRuleTests
{
    private static readonly DateTime _now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly _day = new(2026, 11, 20);

    [Fact]
    public void Last_day_is_worked()
    {
        Assert.Equal(new DateOnly(2026, 11, 21), LeaverRule.AccessEndsOn(_day));
        Assert.Null(LeaverRule.AccessEndsOn(null));
        Assert.True(LeaverRule.LiesAhead(_day, _day));
        Assert.False(LeaverRule.LiesAhead(_day, _day.AddDays(1)));
        Assert.False(LeaverRule.LiesAhead(null, _day));
    }

    [Theory]
    [
        InlineData(null, null, true),
        InlineData(7, null, true),
        InlineData(8, null, false),
        InlineData(null, 7, true),
        InlineData(null, 8, false),
        InlineData(-100, 8, false)
    ]
    public void Word_is_about_accounts_that_existed_or_came_within_a_week(int? arrived, int? hired, bool about) =>
        Assert.Equal(about, LeaverRule.IsAbout(_day, arrived is { } a ? _day.AddDays(a) : null, hired is { } h ? _day.AddDays(h) : null));

    [Theory]
    [InlineData(LeaverStatus.Scheduled, 1, LeaverHearing.Reschedule)]
    [InlineData(LeaverStatus.Scheduled, null, LeaverHearing.Begin)]
    [InlineData(LeaverStatus.Due, null, LeaverHearing.Known), InlineData(LeaverStatus.Held, 1, LeaverHearing.Known)]
    [InlineData(LeaverStatus.Planned, null, LeaverHearing.Known), InlineData(LeaverStatus.Planned, 1, LeaverHearing.Known)]
    [InlineData(LeaverStatus.WithoutSeat, null, LeaverHearing.Report)]
    [
        InlineData(LeaverStatus.Returned, 1, LeaverHearing.Report),
        InlineData(LeaverStatus.Restored, null, LeaverHearing.Report),
        InlineData(LeaverStatus.Dismissed, null, LeaverHearing.Report)
    ]
    public void Roster_is_heard_against_what_the_provider_said(LeaverStatus before, int? days, LeaverHearing expected) =>
        Assert.Equal(expected, Hear([In(before, LeaverSource.Scim)], days is { } ahead ? _day.AddDays(ahead) : null));

    [Fact]
    public void Same_line_again_is_known_until_they_were_back()
    {
        var restored = In(LeaverStatus.Restored, LeaverSource.Roster);
        Assert.Equal(LeaverHearing.Known, Hear([restored], null));
        Assert.Equal(LeaverHearing.Report, Hear([restored], _day.AddDays(9)));
        Assert.Equal(LeaverHearing.Report, Hear([In(LeaverStatus.Returned, LeaverSource.Roster)], null));
    }

    private static LeaverHearing Hear(Leaver[] before, DateOnly? lastDay) =>
        LeaverRule
            .Hear(before, LeaverSource.Roster, lastDay, LeaverRule.LiesAhead(lastDay, _day) ? LeaverStatus.Scheduled : LeaverStatus.Due)
            .Hearing;

    private static Leaver In(LeaverStatus status, LeaverSource source)
    {
        var begin =
            status is LeaverStatus.Planned or LeaverStatus.Returned or LeaverStatus.Restored ? LeaverStatus.Due
            : status == LeaverStatus.Dismissed ? LeaverStatus.Held
            : status;
        var leaver = Leaver.Report(new LeaverReport(1, 2, 3, source, "token:entra", null, begin), _now);
        if (begin == LeaverStatus.Due && status != LeaverStatus.Due)
        {
            leaver.Plan(RecommendationId.New(), _now);
        }

        _ = status switch
        {
            LeaverStatus.Returned => leaver.Return(_now),
            LeaverStatus.Restored => leaver.Restore(_now),
            LeaverStatus.Dismissed => leaver.Dismiss("", _now),
            _ => leaver.Status,
        };
        return leaver;
    }
}
