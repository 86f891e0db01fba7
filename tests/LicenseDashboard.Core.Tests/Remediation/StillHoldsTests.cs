using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Reclamation;
using LicenseDashboard.Core.Remediation;
using LicenseDashboard.Core.Rightsizing;
using LicenseDashboard.Core.Shared;
using LicenseDashboard.Core.Tests.Rightsizing;
using Xunit;
using static LicenseDashboard.Core.Tests.Remediation.HeldRoles;

namespace LicenseDashboard.Core.Tests.Remediation;

public class StillHoldsTests
{
    private static readonly DateTime _now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private static readonly DateOnly _today = new(2026, 11, 20);

    private static readonly RemediationPlan _swap = new([
        new PlanChange(PlanAction.Swap, "omni", "Omnichannel", "voice", "Voice", ["*"], ["*"]),
    ]);
    private static readonly RemediationPlan _takesGrants = new([
        new PlanChange(PlanAction.Remove, "grants", "Grants", null, null, ["d1"], []),
    ]);

    private static FreshFacts Swapped =>
        new()
        {
            Today = _today,
            Agreed = new(null, false, null),
            Account = new(true, false),
            Access = Access(["omni/*", "employee/*"]),
            Use = new(["digital"], [Feature("digital", FeatureState.Unused)], new Dictionary<string, string>()),
            Room = new(null),
        };

    private static LifeFacts Quiet => new(new(2026, 8, 1), new(2026, 8, 1), null, false, Life.Inactive, Life.Inactive, null, null);

    public static TheoryData<string, string> Objections =>
        new()
        {
            { "exempt", "An exemption protects the person: BURST." },
            { "suppressed", "The same recommendation was rejected or restored in the meantime." },
            { "season", "The coming season needs the seat." },
            { "inactive", "The person is no longer active in Genesys Cloud." },
            { "owner", "This account owns the API client that LicenseDashboard uses." },
            { "seat", "The license is now CX 2." },
            { "roles", "The person's roles have changed since the evaluation." },
            {
                "role gone",
                "A role in the plan no longer exists in Genesys Cloud (swap Omnichannel -> Voice). The next "
                    + "evaluation looks for another plan."
            },
            { "infer", "The roles that would remain imply CX 2, not CX 1." },
            { "more lost", "The change would now remove more than was approved: conversation:email:accept." },
            { "used", "Used since the evaluation: digital on Nov 19." },
            { "unknown", "Use can't be ruled out: digital, not enough data since 2026-11-10." },
            { "feature gone", "Use can't be ruled out: digital, which the catalog no longer has." },
            {
                "not answered",
                "Use can't be ruled out, because Genesys Cloud did not respond for Conversations (403 missing.permissions)."
            },
            { "no evidence", "The evidence for the recommendation is no longer available." },
            { "room", "No license of CX 1 is free." },
            { "not gathered", "Not everything could be checked before the change." },
        };

    [Fact]
    public void Nothing_changed_still_holds() => Assert.Null(StillHolds.Verdict(Item(_swap), Swapped));

    [Theory, MemberData(nameof(Objections))]
    public void Each_change_objects_in_its_own_words(string change, string words) =>
        Assert.Equal(words, StillHolds.Verdict(Item(_swap), Changed(change)));

    [Theory]
    [InlineData(Life.Inactive, Life.Inactive, "2026-08-01", null, null)]
    [InlineData(Life.Inactive, Life.Inactive, "2026-08-02", null, "The person signed in on Aug 2, after the evaluation.")]
    [InlineData(Life.Inactive, Life.Active, "2026-08-01", "2026-11-19", "The person was present on Nov 19, after the evaluation.")]
    [InlineData(Life.Inactive, Life.Active, "2026-08-01", null, "The person has shown activity since the evaluation.")]
    [InlineData(
        Life.Inactive,
        Life.Unknown,
        "2026-08-01",
        null,
        "Presence is no longer known on every day since the person was last seen."
    )]
    [InlineData(Life.Unknown, Life.Unknown, "2026-08-01", null, null)]
    public void Freed_seat_needs_silence_until_now(Life approved, Life now, string login, string? present, string? words) =>
        Assert.Equal(
            words,
            StillHolds.Verdict(
                Item(Release),
                Freed(
                    Quiet with
                    {
                        Approved = approved,
                        Now = now,
                        LastLogin = Lab.Day(login),
                        PresentOn = present is null ? null : Lab.Day(present),
                    }
                )
            )
        );

    [Theory, InlineData(false, "The person signed in on Nov 19, after the evaluation."), InlineData(true, null)]
    public void Further_token_changes_nothing_for_who_was_approved_as_only_tokens(bool onlyTokens, string? words) =>
        Assert.Equal(
            words,
            StillHolds.Verdict(Item(Release), Freed(Quiet with { LastToken = new(2026, 11, 19), OnlyTokens = onlyTokens }))
        );

    [Theory]
    [InlineData("Seasonal", null, null, "Genesys Cloud gives a reason for the absence: Seasonal. The person is expected back.")]
    [InlineData(
        null,
        "403 missing.permissions.",
        null,
        "Genesys Cloud did not say whether the person is on leave or seasonal (403 missing.permissions), so nothing was changed."
    )]
    [InlineData(null, null, "back from leave, protected until 2026-12-18", "Back from leave, protected until 2026-12-18.")]
    public void Who_comes_or_comes_back_keeps_the_seat_no_matter_who_approved(
        string? reason,
        string? notAnswered,
        string? starting,
        string words
    )
    {
        var facts = Freed(Quiet) with { Stay = new(reason, notAnswered, starting) };
        Assert.Equal(words, StillHolds.Verdict(Item(Release), facts));
        var left = RemediationItem.Create(RecommendationId.New(), 1, 1, Release, "cloudCX3", "", _now, _now, isLeaver: true);
        Assert.Null(StillHolds.Verdict(left, facts));
    }

    [Fact]
    public void Seat_is_not_freed_before_the_reason_for_an_absence_was_read() =>
        Assert.Equal(
            "Not everything could be checked before the change.",
            StillHolds.Verdict(Item(Release), Freed(Quiet) with { Stay = null })
        );

    [Theory]
    [InlineData(Life.OnlyTokens, Life.OnlyTokens, null)]
    [InlineData(Life.OnlyTokens, Life.Inactive, null)]
    [InlineData(Life.Unknown, Life.Active, "The person has shown activity since the evaluation.")]
    public void What_was_approved_is_compared_with_what_is_known_now(Life approved, Life now, string? words) =>
        Assert.Equal(
            words,
            StillHolds.Verdict(
                Item(Release),
                Freed(Quiet with { Approved = approved, Now = now, OnlyTokens = approved == Life.OnlyTokens })
            )
        );

    [Theory, InlineData(SeatAction.RemoveRoles, true), InlineData(SeatAction.Both, false)]
    public void Roles_by_group_are_for_a_person_to_take_once_all_else_holds(SeatAction action, bool byGroup)
    {
        var item = Item(new([], new SeatRelease(action, EndSessions: false)));
        var access = Access(["employee/*"]);
        access = access with { Now = access.Now with { ByGroup = [.. Grants("omni/*")] }, Inferred = byGroup ? ["cloudCX3"] : [] };
        Assert.Null(StillHolds.Verdict(item, Freed(Quiet) with { Access = access }));
        Assert.Equal(byGroup, StillHolds.IsHeldByGroup(item, access));
    }

    [Fact]
    public void Presence_that_was_not_answered_keeps_the_seat() =>
        Assert.Equal(
            "Presence can't be ruled out, because Genesys Cloud did not respond (403 missing.permissions).",
            StillHolds.Verdict(Item(Release), Freed(Quiet with { NotAnswered = "403 missing.permissions." }))
        );

    [Theory]
    [InlineData("d1 d1", null)]
    [InlineData("d1", "Fewer than two active people would hold authorization:grant:add.")]
    [InlineData("d2 d2 d2", "Fewer than two active people would hold authorization:grant:add.")]
    [InlineData("* d1", null)]
    [InlineData("* *", null)]
    public void Two_others_keep_the_grant_permission_in_the_division_it_is_taken_in(string others, string? words)
    {
        var holders = new GuardHolders(others.Split(' ').Select((division, n) => (100 + n, division)));
        var facts = Swapped with
        {
            Access = Access(["grants/d1", "employee/*"]) with
            {
                GuardHolders = holders,
                Inferred = ["cloudCX1"],
                Approved = [new("authorization:*:*", "d1")],
            },
        };
        Assert.Equal(words, StillHolds.Verdict(Item(_takesGrants), facts));
    }

    [Fact]
    public void Leaver_is_stopped_only_by_the_last_keys()
    {
        var left = RemediationItem.Create(RecommendationId.New(), 1, 1, Release, "cloudCX3", "", _now, _now, isLeaver: true);
        var facts = new FreshFacts
        {
            Today = _today,
            Account = new(true, false),
            Access = Access(["omni/*"]) with { Now = Snapshot(["omni/*"], "cloudCX2") },
        };
        Assert.Null(StillHolds.Verdict(left, facts));
        Assert.Equal(
            "This account owns the API client that LicenseDashboard uses.",
            StillHolds.Verdict(left, facts with { Account = new(true, true) })
        );
        Assert.Equal(
            "Fewer than two active people would hold authorization:grant:add.",
            StillHolds.Verdict(left, facts with { Access = Access(["grants/*"]) })
        );
    }

    private static RemediationPlan Release => new([], new SeatRelease(SeatAction.Both, EndSessions: false));

    private static FreshFacts Freed(LifeFacts life) =>
        Swapped with
        {
            Use = null,
            Life = life,
            Stay = new(null, null, null),
            Access = Access(["omni/*"]) with { Inferred = [] },
        };

    private static FreshFacts Changed(string change) =>
        change switch
        {
            "exempt" => Swapped with { Agreed = new("BURST", false, null) },
            "suppressed" => Swapped with { Agreed = new(null, true, null) },
            "season" => Swapped with { Agreed = new(null, false, "The coming season needs the seat.") },
            "inactive" => Swapped with { Account = new(false, false) },
            "owner" => Swapped with { Account = new(true, true) },
            "seat" => Swapped with { Access = Swapped.Access! with { Now = Snapshot(["omni/*"], "cloudCX2") } },
            "roles" => Swapped with { Access = Access(["omni/d1", "employee/*"]) },
            "role gone" => Swapped with { Access = Swapped.Access! with { Inferred = null } },
            "infer" => Swapped with { Access = Swapped.Access! with { Inferred = ["cloudCX2"] } },
            "more lost" => Swapped with { Access = Swapped.Access! with { Approved = [] } },
            "used" => Swapped with { Use = Swapped.Use! with { Now = [Feature("digital", FeatureState.Used, new(2026, 11, 19))] } },
            "unknown" => Swapped with { Use = Swapped.Use! with { Now = [Feature("digital", FeatureState.Unknown)] } },
            "feature gone" => Swapped with { Use = Swapped.Use! with { Now = [] } },
            "not answered" => Swapped with
            {
                Use = Swapped.Use! with { NotAnswered = new Dictionary<string, string> { ["Conversations"] = "403 missing.permissions." } },
            },
            "no evidence" => Swapped with { Use = Swapped.Use! with { GivenUp = null } },
            "room" => Swapped with { Room = new("No license of CX 1 is free.") },
            _ => Swapped with { Use = null },
        };

    private static RemediationItem Item(RemediationPlan plan) =>
        RemediationItem.Create(RecommendationId.New(), 1, 1, plan, "cloudCX3", plan.Release is null ? "cloudCX1" : "", _now, _now);

    private static AccessFacts Access(string[] held) =>
        new(
            Snapshot(held, "cloudCX3"),
            new SeatReading(Catalogue.Default, Lab.Organization.Definitions),
            Catalogue.Default,
            ["cloudCX1"],
            [],
            [new("conversation:email:accept", "*")],
            PermissionsOf,
            GuardHolders.None
        );

    private static GrantSnapshot Snapshot(string[] held, string seat) => new(_now, [.. Grants(held)], [], [seat]);

    private static FeatureFact Feature(string key, FeatureState state, DateOnly? on = null) =>
        new(
            key,
            state,
            _today.AddDays(-61),
            _today.AddDays(-2),
            on,
            state == FeatureState.Unknown ? "not enough data since 2026-11-10" : ""
        );
}
