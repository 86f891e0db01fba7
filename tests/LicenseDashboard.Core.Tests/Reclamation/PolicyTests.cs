using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Usage;
using Xunit;

namespace LicenseDashboard.Core.Tests.Reclamation;

public class PolicyTests
{
    private static readonly DateOnly Monday = new(2026, 11, 16);
    private static readonly Viewer Ada = new("Ada", "persona:ada", ViewerRoles.Administrator, []);
    private static readonly ReclamationTerms Automatic = ReclamationTerms.Default with
    {
        Mode = ReclamationMode.Automatic,
        DailyLimit = 10,
    };

    [
        Theory,
        InlineData(0, ReclamationStep.Notify),
        InlineData(1, ReclamationStep.Grace),
        InlineData(7, ReclamationStep.Grace),
        InlineData(8, ReclamationStep.Due)
    ]
    public void Seven_days_of_grace_follow_the_notice(int daysAfter, ReclamationStep step) =>
        Assert.Equal(step, ReclamationCalendar.StepOn(Monday, ReclamationCalendar.DueOn(Monday, 7), Monday.AddDays(daysAfter)));

    [Theory, InlineData(7, AutomaticRun.Dry), InlineData(8, AutomaticRun.Dry), InlineData(9, AutomaticRun.Take)]
    public void Automatic_policy_acts_the_day_after_it_has_shown_a_whole_cycle(int daysAfter, AutomaticRun run)
    {
        var policy = Set(Automatic);
        for (var day = 0; day < daysAfter; day++)
        {
            policy.Run(1, 0, Monday.AddDays(day));
        }

        Assert.Equal(run, policy.Run(1, 0, Monday.AddDays(daysAfter)));
        Assert.Equal(daysAfter < 8, policy.IsDryRun);
    }

    [Fact]
    public void Cycle_that_no_run_has_shown_was_not_shown() => Assert.Equal(AutomaticRun.Dry, Set(Automatic).Run(5, 0, Monday.AddDays(60)));

    [
        Theory,
        InlineData(10, 0, AutomaticRun.Take),
        InlineData(11, 0, AutomaticRun.Stopped),
        InlineData(4, 6, AutomaticRun.Take),
        InlineData(5, 6, AutomaticRun.Stopped),
        InlineData(0, 11, AutomaticRun.None)
    ]
    public void Run_takes_at_most_the_days_limit_and_else_stops_and_asks(int due, int takenToday, AutomaticRun run)
    {
        var policy = Shown(Automatic);
        Assert.Equal(run, policy.Run(due, takenToday, Monday.AddDays(30)));
        Assert.Equal(run == AutomaticRun.Stopped ? due : 0, policy.StoppedSeats);
        Assert.Equal(run == AutomaticRun.Stopped, policy.StoppedOn is not null);
    }

    [Fact]
    public void Another_way_to_make_the_change_is_shown_dry_for_a_cycle_again()
    {
        var policy = Shown(Automatic);
        policy.Change(Automatic with { By = ReleasedBy.IdentityProvider }, Ada, Monday.AddDays(30), DateTime.UnixEpoch);
        Assert.True(policy.IsDryRun);
        Assert.Contains("identityProvider", (Automatic with { By = (ReleasedBy)7 }).Check()!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Answer_counts_only_for_what_was_shown()
    {
        var policy = Shown(Automatic);
        Assert.Equal("wrong-state", policy.Answer(0).Refusal!.Code);
        policy.Run(12, 0, Monday.AddDays(30));
        Assert.Equal("stale", policy.Answer(11).Refusal!.Code);
        Assert.Equal(12, policy.Answer(12).Value);
        Assert.Null(policy.StoppedOn);
    }

    public static TheoryData<ReclamationTerms, bool> Changes =>
        new()
        {
            { Automatic with { DailyLimit = 99 }, false },
            { Automatic with { Days = 30 }, true },
            { Automatic with { GraceDays = 3 }, true },
            { Automatic with { Action = SeatAction.Both }, true },
            { Automatic with { EndSessions = true }, true },
        };

    [Theory, MemberData(nameof(Changes))]
    public void Change_of_what_a_policy_does_by_itself_starts_the_dry_run_again(ReclamationTerms terms, bool dry)
    {
        var policy = Shown(Automatic);
        Assert.Null(policy.Change(terms, Ada, Monday.AddDays(20), DateTime.UnixEpoch).Refusal);
        Assert.Equal(dry, policy.IsDryRun);
    }

    [Fact]
    public void Approval_never_acts_by_itself() =>
        Assert.Equal(AutomaticRun.None, Set(ReclamationTerms.Default).Run(5, 0, Monday.AddDays(60)));

    public static TheoryData<ReclamationTerms, string> Wrong =>
        new()
        {
            { ReclamationTerms.Default with { Days = 6 }, "days" },
            { ReclamationTerms.Default with { Days = 366 }, "days" },
            { ReclamationTerms.Default with { GraceDays = 0 }, "graceDays" },
            { ReclamationTerms.Default with { GraceDays = 91 }, "graceDays" },
            { ReclamationTerms.Default with { DailyLimit = 0 }, "dailyLimit" },
            { ReclamationTerms.Default with { Mode = (ReclamationMode)7 }, "mode" },
            { ReclamationTerms.Default with { Action = (SeatAction)7 }, "action" },
        };

    [Theory, MemberData(nameof(Wrong))]
    public void Bad_terms_are_refused_with_the_field(ReclamationTerms terms, string field)
    {
        Assert.StartsWith(field, Set(Automatic).Change(terms, Ada, Monday, DateTime.UnixEpoch).Refusal!.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(7), InlineData(365)]
    public void Terms_at_their_bounds_are_taken(int days) =>
        Assert.Null((ReclamationTerms.Default with { Days = days, GraceDays = days == 7 ? 1 : 90 }).Check());

    [Fact]
    public void Division_finds_its_own_policy_before_the_platforms()
    {
        var whole = Set(Automatic);
        var own = ReclamationPolicy.Create(1, 4, ReclamationTerms.Default with { Days = 20 }, Ada, Monday, DateTime.UnixEpoch);
        var policies = new ReclamationPolicies([whole, own]);
        Assert.Equal((20, 45, 45), (policies.TermsOf(4).Days, policies.TermsOf(5).Days, policies.TermsOf(null).Days));
        Assert.Equal(ReclamationTerms.Default, new ReclamationPolicies([]).TermsOf(4));
    }

    [Fact]
    public void Latest_signal_decides_and_a_missing_one_is_unknown()
    {
        var seen = new LastSeen(Presence: Monday, Login: Monday.AddDays(2), TokenIssued: Monday.AddDays(2));
        Assert.Equal((Monday.AddDays(2), SignOfLife.Login), (seen.On, seen.DecidedBy));
        Assert.Equal([SignOfLife.Presence, SignOfLife.Login, SignOfLife.TokenIssued], seen.Signs.Select(sign => sign.Sign));
        Assert.Equal((null, null), (default(LastSeen).On, default(LastSeen).DecidedBy));
    }

    private static ReclamationPolicy Set(ReclamationTerms terms) =>
        ReclamationPolicy.Create(1, ReclamationPolicy.WholePlatform, terms, Ada, Monday, DateTime.UnixEpoch);

    private static ReclamationPolicy Shown(ReclamationTerms terms)
    {
        var policy = Set(terms);
        policy.Run(1, 0, Monday.AddDays(8));
        Assert.False(policy.IsDryRun);
        return policy;
    }
}
