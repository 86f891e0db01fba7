using FsCheck;
using FsCheck.Fluent;
using LicenseDashboard.Core.Contracts;
using LicenseDashboard.Core.Exemptions;
using LicenseDashboard.Core.Shared;
using Xunit;

namespace LicenseDashboard.Core.Tests.Exemptions;

public class SeasonStopTests
{
    private static readonly Season Winter = new(new MonthDay(11, 1), new MonthDay(1, 15));

    [Theory]
    [InlineData(61, false)]
    [InlineData(60, true)]
    [InlineData(0, true)]
    [InlineData(-75, true)]
    [InlineData(-76, false)]
    public void Season_counts_from_60_days_before_it_to_its_last_day(int daysBefore, bool counts) =>
        Assert.Equal(counts, Winter.Touches(SeasonStop.Horizon(new DateOnly(2026, 11, 1).AddDays(-daysBefore))));

    [Theory]
    [InlineData(OverUse.Hard, 4, 0, 3, false)]
    [InlineData(OverUse.Hard, 3, 0, 3, true)]
    [InlineData(OverUse.Hard, 4, 1, 3, true)]
    [InlineData(OverUse.Hard, 1, 0, 0, false)]
    [InlineData(OverUse.Soft, 0, 0, 3, false)]
    public void Change_is_stopped_when_fewer_seats_would_stay_free_than_the_season_needs(
        OverUse overUse,
        int free,
        int onTheirWay,
        int needed,
        bool stopped
    ) => Assert.Equal(stopped, SeasonStop.OfRoom(Room(overUse, free), onTheirWay, needed) is not null);

    [Fact]
    public void What_is_not_known_stops_nothing()
    {
        Assert.Null(SeasonStop.OfRoom(Room(OverUse.Hard, null), 0, 9));
        Assert.Null(SeasonStop.OfRoom(Room(null, null), 0, 9));
    }

    [Fact]
    public void Reason_says_how_many_stay_and_how_many_are_needed() =>
        Assert.Equal(
            "2 licenses of CX 1 would stay free, and the season of the next 60 days needs 3; the contract refuses logins above the limit.",
            SeasonStop.OfRoom(Room(OverUse.Hard, 3), 0, 3)
        );

    [Theory]
    [InlineData(Protection.Both, "", true)]
    [InlineData(Protection.Reclamation, "", true)]
    [InlineData(Protection.Rightsizing, "", true)]
    [InlineData(Protection.Both, "cloudCX1", true)]
    [InlineData(Protection.Rightsizing, "cloudCX1", true)]
    [InlineData(Protection.Reclamation, "cloudCX1", false)]
    [InlineData(Protection.Both, "cloudCX2+gc2WEMupgrade", false)]
    public void Member_keeps_the_seat_and_what_of_it_the_tag_protects(Protection protection, string after, bool stopped)
    {
        string[] left = after.Length == 0 ? [] : after.Split('+');
        Assert.Equal(stopped, SeasonStop.OfMember(ExemptionTag.SeasonalBurst, protection, ["cloudCX2"], left) is not null);
        Assert.Null(SeasonStop.OfMember(null, protection, ["cloudCX2"], left));
    }

    [Fact]
    public void Need_counts_each_person_once_and_only_who_holds_no_seat()
    {
        BurstMember[] members =
        [
            new(1, ["cloudCX2"], Holds: false),
            new(1, ["cloudCX2"], Holds: false),
            new(2, ["cloudCX2"], Holds: true),
            new(3, ["cloudCX1"], Holds: false),
            new(4, [], Holds: false),
        ];
        Assert.Equal(1, SeasonStop.Needed(members, "cloudCX2", exceptPerson: 9));
        Assert.Equal(0, SeasonStop.Needed(members, "cloudCX2", exceptPerson: 1));
    }

    /// <summary>
    /// However changes and returning members take seats one after another, everyone who was needed when the last change passed finds one.
    /// </summary>
    [Fact]
    public void Changes_that_pass_one_after_another_always_leave_what_the_season_needs() =>
        Prop.ForAll(
                Gen.Choose(0, 60).Three().ToArbitrary(),
                given =>
                {
                    var (free, needed, changes) = given;
                    var taken = 0;
                    for (var i = 0; i < changes; i++)
                    {
                        taken += SeasonStop.OfRoom(Room(OverUse.Hard, free), taken, needed) is null && free - taken >= 1 ? 1 : 0;
                    }

                    return taken == 0 || free - taken >= needed;
                }
            )
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Forecast_says_people_by_sku_what_is_missing_and_what_it_costs()
    {
        var tag = Tag(Money.Of(10_000, "USD"));
        BurstMember[] members =
        [
            .. Enumerable.Range(0, 120).Select(n => new BurstMember(n, ["cloudCX2"], Holds: n < 20)),
            .. Enumerable.Range(200, 10).Select(n => new BurstMember(n, ["cloudCX1"], Holds: true)),
            new BurstMember(900, [], Holds: false),
        ];
        var forecast = BurstForecast.Of(
            tag,
            Winter.Coming(new DateOnly(2026, 10, 1)),
            members,
            Rooms(new("cloudCX2", LineBasis.Named, 500, 70, OverUse.Soft, Money.Of(140, "USD"), false), Room(OverUse.Soft, 0))
        );
        Assert.Equal((131, 1, 3), (forecast.People, forecast.Unknown, forecast.Months));
        Assert.Equal(
            [("cloudCX1", 10, 10, 0), ("cloudCX2", 120, 20, 30)],
            forecast.Tiers.Select(tier => (tier.Room.Sku, tier.People, tier.Holding, tier.Shortfall!.Value))
        );
        Assert.Equal(Money.Of(30 * 140 * 3, "USD"), forecast.TrueUp);
        Assert.Equal(Money.Of(2_600, "USD"), forecast.OverBudget);
    }

    [Fact]
    public void Over_use_by_others_takes_from_what_the_season_finds() =>
        Assert.Equal(
            15,
            BurstForecast
                .Of(
                    Tag(),
                    Winter.Coming(new DateOnly(2026, 10, 1)),
                    [.. Enumerable.Range(0, 40).Select(n => new BurstMember(n, ["cloudCX1"], Holds: true))],
                    Rooms(Room(OverUse.Soft, -15))
                )
                .Tiers[0]
                .Shortfall
        );

    [Fact]
    public void Without_a_contract_nothing_is_known_of_shortfall_and_cost()
    {
        var forecast = BurstForecast.Of(
            Tag(Money.Of(1, "USD")),
            Winter.Coming(new DateOnly(2026, 10, 1)),
            [new BurstMember(1, ["cloudCX2"], Holds: false)],
            new Dictionary<string, SkuRoom>()
        );
        Assert.Null(forecast.Tiers[0].Shortfall);
        Assert.Null(forecast.TrueUp);
        Assert.Null(forecast.OverBudget);
    }

    private static ExemptionTag Tag(Money? budget = null) =>
        ExemptionTag.Add(
            1,
            ExemptionTag.SeasonalBurst,
            new TagTerms(
                "Peak.",
                Protection.Both,
                IsBurst: true,
                Season: Winter,
                BudgetOwner: budget is null ? null : "Cora Lindqvist",
                ApprovedBudget: budget
            )
        );

    private static SkuRoom Room(OverUse? overUse, int? free) =>
        new(
            "cloudCX1",
            overUse is null ? null : LineBasis.Named,
            free is null ? null : 100,
            free,
            overUse,
            Money.Of(90, "USD"),
            Assumed: false
        );

    private static Dictionary<string, SkuRoom> Rooms(params SkuRoom[] rooms) => rooms.ToDictionary(room => room.Sku);
}
